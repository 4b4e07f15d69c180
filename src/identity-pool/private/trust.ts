import { Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/** What the identity pool writes into the `amr` of a token: whether someone has signed in. */
export type Standing = 'authenticated' | 'unauthenticated';

/**
 * The name of the identity pool service as a principal, which is also the prefix of its condition keys.
 *
 * @see https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-cog.html
 */
export function identityService(scope: Construct): { principal: string; keys: string } {
  const region = Stack.of(scope).region;
  if (Token.isUnresolved(region)) {
    return { principal: 'cognito-identity.amazonaws.com', keys: 'cognito-identity.amazonaws.com' };
  }
  if (region === 'us-gov-west-1') {
    return { principal: 'cognito-identity-us-gov.amazonaws.com', keys: 'cognito-identity-us-gov.amazonaws.com' };
  }
  if (region.startsWith('us-gov-')) {
    const service = `cognito-identity.${region}.amazonaws.com`;
    return { principal: service, keys: service };
  }
  if (region.startsWith('cn-')) {
    return { principal: `cognito-identity.${region}.amazonaws.com.cn`, keys: 'cognito-identity.amazonaws.com.cn' };
  }
  return { principal: 'cognito-identity.amazonaws.com', keys: 'cognito-identity.amazonaws.com' };
}

/** The principal that a role of this identity pool trusts: this pool only, and guests apart from those who signed in. */
export function identityPrincipal(scope: Construct, identityPoolId: string, standing: Standing): iam.IPrincipal {
  const { principal, keys } = identityService(scope);
  return new iam.WebIdentityPrincipal(principal, conditions(keys, identityPoolId, standing));
}

/** The trust policy of a role that is made here, the same as `identityPrincipal` amounts to. */
export function trustDocument(scope: Construct, identityPoolId: string, standing: Standing): object {
  const { principal, keys } = identityService(scope);
  return {
    Version: '2012-10-17',
    Statement: [{
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: conditions(keys, identityPoolId, standing),
      Effect: 'Allow',
      Principal: { Federated: principal },
    }],
  };
}

function conditions(keys: string, identityPoolId: string, standing: Standing): iam.Conditions {
  return {
    'StringEquals': { [`${keys}:aud`]: identityPoolId },
    'ForAnyValue:StringLike': { [`${keys}:amr`]: standing },
  };
}

/** Whether one statement of the trust policy lets identities of this pool and standing in, and no condition keeps them out. */
export function trustsIdentityPool(scope: Construct, trust: any, identityPoolId: string, standing: Standing): boolean {
  const { principal, keys } = identityService(scope);
  const resolved = Stack.of(scope).resolve(trust);
  const pool = JSON.stringify(Stack.of(scope).resolve(identityPoolId));
  return list(resolved?.Statement).some(statement =>
    statement.Effect === 'Allow'
    && list(statement.Action).includes('sts:AssumeRoleWithWebIdentity')
    && list(statement.Principal?.Federated).includes(principal)
    && list(statement.Condition?.StringEquals?.[`${keys}:aud`]).some(aud => JSON.stringify(aud) === pool)
    && ['ForAnyValue:StringLike', 'ForAnyValue:StringEquals'].some(operator => {
      const amr = list(statement.Condition?.[operator]?.[`${keys}:amr`]);
      return amr.length === 1 && amr[0] === standing;
    }));
}

function list(value: any): any[] {
  if (value === undefined) {
    return [];
  }
  return Array.isArray(value) ? value : [value];
}
