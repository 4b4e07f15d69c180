/** How trust policies name the identity pool service: the principal, and the prefix of its condition keys. */
export interface IdentityService {
  readonly principal: string;
  readonly keys: string;
}

/**
 * The identity pool service as a region's partition names it.
 *
 * @see https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-cog.html
 */
export function identityServiceIn(region: string): IdentityService {
  if (region === 'us-gov-west-1') return named('cognito-identity-us-gov.amazonaws.com');
  if (region.startsWith('us-gov-')) return named(`cognito-identity.${region}.amazonaws.com`);
  if (region.startsWith('cn-')) return named(`cognito-identity.${region}.amazonaws.com.cn`, 'cognito-identity.amazonaws.com.cn');
  return named('cognito-identity.amazonaws.com');
}

function named(principal: string, keys: string = principal): IdentityService {
  return { principal, keys };
}

/**
 * The identity pool service as each partition names it. In GovCloud, the keys are seen under the commercial name too.
 */
export const IDENTITY_SERVICES: readonly IdentityService[] = [
  ...['', 'us-gov-west-1', 'us-gov-east-1', 'cn-north-1', 'cn-northwest-1'].map(identityServiceIn),
  ...['us-gov-west-1', 'us-gov-east-1'].map(region => named(identityServiceIn(region).principal, 'cognito-identity.amazonaws.com')),
];
