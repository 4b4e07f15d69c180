import { Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { IdentityService, identityServiceIn } from '../identity-facts/identity-service';
import { Standing } from '../identity-facts/trust-of-pool';

/** The identity pool service in the region of the stack; where that isn't known, in the commercial partition. */
export function identityService(scope: Construct): IdentityService {
  const region = Stack.of(scope).region;
  return identityServiceIn(Token.isUnresolved(region) ? '' : region);
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
