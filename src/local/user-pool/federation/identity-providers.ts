import { Entity, ModelEntities, UserPoolEntity } from '../../../identity-facts/entities/entities';
import { asList } from '../../../private/as-list';
import { asString, isObject } from '../../../template/values';
import { invalidParameter } from '../../requests/service-error';

/** What somebody says of an identity provider, by its name: where it is for the local run, and how it knows this user pool. */
export interface GivenProvider {
  /** The issuer, below which its discovery document is; for SAML, the metadata document. */
  readonly url?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
}

export type GivenProviders = Readonly<Record<string, GivenProvider>>;

/** What the template says of an identity provider of a user pool, and where it is. */
export interface ProviderSettings {
  readonly name: string;
  readonly type: string;
  readonly props: Record<string, any>;
  /** Nothing, as long as nobody said: the template's own address is never asked. */
  readonly url?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly scopes: readonly string[];
  /** How the claims are asked for that the ID token lacks. */
  readonly attributesMethod: 'GET' | 'POST';
  /** The claim that each attribute is set from. */
  readonly mapping: Readonly<Record<string, string>>;
  readonly identifiers: readonly string[];
}

/** How an app client lists the pool's own people. */
export const OWN_PEOPLE = 'COGNITO';

/** Says who somebody is at the provider; no attribute of theirs. */
const SUBJECT = 'username';

const PROVIDER = 'AWS::Cognito::UserPoolIdentityProvider';

export function providerSettings(entities: ModelEntities, pool: UserPoolEntity, given: GivenProviders): ProviderSettings[] {
  return entities.identityProviders.filter(({ props }) => props.UserPoolId === pool.ref).map(provider => read(provider, given));
}

/** @throws Error if somebody named a provider that the template does not have */
export function checkGiven(entities: ModelEntities, given: GivenProviders): void {
  const known = entities.identityProviders.map(nameOf);
  const stranger = Object.keys(given).find(name => !known.includes(name));
  if (stranger === undefined) return;
  const choice = known.length > 0 ? `use one of ${[...new Set(known)].join(', ')}` : 'it has none';
  throw new Error(`--provider: '${stranger}' is no ${PROVIDER} of the template: ${choice}`);
}

/** How a provider is told to the user pool that people cannot sign in with yet. */
export const howToName = (name: string) => `say where it is: --provider ${name}=URL`;

/** @throws ServiceError if nobody said */
export function atOf({ name, url }: ProviderSettings): string {
  if (url === undefined) throw invalidParameter(`${name} is not here; ${howToName(name)}`);
  return url;
}

function read(provider: Entity, all: GivenProviders): ProviderSettings {
  const { props } = provider;
  const name = nameOf(provider);
  const given = all[name] ?? {};
  const details: Record<string, unknown> = isObject(props.ProviderDetails) ? props.ProviderDetails : {};
  const clientId = given.clientId ?? asString(details.client_id);
  const clientSecret = given.clientSecret ?? asString(details.client_secret);
  const type = asString(props.ProviderType) ?? '';
  return {
    name,
    type,
    props,
    ...(given.url === undefined ? {} : { url: given.url }),
    ...(clientId === undefined ? {} : { clientId }),
    ...(clientSecret === undefined ? {} : { clientSecret }),
    scopes: scopesOf(type, asString(details.authorize_scopes)),
    attributesMethod: details.attributes_request_method === 'POST' ? 'POST' : 'GET',
    mapping: Object.fromEntries(Object.entries(isObject(props.AttributeMapping) ? props.AttributeMapping : {}).flatMap(([to, claim]) =>
      to === SUBJECT || typeof claim !== 'string' ? [] : [[to, claim]])),
    identifiers: asList(props.IdpIdentifiers).flatMap(text => asString(text) ?? []),
  };
}

/** Facebook separates them by commas; whoever stands in for a social provider here speaks OpenID Connect. */
function scopesOf(type: string, given = 'openid'): string[] {
  const scopes = given.split(/[ ,]+/).filter(Boolean);
  return type === 'OIDC' || scopes.includes('openid') ? scopes : ['openid', ...scopes];
}

const nameOf = ({ props, label }: Entity) => asString(props.ProviderName) ?? label;
