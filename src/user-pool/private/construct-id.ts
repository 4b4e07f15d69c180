import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct, IConstruct } from 'constructs';
import { possibleId } from '../../private/construct-id';
import { fail } from '../../private/fail';

/**
 * Refuses an id that is empty or taken, in the words of the call; the CDK would name neither the call nor what is there.
 *
 * @param what what is to get the id, as the message begins
 */
export function refuseTakenId(scope: Construct, id: string, what: string): void {
  possibleId(scope, id, what);
  const present = scope.node.tryFindChild(id);
  if (present) {
    fail(scope, `${what}: the construct id '${id}' is that of ${kindOf(present)} already; give one of the two another id`);
  }
}

function kindOf(present: IConstruct): string {
  if (present instanceof cognito.UserPoolClient) {
    return 'an app client';
  }
  return 'resourceServer' in present ? 'a resource server' : 'a part of this construct';
}
