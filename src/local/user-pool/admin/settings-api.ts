import { pageOf } from './page';
import { asList } from '../../../private/as-list';
import { isObject, textsOf } from '../../../template/values';
import { notFound } from '../../requests/service-error';
import { ProviderSettings } from '../federation/identity-providers';
import { Input, noSuchClient, Operations, Parts } from '../parts';
import { UserPool } from '../user-pool';

type Props = Record<string, any>;

/** What the service sets where a client says nothing. */
const CLIENT_DEFAULTS = {
  AllowedOAuthFlowsUserPoolClient: false, AuthSessionValidity: 3, EnableTokenRevocation: true, RefreshTokenValidity: 30,
};

/** What the template says, as the service tells it. */
export class SettingsApi {
  public readonly operations: Operations = {
    DescribeUserPool: async input => {
      const pool = this.parts.pools.byId(input.UserPoolId);
      const { UserPool: described } = await this.parts.emulator.call('DescribeUserPool', input) as { UserPool: object };
      const { domains, props: { DeletionProtection = 'INACTIVE' } } = pool.settings;
      const [own, prefix] = [true, false].map(isOwn => domains.find(props => isObject(props.CustomDomainConfig) === isOwn)?.Domain);
      return {
        UserPool: {
          ...described,
          ...textsOf({ Domain: prefix, CustomDomain: own, DeletionProtection }),
          EstimatedNumberOfUsers: (await pool.people()).length,
        },
      };
    },
    DescribeUserPoolClient: async ({ UserPoolId, ClientId }) => {
      const pool = this.parts.pools.byId(UserPoolId);
      const client = pool.client(ClientId);
      if (!client) throw noSuchClient(ClientId);
      const { GenerateSecret: _secret, ...props } = client.props;
      return {
        UserPoolClient: {
          ...CLIENT_DEFAULTS,
          ...props,
          UserPoolId,
          ClientId,
          ClientName: client.name,
          ...(client.secretValue === undefined ? {} : { ClientSecret: client.secretValue }),
          ...datesOf(pool),
        },
      };
    },
    DescribeUserPoolDomain: async ({ Domain }) => {
      for (const pool of this.parts.pools.all) {
        const found = pool.settings.domains.find(domain => domain.Domain === Domain);
        if (found) return { DomainDescription: describedDomain(pool, found) };
      }
      // no error of the service
      return { DomainDescription: {} };
    },
    DescribeIdentityProvider: input => this.provider(input, input.ProviderName, ({ name }) => name === input.ProviderName),
    GetIdentityProviderByIdentifier: input => this.provider(
      input, input.IdpIdentifier, ({ identifiers }) => identifiers.includes(input.IdpIdentifier),
    ),
    ListIdentityProviders: async input => {
      const pool = this.parts.pools.byId(input.UserPoolId);
      const { items, next } = pageOf(`providers of ${input.UserPoolId}`, pool.settings.providers, ({ name }) => name, input);
      return { Providers: items.map(({ name, type }) => ({ ProviderName: name, ProviderType: type, ...datesOf(pool) })), NextToken: next };
    },
    DescribeResourceServer: async ({ UserPoolId, Identifier }) => {
      const found = this.parts.pools.byId(UserPoolId).settings.resourceServers.find(props => props.Identifier === Identifier);
      if (!found) throw notFound(`Resource server ${Identifier} does not exist.`);
      return { ResourceServer: describedServer(UserPoolId, found) };
    },
    ListResourceServers: async input => {
      const { settings: { id, resourceServers } } = this.parts.pools.byId(input.UserPoolId);
      const { items, next } = pageOf(`resource servers of ${id}`, resourceServers, ({ Identifier }) => String(Identifier), input);
      return { ResourceServers: items.map(props => describedServer(id, props)), NextToken: next };
    },
    GetUserPoolMfaConfig: async ({ UserPoolId }) => {
      const { mfa, factors } = this.parts.pools.byId(UserPoolId).settings;
      return {
        MfaConfiguration: mfa,
        ...(factors.includes('SOFTWARE_TOKEN_MFA') ? { SoftwareTokenMfaConfiguration: { Enabled: true } } : {}),
        ...(factors.includes('SMS_MFA') ? { SmsMfaConfiguration: {} } : {}),
        ...(factors.includes('EMAIL_OTP') ? { EmailMfaConfiguration: {} } : {}),
      };
    },
  };

  constructor(private readonly parts: Parts) {}

  /** Without the secret, which the service shows: here, any page in a browser may sign a request. */
  private async provider({ UserPoolId }: Input, asked: string, isMeant: (provider: ProviderSettings) => boolean): Promise<object> {
    const pool = this.parts.pools.byId(UserPoolId);
    const provider = pool.settings.providers.find(isMeant);
    if (!provider) throw notFound(`Identity provider ${asked} does not exist.`);
    const { name, type, clientId, identifiers, props: { AttributeMapping, ProviderDetails } } = provider;
    const { client_secret: _secret, ...details } = textsOf({ ...ProviderDetails, client_id: clientId });
    return {
      IdentityProvider: {
        UserPoolId,
        ProviderName: name,
        ProviderType: type,
        ProviderDetails: details,
        AttributeMapping: textsOf(AttributeMapping),
        IdpIdentifiers: identifiers,
        ...datesOf(pool),
      },
    };
  }
}

function describedDomain({ settings: { id }, options }: UserPool, { Domain, CustomDomainConfig, ManagedLoginVersion }: Props): object {
  return {
    UserPoolId: id,
    AWSAccountId: options.Arn.split(':')[4],
    Domain,
    Status: 'ACTIVE',
    CustomDomainConfig: textsOf(CustomDomainConfig),
    ManagedLoginVersion: Number(ManagedLoginVersion) || 1,
  };
}

function describedServer(UserPoolId: string, { Identifier, Name, Scopes }: Props): object {
  return { UserPoolId, ...textsOf({ Identifier, Name }), Scopes: asList(Scopes).map(textsOf) };
}

const datesOf = ({ options: { CreationDate, LastModifiedDate } }: UserPool) => ({ CreationDate, LastModifiedDate });
