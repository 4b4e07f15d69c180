import { ArnFormat, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { peopleOf } from './membership';

const ID = 'ImportRole';

/**
 * The role that an import of users from a file writes its log with.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-using-import-tool-cli-cloudwatch-iam-role.html
 */
export function importRole(scope: Construct): iam.Role {
  const people = peopleOf(scope);
  return people.node.tryFindChild(ID) as iam.Role | undefined ?? new iam.Role(people, ID, {
    description: `Writes the log of imports of users into ${scope.node.path}`,
    assumedBy: new iam.ServicePrincipal('cognito-idp.amazonaws.com'),
    inlinePolicies: {
      Log: new iam.PolicyDocument({
        statements: [new iam.PolicyStatement({
          actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
          resources: [Stack.of(scope).formatArn({
            service: 'logs', resource: 'log-group', resourceName: '/aws/cognito/*', arnFormat: ArnFormat.COLON_RESOURCE_NAME,
          })],
        })],
      }),
    },
  });
}
