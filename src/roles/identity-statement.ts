import { Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { fail } from '../private/fail';
import { required } from '../private/present';
import { abbreviate } from '../private/text/abbreviate';

/** Refuses statements that IAM takes in no policy of a role. */
export function checkStatement(role: IConstruct, call: string, statement: iam.PolicyStatement): void {
  required(role, call, { statement });
  if (statement.hasPrincipal) {
    fail(role, `${call}: a statement about what the role may do has no principals; leave them out`);
  }
  const { sid, actions, notActions, resources, notResources } = statement;
  if (sid !== undefined && !Token.isUnresolved(sid) && !/^[0-9A-Za-z]*$/.test(sid)) {
    fail(role, `${call}: sid '${sid}' has other than letters and digits, which IAM refuses in the policy of a role; leave them out`);
  }
  const unlike = [...resources, ...notResources].find(resource => !Token.isUnresolved(resource) && !/^arn:|[*?$]/.test(resource));
  if (unlike !== undefined) {
    fail(role, `${call}: the resource '${abbreviate(unlike)}' is no ARN, which IAM refuses; write its ARN, or '*' for all`);
  }
  const missing = [
    ...actions.length + notActions.length === 0 ? ['actions'] : [],
    ...resources.length + notResources.length === 0 ? ['resources'] : [],
  ];
  if (missing.length > 0) {
    fail(role, `${call}: a statement says which actions on which resources, and this one has no ${missing.join(' and no ')}; name them`);
  }
}
