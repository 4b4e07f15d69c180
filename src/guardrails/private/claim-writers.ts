import { hasGap } from '../../access-model/private/marks';
import { entriesOf, isNot, isOff } from './gaps';
import { PoolFact, ResourceFact } from './types';
import { asBoolean, asList } from '../../access-model/private/values';

/** Standard attributes that users write about themselves. */
export const PROFILE_CLAIMS = [
  'name', 'given_name', 'family_name', 'middle_name', 'nickname', 'preferred_username', 'locale', 'zoneinfo', 'profile', 'website',
  'gender', 'birthdate', 'address', 'picture', 'updated_at',
];

/** Who can put what they like into a claim. */
export interface Writers {
  readonly custom: boolean;
  readonly declared: boolean;
  readonly mutable: boolean;
  /** Clients through which a signed-in user can change it. */
  readonly updating: { client: ResourceFact; unset: boolean }[];
  /** Clients through which it can be set when signing up. */
  readonly signingUp: ResourceFact[];
  /** Identity providers that fill it. */
  readonly mapped: ResourceFact[];
}

/** Whether tokens of this client may call `UpdateUserAttributes`. */
export function selfService(client: ResourceFact): boolean {
  if (asList(client.props.AllowedOAuthScopes).includes('aws.cognito.signin.user.admin')) return true;
  if (asList(client.props.AllowedOAuthFlows).includes('client_credentials')) return false;
  const flows = asList(client.props.ExplicitAuthFlows);
  return client.props.ExplicitAuthFlows === undefined || flows.some(flow => isNot(flow, 'ALLOW_REFRESH_TOKEN_AUTH'));
}

/** The schema entry of an attribute, its name with or without `custom:`. */
export function schemaOf(claim: string, pool: PoolFact): any {
  const bare = claim.replace(/^custom:/, '');
  return asList(pool.props.Schema).find(entry => entry.Name === bare || entry.Name === claim);
}

export function writersOf(claim: string, pool: PoolFact): Writers {
  const custom = claim.startsWith('custom:');
  const schema = schemaOf(claim, pool);
  const writable = pool.clients.filter(client => {
    const attributes = client.props.WriteAttributes;
    return !asList(client.props.AllowedOAuthFlows).includes('client_credentials') && (attributes === undefined || asList(attributes).includes(claim));
  });
  const declarable = asList(pool.props.Schema).some(entry => hasGap(entry) || hasGap(entry.Name));
  const mutable = schema === undefined ? !declarable : asBoolean(schema.Mutable ?? true) === true;
  return {
    custom,
    mutable,
    declared: schema !== undefined,
    updating: mutable ? writable.filter(selfService).map(client => ({ client, unset: client.props.WriteAttributes === undefined })) : [],
    signingUp: pool.selfSignUp ? writable.filter(client => isOff(client.props.GenerateSecret)) : [],
    mapped: pool.identityProviders.filter(provider => entriesOf(provider.props.AttributeMapping).some(([name]) => name === claim)),
  };
}

/** Whether the subject of a token decides what this claim of it says. */
export function selfChosen(claim: string, pool: PoolFact): boolean {
  if (['email', 'phone_number', 'cognito:username'].includes(claim)) return true;
  if (!claim.startsWith('custom:') && !PROFILE_CLAIMS.includes(claim)) return false;
  const writers = writersOf(claim, pool);
  return writers.updating.length + writers.signingUp.length > 0;
}

/** Attributes that every pool has. */
export const STANDARD = [...PROFILE_CLAIMS, 'email', 'phone_number'];
