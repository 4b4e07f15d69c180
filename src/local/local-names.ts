import { LocalClient, LoginProvider } from './directory';
import { ModelEntities } from '../access-model/private/entities';

export interface LocalNamesOptions {
  /** Issuer URL by the logical id of a user pool, or by its id if the template does not make it. */
  readonly issuers: Record<string, string>;
  /** Client id by the logical id of an app client; one that is not here is known by its logical id. */
  readonly clientIds: Record<string, string>;
}

const REGION = /^((?:[a-z]+-)+\d)_/;

/** What user pools and clients are called here: a template's stand-in names, replaced by those of the pools that are in use. */
export class LocalNames {
  /** @throws Error if an option names something that the template does not have */
  constructor(private readonly entities: ModelEntities, private readonly options: LocalNamesOptions) {
    check('issuer', Object.keys(options.issuers), [...entities.userPools.map(pool => pool.logicalId), ...this.foreignPools()], 'user pool');
    check('client', Object.keys(options.clientIds), entities.clients.map(client => client.logicalId), 'app client');
  }

  /** The login provider that an identity pool's provider name (without a client) means. */
  public provider(providerName: string): Omit<LoginProvider, 'clients'> {
    const [host, templateId] = providerName.split('/');
    const pool = this.entities.userPools.find(({ ref }) => ref === templateId);
    const given = this.options.issuers[pool?.logicalId ?? templateId];
    const issuer = given ?? (pool ? undefined : `https://${providerName}`);
    const poolId = given?.split('/').pop() ?? templateId;
    const region = REGION.exec(poolId)?.[1];
    const localHost = region ? host.replace(/^cognito-idp\.[^.]+/, `cognito-idp.${region}`) : host;
    return { key: `${localHost}/${poolId}`, ...(issuer ? { issuer } : {}) };
  }

  /** A registered client: its id here, and what the access model and the start line call it. */
  public client(providerName: string, templateClientId: string): LocalClient & { id: string } {
    const pool = this.entities.userPools.find(({ ref }) => ref === providerName.split('/')[1]);
    const client = this.entities.clients.find(({ ref }) => ref === templateClientId);
    const poolName = pool?.logicalId ?? providerName.split('/')[1];
    const clientName = client?.logicalId ?? templateClientId;
    return {
      id: this.options.clientIds[clientName] ?? templateClientId,
      modelKey: pool ? `userpool:${poolName}:${clientName}` : `${providerName}:${templateClientId}`,
      displayName: `${poolName}:${clientName}`,
    };
  }

  /** A role mapping's key, `provider name:client id` or another provider's name. */
  public mappingKey(key: string): string {
    const [providerName, clientId] = key.split(':');
    return key.startsWith('cognito-idp.') && clientId ? `${this.provider(providerName).key}:${this.client(providerName, clientId).id}` : key;
  }

  private foreignPools(): string[] {
    const known = this.entities.userPools.map(({ ref }) => ref);
    return this.entities.identityPools
      .flatMap(pool => (pool.props.CognitoIdentityProviders ?? []) as { ProviderName?: unknown }[])
      .map(({ ProviderName }) => String(ProviderName).split('/')[1])
      .filter(id => id && !known.includes(id));
  }
}

function check(option: string, given: string[], known: string[], what: string): void {
  const stranger = given.find(name => !known.includes(name));
  if (stranger === undefined) return;
  throw new Error(`--${option}: '${stranger}' is no ${what} of the template: ${known.length > 0 ? `use one of ${[...new Set(known)].join(', ')}` : 'it has none'}`);
}
