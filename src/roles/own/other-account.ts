import { IResource, Token, TokenComparison } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { warn } from '../../private/warn';

/** Whether something is known to be of another account than who is granted it. */
export function isElsewhere({ grantPrincipal }: iam.IGrantable, resource: IResource, arn: string): boolean {
  const account = accountOf(resource, arn);
  return Token.compareStrings(account, grantPrincipal.principalAccount ?? account) === TokenComparison.DIFFERENT;
}

/** Says that a policy is asked for that can't be written here: that of the resource, in the account that has it. */
export function adviseOtherAccount(scope: IConstruct, method: string, grantee: iam.IGrantable, resource: IResource, arn: string): void {
  if (isElsewhere(grantee, resource, arn)) {
    warn(scope, 'grant-needs-other-account', `${method}: ${resource.node.path} is of account ${accountOf(resource, arn)}, whose own policy `
      + 'has to allow the same, and nothing is added to it here; allow it there under the same conditions, and acknowledge this');
  }
}

/** What is imported by its ARN does not always say whose it is, but the ARN does. */
function accountOf({ env }: IResource, arn: string): string {
  return (Token.isUnresolved(arn) ? '' : arn.split(':')[4]) || env.account;
}
