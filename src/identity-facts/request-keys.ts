import type { IdentityPoolEntity, RoleEntity } from './entities';
import { identityService } from './service';
import type { RequestContextValues } from '../policy';

const ALWAYS_THERE = [
  'aws:CurrentTime', 'aws:EpochTime', 'aws:TokenIssueTime', 'aws:SourceIp', 'aws:SecureTransport', 'aws:UserAgent', 'aws:RequestedRegion', 'aws:userid',
];

/**
 * Keys that every request of a session has, whatever it asks for.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export const EVERY_REQUEST: RequestContextValues = {
  ...Object.fromEntries(ALWAYS_THERE.map(key => [key, { unknown: `every request has ${key}, and this one does not say which` }])),
  'aws:PrincipalType': 'AssumedRole',
  'aws:PrincipalIsAWSService': 'false',
  'aws:ViaAWSService': 'false',
};

/** Keys that say who the session is. A tag of the session replaces one of the role, and what it says hangs on the claim. */
export function keysOfRole({ arn, tags }: RoleEntity, pools: readonly IdentityPoolEntity[]): RequestContextValues {
  const [, , , , account] = arn.split(':');
  const mapped = new Set(pools.flatMap(pool => pool.principalTags.flatMap(({ useDefaults, tags: claims }) =>
    useDefaults ? ['username', 'client'] : Object.keys(claims))).map(key => key.toLowerCase()));
  return {
    'aws:PrincipalArn': arn,
    'aws:PrincipalAccount': account,
    ...Object.fromEntries(Object.entries(tags).map(([key, value]) =>
      [`aws:PrincipalTag/${key}`, mapped.has(key.toLowerCase()) ? { unknown: `the session may have a tag ${key} of its own` } : value])),
  };
}

/**
 * What the `amr` of a token says of who signed in there: that somebody did, by which provider, and as whom.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
 */
export function amrOf(providers: readonly string[], sub: string = 'a-user'): string[] {
  if (providers.length === 0) return ['unauthenticated'];
  return ['authenticated', ...providers.flatMap(provider => provider.startsWith('cognito-idp.') ? [provider, `${provider}:CognitoSignIn:${sub}`] : [provider])];
}

/** Whom a policy names in `amr`: each by the `sub` that the user pool gives. */
export function usersNamedIn(policy: unknown): string[] {
  return [...new Set([...JSON.stringify(policy ?? '').matchAll(/:CognitoSignIn:([^"*?:]+)"/g)].map(([, sub]) => sub))];
}

/** Whose identity it is that asks, as far as the pool alone tells. */
export function keysOfToken(pool: IdentityPoolEntity, providers: readonly string[], sub?: string): RequestContextValues {
  const { keys } = identityService(pool);
  return {
    [`${keys}:aud`]: String(pool.ref),
    [`${keys}:amr`]: amrOf(providers, sub),
  };
}
