import type { IdentityPoolEntity } from './entities';

/** The identity service as the trust policies of the pool's partition name it, and the prefix of its condition keys. */
export function identityService(pool: IdentityPoolEntity): { principal: string; keys: string } {
  const region = String(pool.ref).split(':')[0];
  if (region === 'us-gov-west-1') {
    return { principal: 'cognito-identity-us-gov.amazonaws.com', keys: 'cognito-identity-us-gov.amazonaws.com' };
  }
  if (region.startsWith('us-gov-')) {
    return { principal: `cognito-identity.${region}.amazonaws.com`, keys: `cognito-identity.${region}.amazonaws.com` };
  }
  if (region.startsWith('cn-')) {
    return { principal: `cognito-identity.${region}.amazonaws.com.cn`, keys: 'cognito-identity.amazonaws.com.cn' };
  }
  return { principal: 'cognito-identity.amazonaws.com', keys: 'cognito-identity.amazonaws.com' };
}
