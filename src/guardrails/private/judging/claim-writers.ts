import { canSignUpWith, canUpdate, WritingClient, writesEverything } from '../../../identity-facts/claims/claim-writers';
import { CONTACTS, STANDARD_ATTRIBUTES } from '../../../identity-facts/claims/standard-attributes';
import { asList } from '../../../private/as-list';
import { hasGap, keyOf } from '../../../template/resolve/marks';
import { asBoolean } from '../../../template/values';
import { entriesOf, isOff } from '../facts/gaps';
import { PoolFact, ResourceFact } from '../facts/types';

/** Attributes that every pool has. */
export const STANDARD: string[] = Object.values(STANDARD_ATTRIBUTES);

/** Those that users write about themselves, and nobody verifies. */
export const PROFILE_CLAIMS = STANDARD.filter(name => !CONTACTS.includes(name));

/** Who can put what they like into a claim. */
export interface Writers {
  readonly mutable: boolean;
  /** Clients through which a signed-in user can change it. */
  readonly updating: { client: ResourceFact; unset: boolean }[];
  /** Clients through which it can be set when signing up. */
  readonly signingUp: ResourceFact[];
  /** Identity providers that fill it. */
  readonly mapped: ResourceFact[];
}

/** What of a client is known: where there is a gap, nothing more is asserted than what stands beside it. */
export function settingsOf({ props }: ResourceFact): WritingClient {
  const known = (list: unknown) => asList(list).map(String).filter(entry => !hasGap(entry));
  const attributes = asList(props.WriteAttributes).map(String);
  return {
    allowedOAuthFlows: known(props.AllowedOAuthFlows),
    allowedOAuthScopes: known(props.AllowedOAuthScopes),
    ...props.ExplicitAuthFlows === undefined ? {} : { explicitAuthFlows: known(props.ExplicitAuthFlows) },
    ...props.WriteAttributes === undefined ? {} : { writeAttributes: attributes },
    secret: !isOff(props.GenerateSecret),
  };
}

/** The schema entries of an attribute, its name with or without `custom:`. */
function schemaOf(claim: string, pool: PoolFact): any[] {
  const bare = claim.replace(/^custom:/, '');
  return asList(pool.props.Schema).filter(entry => entry.Name === bare || entry.Name === claim);
}

/**
 * Whether an attribute is for developers, or may be: it is called otherwise, with `dev:` before it, and no client writes it.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SchemaAttributeType.html
 */
export function isForDevelopers(claim: string, pool: PoolFact): boolean {
  const entries = schemaOf(claim, pool);
  return entries.length > 0 && !entries.some(({ DeveloperOnlyAttribute }) => isOff(DeveloperOnlyAttribute));
}

export function writersOf(claim: string, pool: PoolFact): Writers {
  const schema = schemaOf(claim, pool).find(({ DeveloperOnlyAttribute }) => isOff(DeveloperOnlyAttribute));
  const developers = isForDevelopers(claim, pool);
  const clients = (developers ? [] : pool.clients).map((client): [ResourceFact, WritingClient] => [client, settingsOf(client)]);
  const declarable = developers || asList(pool.props.Schema).some(entry => hasGap(entry) || hasGap(entry.Name));
  const mutable = schema === undefined ? !declarable : asBoolean(schema.Mutable ?? true) === true;
  return {
    mutable,
    updating: clients.filter(([, settings]) => mutable && canUpdate(settings, claim))
      .map(([client, settings]) => ({ client, unset: writesEverything(settings) })),
    signingUp: pool.selfSignUp ? clients.filter(([, settings]) => canSignUpWith(settings, claim)).map(([client]) => client) : [],
    mapped: pool.identityProviders.filter(provider => fills(provider, claim)),
  };
}

/** Whether an identity provider of a user pool fills an attribute. */
export function fills({ props }: ResourceFact, attribute: string): boolean {
  return entriesOf(props.AttributeMapping).some(([name]) => name === attribute);
}

/** Whether the subject of a token decides what this claim of it says. */
export function selfChosen(claim: string, pool: PoolFact): boolean {
  if ([...CONTACTS, 'cognito:username'].includes(claim)) return true;
  if (!claim.startsWith('custom:') && !PROFILE_CLAIMS.includes(claim)) return false;
  const writers = writersOf(claim, pool);
  return writers.updating.length + writers.signingUp.length > 0;
}

/** Whether people are known to sign in to the client through the identity provider. */
export function offers({ props }: ResourceFact, provider: ResourceFact): boolean {
  return asList(props.SupportedIdentityProviders)
    .some(name => keyOf(name) === provider.key || (name === provider.props.ProviderName && !hasGap(name)));
}
