import { entriesOf, isOff } from './gaps';
import { PoolFact, ResourceFact } from './types';
import { ClientFlows, signsInDirectly, usersSignIn } from '../../identity-facts/client-flows';
import { CONTACTS, STANDARD_ATTRIBUTES } from '../../identity-facts/standard-attributes';
import { asList } from '../../private/as-list';
import { hasGap } from '../../template/marks';
import { asBoolean } from '../../template/values';

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

/** The flows of a client that are known. */
export function flowsOf({ props }: ResourceFact): ClientFlows {
  const known = (flows: unknown) => asList(flows).map(String).filter(flow => !hasGap(flow));
  return {
    allowedOAuthFlows: known(props.AllowedOAuthFlows),
    ...props.ExplicitAuthFlows === undefined ? {} : { explicitAuthFlows: known(props.ExplicitAuthFlows) },
  };
}

/** Whether tokens of this client may call `UpdateUserAttributes`. */
function selfService(client: ResourceFact): boolean {
  const flows = flowsOf(client);
  return usersSignIn(flows) && (asList(client.props.AllowedOAuthScopes).includes('aws.cognito.signin.user.admin') || signsInDirectly(flows));
}

/** The schema entry of an attribute, its name with or without `custom:`. */
function schemaOf(claim: string, pool: PoolFact): any {
  const bare = claim.replace(/^custom:/, '');
  return asList(pool.props.Schema).find(entry => entry.Name === bare || entry.Name === claim);
}

export function writersOf(claim: string, pool: PoolFact): Writers {
  const schema = schemaOf(claim, pool);
  const writable = pool.clients.filter(client => {
    const attributes = client.props.WriteAttributes;
    return attributes === undefined || asList(attributes).includes(claim);
  });
  const declarable = asList(pool.props.Schema).some(entry => hasGap(entry) || hasGap(entry.Name));
  const mutable = schema === undefined ? !declarable : asBoolean(schema.Mutable ?? true) === true;
  return {
    mutable,
    updating: mutable ? writable.filter(selfService).map(client => ({ client, unset: client.props.WriteAttributes === undefined })) : [],
    // SignUp asks for no flow, but for the secret of a client that has one
    signingUp: pool.selfSignUp ? writable.filter(client => isOff(client.props.GenerateSecret)) : [],
    mapped: pool.identityProviders.filter(provider => entriesOf(provider.props.AttributeMapping).some(([name]) => name === claim)),
  };
}

/** Whether the subject of a token decides what this claim of it says. */
export function selfChosen(claim: string, pool: PoolFact): boolean {
  if ([...CONTACTS, 'cognito:username'].includes(claim)) return true;
  if (!claim.startsWith('custom:') && !PROFILE_CLAIMS.includes(claim)) return false;
  const writers = writersOf(claim, pool);
  return writers.updating.length + writers.signingUp.length > 0;
}
