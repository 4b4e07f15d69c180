import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { fail } from '../../../../private/fail';
import { latePolicy } from '../../../../private/late-policy';
import { refuseTakenId } from '../../../private/construct-id';
import type { WiringContext } from '../../private/trigger-binding';

/** What CloudFormation takes as the code of a function. */
const MAX_SOURCE = 4096;
/** Of all variables of a function together: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_ENVIRONMENT = 4096;

export interface KitFunction {
  readonly id: string;
  readonly call: string;
  readonly purpose: string;
  readonly source: string;
  readonly environment: { readonly [name: string]: string };
  /** Of Cognito, on the pool. */
  readonly actions: string[];
}

/**
 * Makes a function of the kit, whose role may write its log and do what it is for, at this pool.
 */
export function kitFunction(
  { scope, poolArn }: WiringContext, { id, call, purpose, source, environment, actions }: KitFunction,
): lambda.Function {
  refuseTakenId(scope, id, call);
  if (Buffer.byteLength(source) > MAX_SOURCE) {
    fail(
      scope, `${call}: its code has ${Buffer.byteLength(source)} bytes, and CloudFormation takes ${MAX_SOURCE} in a template; report this`,
    );
  }
  const size = Buffer.byteLength(Object.entries(environment).flat().join(''));
  if (size > MAX_ENVIRONMENT) {
    fail(
      scope,
      `${call}: its settings have ${size} bytes, and a Lambda function takes ${MAX_ENVIRONMENT}; give it fewer, `
        + 'or write a function of your own',
    );
  }
  const place = new Construct(scope, id);
  const logGroup = new logs.LogGroup(place, 'Log', { retention: logs.RetentionDays.THREE_MONTHS, removalPolicy: RemovalPolicy.DESTROY });
  const role = new iam.Role(place, 'Role', {
    assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
    description: purpose,
    inlinePolicies: {
      Log: new iam.PolicyDocument({
        statements: [
          new iam.PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.logGroupArn] }),
        ],
      }),
    },
  });
  if (actions.length > 0) {
    // the function must not wait for the pool, which waits for the function
    latePolicy(scope, role)
      .addStatements(new iam.PolicyStatement({ actions: actions.map(action => `cognito-idp:${action}`), resources: [poolArn] }));
  }
  return new lambda.Function(place, 'Function', {
    description: purpose,
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline(source),
    role,
    logGroup,
    environment: { ...environment },
    // Cognito waits no longer
    timeout: Duration.seconds(5),
    memorySize: 256,
  });
}
