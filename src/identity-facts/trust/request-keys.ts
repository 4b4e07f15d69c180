import { timeStillToCome } from './request-time';
import { identityService } from './service';
import type { RequestContextValues } from '../../policy';
import type { IdentityPoolEntity, RoleEntity } from '../entities/entities';
import { claimsByTag } from '../entities/session-tags';

const TLS = 'aws:SecureTransport';
const ALWAYS_THERE = [
  'aws:TokenIssueTime', 'aws:SourceIp', TLS, 'aws:UserAgent', 'aws:RequestedRegion', 'aws:userid',
];

/**
 * Keys that every request of a session has, whatever it asks for.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export const EVERY_REQUEST: RequestContextValues = {
  ...Object.fromEntries(ALWAYS_THERE.map(key => [key, { unknown: `every request has ${key}, and this one does not say which` }])),
  ...timeStillToCome(),
  'aws:PrincipalType': 'AssumedRole',
  'aws:PrincipalIsAWSService': 'false',
  'aws:ViaAWSService': 'false',
};

const ORGANIZATION = perhaps('whether the account is in an organization, and in which, is not in the templates',
  ['aws:PrincipalOrgID', 'aws:PrincipalOrgPaths', 'aws:ResourceOrgID', 'aws:ResourceOrgPaths']);

/** The services of S3, each of which calls these keys by its own prefix. */
const OF_S3 = /^(s3|s3express|s3-object-lambda|s3-outposts):/i;

/**
 * How a request to S3 comes and is signed, as far as that is known of every request of a session: over TLS 1.2 or later, if over TLS, and
 * with a signature of some version in some place. Over plain HTTP there is no version of TLS.
 *
 * @param told what is said of the request
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingEncryptionInTransit.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html
 */
export function keysOfS3(action: string, told: RequestContextValues): RequestContextValues {
  const [, secure] = Object.entries(told).filter(([key]) => key.toLowerCase() === TLS.toLowerCase()).pop() ?? [];
  const unknown = 'whoever asks chooses how to connect and how to sign';
  return ofS3(action, {
    TlsVersion: String(secure).toLowerCase() === 'false' ? [] : { unknown, mayBeAbsent: true, atLeast: '1.2' },
    signatureversion: { unknown },
    authType: { unknown },
    signatureAge: { unknown, mayBeAbsent: true, atLeast: '0' },
  });
}

/**
 * What whoever asks can do where the question leaves it open: come over TLS 1.3, and sign just now by version 4, in a header or in a URL.
 * S3 documents the age of a signature for URLs only.
 */
export function madeWell(action: string, context: RequestContextValues): RequestContextValues[] {
  return [{ authType: 'REST-HEADER', signatureAge: [] }, { authType: 'REST-QUERY-STRING', signatureAge: '0' }].map(signed => {
    const well = { [TLS]: 'true', ...ofS3(action, { TlsVersion: '1.3', signatureversion: 'AWS4-HMAC-SHA256', ...signed }) };
    const open = Object.entries(well).filter(([key]) => (context[key] as any)?.unknown !== undefined);
    return { ...context, ...Object.fromEntries(open) };
  });
}

function ofS3(action: string, keys: RequestContextValues): RequestContextValues {
  const service = OF_S3.exec(action)?.[1].toLowerCase();
  return service === undefined ? {} : Object.fromEntries(Object.entries(keys).map(([key, value]) => [`${service}:${key}`, value]));
}

/** Keys of which a stranger's request may say what it likes. */
export const NO_LIMIT: RequestContextValues = perhaps('callers say what they like', ['aws:referer']);

/** Keys that a request has or not, depending on the way it takes. */
export const WAY_OF_REQUEST: RequestContextValues =
  perhaps('whether the request comes through a VPC endpoint or from a page, and from which, is not said', [
    'aws:SourceVpc', 'aws:SourceVpce', 'aws:SourceVpcArn', 'aws:VpcSourceIp', 'aws:VpceAccount', 'aws:VpceOrgID', 'aws:VpceOrgPaths',
    'aws:referer',
  ]);

/** Keys that a request has or not, and that nothing in the templates tells. */
export const PERHAPS_ABSENT: RequestContextValues = { ...ORGANIZATION, ...WAY_OF_REQUEST };

/** Tags and aliases of resources that policies ask for: what a template gives a resource, and objects above all, may change later. */
export function resourceTagsIn(policies: unknown): RequestContextValues {
  const text = JSON.stringify(policies ?? '');
  const keysLike = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, key]) => key);
  return {
    ...perhaps('which tags the resource has is not said', keysLike(/["{]([\w-]+:(?:ResourceTag|ExistingObjectTag|BucketTag)\/[^"},]+)/gi)),
    ...perhaps('which aliases the key has is not said', keysLike(/["{](kms:ResourceAliases)/gi)),
  };
}

/** Tags of whoever asks that policies look at. */
function principalTagsIn(policies: unknown): string[] {
  return [...JSON.stringify(policies ?? '').matchAll(/["{](aws:PrincipalTag\/[^"},]+)/gi)].map(([, key]) => key);
}

function perhaps(unknown: string, keys: readonly string[]): RequestContextValues {
  return Object.fromEntries(keys.map(key => [key, { unknown, mayBeAbsent: true }]));
}

/**
 * Keys that say who the session is. A tag of the session replaces one of the role, and what it says hangs on the claim.
 *
 * @param pools those that may give the role to somebody who signed in
 */
export function keysOfRole(role: RoleEntity, pools: readonly IdentityPoolEntity[]): RequestContextValues {
  const { arn, tags, tagsUnknown, policies, boundary } = role;
  const [, , , , account] = arn.split(':');
  const mapped = new Map<string, Set<string>>();
  for (const map of pools.flatMap(pool => pool.principalTags)) {
    for (const [tag, claim] of Object.entries(claimsByTag(map))) {
      const key = tag.toLowerCase();
      mapped.set(key, (mapped.get(key) ?? new Set()).add(claim));
    }
  }
  return {
    'aws:PrincipalArn': arn,
    'aws:PrincipalAccount': account,
    ...tagsUnknown === undefined
      ? {}
      : perhaps(`which tags the role has is not known: ${tagsUnknown}`, principalTagsIn([policies, boundary])),
    ...Object.fromEntries([...mapped].map(([key, claims]) => [`aws:PrincipalTag/${key}`, {
      unknown: `the session may have this tag, which the claim ${[...claims].join(' or ')} gives it`, mayBeAbsent: true,
    }])),
    ...Object.fromEntries(Object.entries(tags).map(([key, value]) => mapped.has(key.toLowerCase())
      ? [`aws:PrincipalTag/${key.toLowerCase()}`, { unknown: `the session may have a tag ${key} of its own` }]
      : [`aws:PrincipalTag/${key}`, value])),
  };
}

/**
 * What the `amr` of a token says of who signed in there: that somebody did, by which provider, and as whom.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
 */
export function amrOf(providers: readonly string[], sub: string = 'a-user'): string[] {
  if (providers.length === 0) return ['unauthenticated'];
  return [
    'authenticated',
    ...providers.flatMap(provider => provider.startsWith('cognito-idp.') ? [provider, `${provider}:CognitoSignIn:${sub}`] : [provider]),
  ];
}

/** Whom a policy names in `amr`: each by the `sub` that the user pool gives. */
export function usersNamedIn(policy: unknown): string[] {
  return [...new Set([...JSON.stringify(policy ?? '').matchAll(/:CognitoSignIn:([^"*?:]+)"/g)].map(([, sub]) => sub))];
}

/** Whose identity it is that asks, as far as the pool alone tells. */
export function keysOfToken(pool: IdentityPoolEntity, providers: readonly string[], sub?: string): RequestContextValues {
  const { principal, keys } = identityService(pool);
  return {
    'aws:FederatedProvider': principal,
    [`${keys}:sub`]: { unknown: `which identity asks is not said: give ${keys}:sub in the context` },
    [`${keys}:aud`]: String(pool.ref),
    [`${keys}:amr`]: amrOf(providers, sub),
  };
}
