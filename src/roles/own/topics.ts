import { ArnFormat, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { DataAccess, OwnTopicsOptions } from './own-data-options';
import { Owning } from './owner';
import { topicsBelow } from './private/checks';
import { withoutNulls } from '../../private/present';
import { warn } from '../../private/warn';

/** Topics below the owner's own, and the connection under the owner's id as the client id. */
export function grantTopicsOfOwner(
  method: string, { scope, grantee, owner }: Owning, options: OwnTopicsOptions, needsPolicy: boolean,
): iam.Grant {
  options = withoutNulls(options ?? {});
  const { access } = options;
  const stack = Stack.of(scope);
  const topics = `${options.prefix === undefined ? '' : topicsBelow(scope, method, options.prefix)}${owner.variable}`;
  const arn = (resource: string, resourceName: string) =>
    stack.formatArn({ service: 'iot', resource, resourceName, arnFormat: ArnFormat.SLASH_RESOURCE_NAME });
  const own = (resource: string) => [arn(resource, topics), arn(resource, `${topics}/*`)];
  const allow = (actions: string[], resourceArns: string[]) =>
    iam.Grant.addToPrincipal({ grantee, actions, resourceArns, conditions: owner.conditions });
  if (needsPolicy) {
    warn(scope, 'iot-policy-needed', `${method}: AWS IoT asks a second policy of everyone who signed in, `
      + 'one of its own that is attached to the identity id: '
      + 'let a function of yours do so once for each identity (iot:AttachPolicy, target: the identity id), and acknowledge this');
  }
  return [
    allow(['iot:Connect'], [arn('client', owner.variable)]),
    ...access === DataAccess.READ ? [] : [allow(['iot:Publish'], own('topic'))],
    ...access === DataAccess.WRITE ? [] : [allow(['iot:Receive'], own('topic')), allow(['iot:Subscribe'], own('topicfilter'))],
  ].reduce((one, other) => one.combine(other));
}
