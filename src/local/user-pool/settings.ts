import { createHash } from 'crypto';
import { GivenProviders, OWN_PEOPLE, ProviderSettings, providerSettings } from './federation/identity-providers';
import { WritingClient } from '../../identity-facts/claims/claim-writers';
import { ClientEntity, GroupEntity, ModelEntities, UserPoolEntity } from '../../identity-facts/entities/entities';
import { asList } from '../../private/as-list';
import { asBoolean, asString } from '../../template/values';

/** How long a client's tokens live, in seconds. */
export interface Validity {
  readonly id: number;
  readonly access: number;
  readonly refresh: number;
}

/** What the template says of an app client. */
export interface ClientSettings extends WritingClient {
  readonly label: string;
  readonly id: string;
  readonly name: string;
  readonly props: Record<string, any>;
  readonly secretValue?: string;
  readonly flows: readonly string[];
  readonly readAttributes?: readonly string[];
  readonly validity: Validity;
  /** How long somebody may take to answer a challenge. */
  readonly sessionSeconds: number;
  /** Whether each refresh gives another refresh token, and for how many seconds the last one still works. */
  readonly rotation?: { readonly graceSeconds: number };
  readonly revocation: boolean;
  /** Whether nobody is told that there is no such user. */
  readonly hidesUsers: boolean;
  readonly callbackUrls: readonly string[];
  readonly logoutUrls: readonly string[];
  readonly scopes: readonly string[];
  readonly oauthFlows: readonly string[];
  /** Whether the pool's own people sign in there. */
  readonly localSignIn: boolean;
  /** The names of the identity providers that people sign in with there. */
  readonly providers: readonly string[];
}

/** What the template says of a user pool. */
export interface PoolSettings {
  readonly label: string;
  readonly id: string;
  readonly region: string;
  readonly props: Record<string, any>;
  readonly caseSensitive: boolean;
  readonly usernameAttributes: readonly string[];
  readonly aliases: readonly string[];
  readonly autoVerified: readonly string[];
  readonly mfa: string;
  readonly factors: readonly string[];
  readonly firstFactors: readonly string[];
  readonly hasDomain: boolean;
  /** The properties of its domains. */
  readonly domains: readonly Record<string, any>[];
  /** Those of its resource servers. */
  readonly resourceServers: readonly Record<string, any>[];
  readonly clients: readonly ClientSettings[];
  readonly groups: readonly GroupEntity[];
  readonly providers: readonly ProviderSettings[];
}

/** Ids that somebody chose, by label. */
export interface ChosenIds {
  readonly pools: Readonly<Record<string, string | undefined>>;
  readonly clients: Readonly<Record<string, string | undefined>>;
}

/** What a client may do that names no flows. */
const DEFAULT_FLOWS = ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH'];
const UNIT_SECONDS: Record<string, number> = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 };

/** Reads what the template says of its user pools. The ids are the same at each start. */
export function poolSettings(entities: ModelEntities, chosen: ChosenIds, given: GivenProviders = {}): PoolSettings[] {
  return entities.userPools.map(pool => {
    const { label, props } = pool;
    const propsOf = (wanted: string) => entities.resources
      .filter(({ type, props: theirs }) => type === wanted && theirs.UserPoolId === pool.ref).map(({ props: theirs }) => theirs);
    const domains = propsOf('AWS::Cognito::UserPoolDomain');
    const region = /^cognito-idp\.([^.]+)\./.exec(pool.providerName)?.[1] ?? 'us-east-1';
    return {
      label,
      id: chosen.pools[label] ?? `${region}_${derived(`pool ${label}`, 9)}`,
      region,
      props,
      caseSensitive: asBoolean(props.UsernameConfiguration?.CaseSensitive) !== false,
      usernameAttributes: texts(props.UsernameAttributes),
      aliases: texts(props.AliasAttributes),
      autoVerified: texts(props.AutoVerifiedAttributes),
      mfa: asString(props.MfaConfiguration) ?? 'OFF',
      factors: texts(props.EnabledMfas),
      firstFactors: texts(props.Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? ['PASSWORD']),
      hasDomain: domains.length > 0,
      domains,
      resourceServers: propsOf('AWS::Cognito::UserPoolResourceServer'),
      clients: entities.clients.filter(({ userPool }) => userPool === pool).map(client => clientSettings(client, pool, chosen)),
      groups: entities.groups.filter(({ poolId }) => poolId === pool.ref),
      providers: providerSettings(entities, pool, given),
    };
  });
}

function clientSettings({ label, props }: ClientEntity, pool: UserPoolEntity, chosen: ChosenIds): ClientSettings {
  const flows = props.ExplicitAuthFlows === undefined ? undefined : texts(props.ExplicitAuthFlows);
  const rotation = props.RefreshTokenRotation;
  const secret = asBoolean(props.GenerateSecret) === true;
  const providers = texts(props.SupportedIdentityProviders ?? [OWN_PEOPLE]);
  const name = `client ${pool.label} ${label}`;
  return {
    label,
    id: chosen.clients[label] ?? derived(name, 26).toLowerCase(),
    name: asString(props.ClientName) ?? label,
    props,
    secret,
    ...(secret ? { secretValue: derived(`secret of ${name}`, 51).toLowerCase() } : {}),
    flows: flows ?? DEFAULT_FLOWS,
    ...(flows ? { explicitAuthFlows: flows } : {}),
    ...(props.WriteAttributes === undefined ? {} : { writeAttributes: texts(props.WriteAttributes) }),
    ...(props.ReadAttributes === undefined ? {} : { readAttributes: texts(props.ReadAttributes) }),
    validity: {
      id: seconds(props, 'IdToken', 'hours', 3_600),
      access: seconds(props, 'AccessToken', 'hours', 3_600),
      refresh: seconds(props, 'RefreshToken', 'days', 30 * 86_400),
    },
    sessionSeconds: 60 * (Number(props.AuthSessionValidity) || 3),
    ...(rotation?.Feature === 'ENABLED' ? { rotation: { graceSeconds: Number(rotation.RetryGracePeriodSeconds ?? 0) || 0 } } : {}),
    revocation: asBoolean(props.EnableTokenRevocation) !== false,
    hidesUsers: props.PreventUserExistenceErrors === 'ENABLED',
    callbackUrls: texts(props.CallbackURLs),
    logoutUrls: texts(props.LogoutURLs),
    scopes: texts(props.AllowedOAuthScopes),
    oauthFlows: asBoolean(props.AllowedOAuthFlowsUserPoolClient) === true ? texts(props.AllowedOAuthFlows) : [],
    localSignIn: providers.includes(OWN_PEOPLE),
    providers: providers.filter(provider => provider !== OWN_PEOPLE),
  };
}

function seconds(props: Record<string, any>, token: string, unit: string, otherwise: number): number {
  const count = Number(props[`${token}Validity`] ?? 0);
  const named = asString(props.TokenValidityUnits?.[token]) ?? unit;
  return count > 0 ? count * (UNIT_SECONDS[named] ?? UNIT_SECONDS[unit]) : otherwise;
}

const texts = (value: unknown) => asList(value).flatMap(item => asString(item) ?? []);

/** An id that is made of a name, and looks like those of the service. */
function derived(name: string, length: number): string {
  return createHash('sha512').update(name).digest('base64').replace(/[^A-Za-z0-9]/g, '').slice(0, length);
}
