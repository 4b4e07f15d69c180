import { LocalClient, LoginProvider } from './directory';
import { ModelEntities, RegisteredClient } from '../identity-facts/entities';

export interface LocalNamesOptions {
  /** Issuer URL by what the access model calls a user pool, its logical id, or by its id if the template does not make it. */
  readonly issuers: Record<string, string>;
  /** Client id by what the access model calls an app client, its logical id; one that is not here is known by its stand-in. */
  readonly clientIds: Record<string, string>;
}

const REGION = /^((?:[a-z]+-)+\d)_/;

/** What user pools and clients are called here: a template's stand-in names, replaced by those of the pools that are in use. */
export class LocalNames {
  private readonly registered: RegisteredClient[];

  /** @throws Error if an option names something that the template does not have */
  constructor(private readonly entities: ModelEntities, private readonly options: LocalNamesOptions) {
    this.registered = entities.identityPools.flatMap(pool => pool.providers);
    const foreign = this.registered.filter(({ userPool }) => !userPool).map(({ providerName }) => poolIdOf(providerName));
    check('issuer', Object.keys(options.issuers), [...entities.userPools.map(pool => pool.label), ...foreign], 'user pool');
    check('client', Object.keys(options.clientIds), entities.clients.map(client => client.label), 'app client');
  }

  /** The login provider that an identity pool's provider name (without a client) means. */
  public provider(providerName: string): Omit<LoginProvider, 'clients'> {
    const pool = this.entities.userPools.find(candidate => candidate.providerName === providerName);
    const given = this.options.issuers[pool?.label ?? poolIdOf(providerName)];
    const issuer = given ?? (pool ? undefined : `https://${providerName}`);
    const poolId = poolIdOf(given ?? providerName);
    const region = REGION.exec(poolId)?.[1];
    const [host] = providerName.split('/');
    const localHost = region ? host.replace(/^cognito-idp\.[^.]+/, `cognito-idp.${region}`) : host;
    return { key: `${localHost}/${poolId}`, ...(issuer ? { issuer } : {}) };
  }

  /** A registered client: its id here, and what the access model and the start line call it. */
  public client({ providerName, clientId, userPool, client }: RegisteredClient): LocalClient & { id: string } {
    const displayName = `${userPool?.label ?? poolIdOf(providerName)}:${client?.label ?? clientId}`;
    return {
      id: this.options.clientIds[client?.label ?? ''] ?? clientId,
      modelKey: userPool && client ? `userpool:${displayName}` : `${providerName}:${clientId}`,
      displayName,
    };
  }

  /** A role mapping's key, `provider name:client id` or another provider's name. */
  public mappingKey(key: string): string {
    const client = this.registered.find(({ providerName, clientId }) => key === `${providerName}:${clientId}`);
    return client ? `${this.provider(client.providerName).key}:${this.client(client).id}` : key;
  }
}

const poolIdOf = (providerName: string) => providerName.split('/').pop()!;

function check(option: string, given: string[], known: string[], what: string): void {
  const stranger = given.find(name => !known.includes(name));
  if (stranger === undefined) return;
  const choice = known.length > 0 ? `use one of ${[...new Set(known)].join(', ')}` : 'it has none';
  throw new Error(`--${option}: '${stranger}' is no ${what} of the template: ${choice}`);
}
