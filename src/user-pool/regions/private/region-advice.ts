import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { WholeApp } from '../../../app-tree/whole-app';
import { warn } from '../../../private/warn';

/** Beside a trigger of the same function, or with one. */
const NO_TRIGGERS = ['KMSKeyID', 'PreTokenGeneration'];

/**
 * What the pool does in its first Region and not in the second, whose settings are its own: a trigger that refuses sign-ins refuses none
 * here.
 */
export function adviseRegion(scope: IConstruct, userPool: cognito.UserPool, here: any, hasWebAcl: boolean, app: WholeApp): void {
  const pool = userPool.node.defaultChild as cognito.CfnUserPool;
  const { LambdaConfig, EmailConfiguration, SmsConfiguration } = app.properties(pool);
  const triggers = Object.entries(LambdaConfig ?? {})
    .filter(([name, there]) => there !== undefined && !NO_TRIGGERS.includes(name) && here.LambdaConfig?.[name] === undefined)
    .map(([name]) => name);
  const guarded = app.partsOf(pool, 'AWS::WAFv2::WebACLAssociation', 'ResourceArn').some(({ stack }) => stack === pool.stack);
  const missing = [
    ...(triggers.length > 0 ? [`triggers (${triggers.join(', ')})`] : []),
    ...(guarded && !hasWebAcl ? ['webAcl'] : []),
    ...(EmailConfiguration?.EmailSendingAccount === 'DEVELOPER' && here.EmailConfiguration === undefined ? ['email'] : []),
    ...(SmsConfiguration !== undefined && here.SmsConfiguration === undefined ? ['sms'] : []),
  ];
  if (missing.length > 0) {
    warn(
      scope,
      'replica-settings-missing',
      `new ReplicaRegion: the pool has ${missing.join(', ')}, and nothing of it goes for this Region, which is active; set it here as well`,
    );
  }
}
