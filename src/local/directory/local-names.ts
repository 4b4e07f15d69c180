import { LocalClient, LoginProvider } from './directory';
import { audiencesOf } from '../../identity-facts/audiences';
import { IdentityPoolEntity, ModelEntities, RegisteredClient } from '../../identity-facts/entities/entities';
import { otherProviders } from '../../identity-facts/logins';
import { userPoolOfProvider } from '../../identity-facts/user-pool-of-provider';
import { asBoolean, asString } from '../../template/values';
import { AWS_AS_AUDIENCE } from '../tokens/saml-assertions';

export interface LocalNamesOptions {
  /**
   * Issuer URL by what the access model calls a user pool, its logical id, or by its id if the template does not make it; or by the key
   * of another login provider.
   */
  readonly issuers: Record<string, string>;
  /** Where the keys of tokens are, by the same names, if that is not below their issuer. */
  readonly keys?: Record<string, string>;
  /**
   * Client id by what the access model calls an app client, its logical id; one that is not here is known by its stand-in. For another
   * login provider, the audience of its tokens by the provider's key.
   */
  readonly clientIds: Record<string, string>;
}

type Provider = Omit<LoginProvider, 'clients'>;

const REGION = /^((?:[a-z]+-)+\d)_/;
const JWKS = '/.well-known/jwks.json';
const OIDC_ARN = /^arn:[^:]+:iam::[^:]*:oidc-provider\/(.+)$/;
const SAML_RESOURCE = 'AWS::IAM::SAMLProvider';
const SAML_ARN = /^arn:[^:]+:iam::[^:]*:saml-provider\//;

/** What user pools and clients are called here: a template's stand-in names, replaced by those of the pools that are in use. */
export class LocalNames {
  private readonly registered: RegisteredClient[];

  /** @throws Error if an option names something that the template does not have */
  constructor(private readonly entities: ModelEntities, private readonly options: LocalNamesOptions) {
    this.registered = entities.identityPools.flatMap(pool => pool.providers);
    const foreign = this.registered.filter(({ userPool }) => !userPool).map(({ providerName }) => poolIdOf(providerName));
    const others = entities.identityPools.flatMap(pool => tokenNames(pool).map(keyOf));
    const issuing = [...entities.userPools.map(pool => pool.label), ...foreign, ...others];
    check('issuer', Object.keys(options.issuers), issuing, 'user pool');
    check('keys', Object.keys(options.keys ?? {}), issuing, 'user pool or login provider');
    check('client', Object.keys(options.clientIds), [...entities.clients.map(client => client.label), ...others], 'app client');
  }

  /** The login provider that an identity pool's provider name (without a client) means. */
  public provider(providerName: string): Provider {
    const pool = this.entities.userPools.find(candidate => candidate.providerName === providerName);
    const name = pool?.label ?? poolIdOf(providerName);
    const [issuerGiven, keysGiven] = [this.options.issuers[name], this.options.keys?.[name]];
    const poolId = poolIdOf((issuerGiven ?? keysGiven)?.replace(JWKS, '') ?? providerName);
    const region = REGION.exec(poolId)?.[1];
    const [host] = providerName.split('/');
    const key = `${region ? host.replace(/^cognito-idp\.[^.]+/, `cognito-idp.${region}`) : host}/${poolId}`;
    // whoever says only where the keys are has tokens that name the real service
    const isElsewhere = !pool && userPoolOfProvider(providerName) !== undefined;
    const issuer = issuerGiven ?? (keysGiven !== undefined || isElsewhere ? `https://${key}` : undefined);
    const keysAt = keysGiven ?? issuer;
    return {
      key,
      userPool: { name, id: poolId, isMade: pool !== undefined },
      ...(issuer ? { issuer, aliases: aliasesOf(issuer, key) } : {}),
      ...(keysAt ? { keysAt: keysAt.endsWith(JWKS) ? keysAt : `${keysAt}${JWKS}` } : {}),
    };
  }

  /** A registered client: its id here, and what the access model and the start line call it. */
  public client({ providerName, clientId, userPool, client, serverSideTokenCheck }: RegisteredClient): LocalClient & { id: string } {
    const displayName = `${userPool?.label ?? poolIdOf(providerName)}:${client?.label ?? clientId}`;
    return {
      id: this.options.clientIds[client?.label ?? ''] ?? clientId,
      modelKey: userPool && client ? `userpool:${displayName}` : `${providerName}:${clientId}`,
      displayName,
      ...(client && !(client.label in this.options.clientIds) ? { standsIn: true } : {}),
      ...(asBoolean(serverSideTokenCheck) === true ? { serverSideTokenCheck: true } : {}),
    };
  }

  /** The social, OIDC and SAML providers of an identity pool, whose tokens come past the user pool. */
  public others(pool: IdentityPoolEntity): LoginProvider[] {
    return tokenNames(pool).map(name => {
      if (SAML_ARN.test(name)) return this.saml(name);
      const key = keyOf(name);
      const issuer = this.options.issuers[key] ?? `https://${key}`;
      const keysAt = this.options.keys?.[key] ?? (this.options.issuers[key] ? `${this.options.issuers[key]}${JWKS}` : undefined);
      const client = { displayName: key, modelKey: name };
      return {
        key,
        issuer,
        aliases: aliasesOf(issuer, key),
        ...(keysAt ? { keysAt } : {}),
        clients: new Map(this.audiencesOf(name, pool).map(audience => [audience, client])),
      };
    });
  }

  /** How the identity pools call a provider of theirs, in the keys of tag maps and of `Logins`. */
  public providerKey(name: string): string {
    const isOther = this.entities.identityPools.some(pool => otherProviders(pool).includes(name));
    return isOther ? keyOf(name) : this.provider(name).key;
  }

  /** A role mapping's key, `provider name:client id` or another provider's name. */
  public mappingKey(key: string): string {
    const client = this.registered.find(({ providerName, clientId }) => key === `${providerName}:${clientId}`);
    return client ? `${this.provider(client.providerName).key}:${this.client(client).id}` : key;
  }

  /** Its key is its ARN, and its assertions are for AWS unless somebody says otherwise. */
  private saml(name: string): LoginProvider {
    const keysAt = this.options.keys?.[name];
    const resource = this.entities.resources.find(({ ref, type }) => type === SAML_RESOURCE && ref === name);
    const metadata = asString(resource?.props.SamlMetadataDocument);
    return {
      key: name,
      saml: metadata === undefined ? {} : { metadata },
      ...(keysAt === undefined ? {} : { keysAt }),
      clients: new Map([[this.options.clientIds[name] ?? AWS_AS_AUDIENCE, { displayName: name, modelKey: name }]]),
    };
  }

  private audiencesOf(name: string, pool: IdentityPoolEntity): string[] {
    const given = this.options.clientIds[keyOf(name)];
    return given !== undefined ? [given] : audiencesOf(name, pool, this.entities.resources).flatMap(audience => asString(audience) ?? []);
  }
}

const poolIdOf = (providerName: string) => providerName.split('/').pop()!;

/** The key of its tokens in a `Logins` map. */
const keyOf = (name: string) => OIDC_ARN.exec(name)?.[1] ?? name;

/** A developer provider has no tokens of its own. */
function tokenNames(pool: IdentityPoolEntity): string[] {
  return otherProviders(pool).filter(name => name !== pool.props.DeveloperProviderName);
}

/** Clients may take the key from the token they have: in AWS, it is the issuer without its scheme. */
function aliasesOf(issuer: string, key: string): string[] {
  const derived = issuer.replace(/^https?:\/\//, '');
  return derived === key ? [] : [derived];
}

function check(option: string, given: string[], known: string[], what: string): void {
  const stranger = given.find(name => !known.includes(name));
  if (stranger === undefined) return;
  const choice = known.length > 0 ? `use one of ${[...new Set(known)].join(', ')}` : 'it has none';
  throw new Error(`--${option}: '${stranger}' is no ${what} of the template: ${choice}`);
}
