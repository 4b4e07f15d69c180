import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { nameOf } from '../../../app-tree/app-resource';
import { WholeApp } from '../../../app-tree/whole-app';
import { asList } from '../../../private/as-list';
import { warn } from '../../../private/warn';

/** What a replica needs of its pool, and what people lose while it is in use. */
export function problemsOfReplica(scope: IConstruct, userPool: cognito.UserPool, app: WholeApp): string[] {
  const pool = userPool.node.defaultChild as cognito.CfnUserPool;
  const { KeyConfiguration, IssuerConfiguration, EnabledMfas, MfaConfiguration } = app.properties(pool);
  const factors = MfaConfiguration === 'OFF' ? [] : asList<unknown>(EnabledMfas);
  if (factors.includes('SOFTWARE_TOKEN_MFA')) {
    warn(scope, 'replica-without-totp',
      `addReplica: codes of authenticator apps (TOTP) are not taken in the second Region, so ${factors.length === 1
        ? 'nobody with a second factor signs in there: it is the only one; let people have text messages or e-mail as well'
        : 'whoever has no other second factor does not sign in there; ask people to set up a second one'}`);
  }
  if (IssuerConfiguration?.Type !== 'UPDATED') {
    warn(scope, 'replica-original-issuer', 'addReplica: AWS recommends the updated issuer for pools with a replica, '
      + 'elsewhere it says that it is required; '
      + 'set issuer: PoolIssuer.UPDATED while nobody verifies tokens of the pool yet');
  }
  adviseKey(scope, KeyConfiguration?.KmsKeyArn, pool, app);
  return keyProblems(KeyConfiguration?.KmsKeyArn, pool, app);
}

/**
 * A replica of a key is made from a key that is there, and the replica of the pool needs both: one deployment can't make all of them.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html
 */
function adviseKey(scope: IConstruct, arn: any, pool: cognito.CfnUserPool, app: WholeApp): void {
  const target = app.reference(arn, pool)?.target;
  if (target !== undefined && 'cfnResourceType' in target && target.cfnResourceType === 'AWS::KMS::Key' && target.stack === pool.stack) {
    warn(scope, 'replica-key-in-same-stack', `addReplica: the key ${nameOf(target)} is made in the stack of the pool, so the first `
      + 'deployment of that stack makes the replica of the pool before the key can be in the second Region; make the key and its '
      + 'replica in stacks of their own, or call addReplica in a later deployment, and acknowledge this then');
  }
}

function keyProblems(arn: any, pool: cognito.CfnUserPool, app: WholeApp): string[] {
  if (arn === undefined) {
    return [
      'addReplica: a pool with a replica is encrypted with a key of yours that is in both Regions, and this one has none; '
        + 'set encryptionKey to a multi-Region key',
    ];
  }
  const target = app.reference(arn, pool)?.target;
  const single = typeof arn === 'string'
    ? /:key\/(?!mrk-)[\w-]+$/.test(arn)
    : target !== undefined && 'cfnResourceType' in target && target.cfnResourceType === 'AWS::KMS::Key'
    && [undefined, false].includes(app.properties(target).MultiRegion);
  return single ? [
    'addReplica: encryptionKey is a key of one Region, and a pool with a replica takes a multi-Region key; make it with multiRegion: true',
  ] : [];
}
