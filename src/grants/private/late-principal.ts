import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { latePolicy } from '../../private/late-policy';

/** The principal, holding statements where no function waits for them; nothing for one that holds no policies of its own. */
export function lateIdentity(scope: Construct, principal: iam.IPrincipal): iam.IPrincipal | undefined {
  return isIdentity(principal) ? new LatePrincipal(principal, latePolicy(scope, principal)) : undefined;
}

/**
 * Holds statements in a policy of its own instead of in the default policy of the role.
 */
class LatePrincipal extends iam.PrincipalBase {
  public readonly policyFragment: iam.PrincipalPolicyFragment;

  constructor(principal: iam.IPrincipal, private readonly policy: iam.Policy) {
    super();
    this.policyFragment = principal.policyFragment;
  }

  public dedupeString(): string | undefined {
    return undefined;
  }

  public addToPrincipalPolicy(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    this.policy.addStatements(statement);
    return { statementAdded: true, policyDependable: this.policy };
  }
}

function isIdentity(principal: iam.IPrincipal): principal is iam.IIdentity {
  return typeof (principal as iam.IIdentity).attachInlinePolicy === 'function';
}
