import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct, IConstruct } from 'constructs';
import { checkedId } from '../../private/construct-id';

/**
 * Refuses an id that is empty or taken, in the words of the call; the CDK would name neither the call nor what is there.
 *
 * @param what what is to get the id, as the message begins
 */
export function refuseTakenId(scope: Construct, id: string, what: string): void {
  checkedId(scope, id, what, kindOf);
}

function kindOf(present: IConstruct): string {
  if (present instanceof cognito.UserPoolClient) {
    return 'an app client';
  }
  return 'resourceServer' in present ? 'a resource server' : 'a part of this construct';
}
