import { Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { IdentityService, identityServiceIn } from '../identity-facts/trust/identity-service';
import { Standing } from '../identity-facts/trust/trust-of-pool';

/** The identity pool service in the region of the stack; where that isn't known, in the commercial partition. */
export function identityService(scope: Construct): IdentityService {
  const region = Stack.of(scope).region;
  return identityServiceIn(Token.isUnresolved(region) ? '' : region);
}

const ASSUME = 'sts:AssumeRoleWithWebIdentity';
const TAG = 'sts:TagSession';

/** Whether the sessions of a role are tagged, which may show late. */
export interface SessionTags {
  readonly any: boolean;
  /** Does something once there are tags, which may be now. */
  once(act: () => void): void;
}

/** The principal that a role of this identity pool trusts: this pool only, and guests apart from those who signed in. */
export function identityPrincipal(scope: Construct, identityPoolId: string, standing: Standing, tags?: SessionTags): iam.IPrincipal {
  const { principal, keys } = identityService(scope);
  return new IdentityPrincipal(principal, conditions(keys, identityPoolId, standing), tags);
}

/** Lets its sessions be tagged, in the statement that lets them in, when and only when they are. */
class IdentityPrincipal extends iam.WebIdentityPrincipal {
  constructor(provider: string, when: iam.Conditions, private readonly tags?: SessionTags) {
    super(provider, when);
  }

  public addToAssumeRolePolicy(document: iam.PolicyDocument): void {
    const statement = new iam.PolicyStatement({ actions: [ASSUME], principals: [this] });
    document.addStatements(statement);
    this.tags?.once(() => statement.addActions(TAG));
  }
}

/** A trust policy of one statement, in which only the actions ever change. */
export interface TrustDocument {
  readonly Version: string;
  readonly Statement: [{
    Action: string | string[];
    readonly Condition: iam.Conditions;
    readonly Effect: string;
    readonly Principal: { readonly Federated: string };
  }];
}

/** The trust policy of a role that is made here, the same as `identityPrincipal` amounts to. */
export function trustDocument(scope: Construct, identityPoolId: string, standing: Standing, tagged: boolean): TrustDocument {
  const { principal, keys } = identityService(scope);
  return {
    Version: '2012-10-17',
    Statement: [{
      Action: tagged ? [ASSUME, TAG] : ASSUME,
      Condition: conditions(keys, identityPoolId, standing),
      Effect: 'Allow',
      Principal: { Federated: principal },
    }],
  };
}

/** Whether a trust policy, with everything resolved, still is what `trustDocument` wrote. */
export function isTrustAsWritten(
  document: unknown, scope: Construct, identityPoolId: string, standing: Standing, tagged: boolean,
): boolean {
  return JSON.stringify(document) === JSON.stringify(trustDocument(scope, identityPoolId, standing, tagged));
}

function conditions(keys: string, identityPoolId: string, standing: Standing): iam.Conditions {
  return {
    'StringEquals': { [`${keys}:aud`]: identityPoolId },
    'ForAnyValue:StringLike': { [`${keys}:amr`]: standing },
  };
}
