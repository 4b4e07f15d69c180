import { CfnResource, Stack, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { problemsOfReplica } from './private/replica-advice';
import { judgeAtSynthesis } from '../../app-tree/synthesis';
import { fail } from '../../private/fail';
import { presentOf } from '../../private/present';
import { readable } from '../../private/text/readable';
import { warn } from '../../private/warn';

const ID = 'Replica';
/** Of the region's name. */
const LENGTH = { min: 5, max: 32 };
/** Where CloudFormation's schemas of October 2026 lack the type: us-gov, China, and most Regions that an account has to opt in to. */
const WITHOUT_REPLICAS = new RegExp('^(us-gov-|cn-|(af-south-1|ap-east-[12]|ap-northeast-3|ap-south-2|ap-southeast-[3-7]|ca-west-1'
  + '|eu-central-2|eu-south-[12]|il-central-1|me-central-1|mx-central-1)$)');

/**
 * Options of `AppUserPool.addReplica`.
 */
export interface PoolReplicaOptions {
  /**
   * The tags with which the replica is created. They are read once, and changing them creates a new replica. Put tags that change on the
   * `ReplicaRegion`, with `Tags.of(…)`.
   * @default - none
   */
  readonly tagsAtCreate?: { [key: string]: string };
}

/** The pool that is replicated. */
interface ReplicatedPool {
  readonly scope: Construct;
  readonly userPool: cognito.UserPool;
  requirePlan(plan: cognito.FeaturePlan, reason: string): void;
}

/**
 * The replica of a user pool in a second Region, for when its own Region fails. Created by `AppUserPool.addReplica`.
 *
 * Creates an `AWS::Cognito::UserPoolReplica` beside the pool. It is inactive until a `ReplicaRegion` in a stack of the second Region makes
 * it active. AWS charges for it, and it needs the Essentials plan and a multi-Region key as `encryptionKey` that is in both Regions.
 *
 * What the second Region can't do: nobody can sign up, reset a password or change a profile there; **codes of authenticator apps (TOTP) are
 * not accepted**; people from other identity providers can sign in only if they have done so before. Identity pools are not replicated: the
 * second Region needs one of its own, in which people have other identity ids, so data under `${cognito-identity.amazonaws.com:sub}` is out
 * of reach.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cognito-userpoolreplica.html
 *
 * @example
 * declare const multiRegionKey: kms.IKey;
 * declare const secondRegion: Stack; // env: { region: 'eu-central-1' }
 * const users = new AppUserPool(this, 'Users', { mfa: Mfa.optional({ totp: true, sms: true }), encryptionKey: multiRegionKey });
 * const replica = users.addReplica('eu-central-1');
 * new ReplicaRegion(secondRegion, 'Users', { replica, active: true });
 */
export class PoolReplica extends Construct {
  /** @internal */
  public static _make(pool: ReplicatedPool, region: string, options: PoolReplicaOptions): PoolReplica {
    const present = pool.scope.node.tryFindChild(ID);
    if (present instanceof PoolReplica) {
      fail(
        pool.scope, `addReplica('${region}'): a pool has one replica, and this one has it in ${present.region}; leave one of the two out`,
      );
    }
    checkRegions(pool.scope, region);
    pool.requirePlan(cognito.FeaturePlan.ESSENTIALS, `the replica in ${region}`);
    return new PoolReplica(pool, region, options);
  }

  /**
   * The Region of the replica.
   */
  public readonly region: string;

  /**
   * The CloudFormation resource.
   */
  public readonly cfnReplica: CfnResource;

  /** @internal */
  public readonly _pool: ReplicatedPool;

  private constructor(pool: ReplicatedPool, region: string, options: PoolReplicaOptions) {
    super(pool.scope, ID);
    const tagsAtCreate = options.tagsAtCreate && tagsOf(this, region, options.tagsAtCreate);
    this.region = region;
    this._pool = pool;
    this.cfnReplica = new CfnResource(this, 'Resource', {
      type: 'AWS::Cognito::UserPoolReplica',
      properties: { UserPoolId: pool.userPool.userPoolId, RegionName: region, ...(tagsAtCreate && { UserPoolTagsAtCreate: tagsAtCreate }) },
    });
    judgeAtSynthesis(this, app => problemsOfReplica(this, pool.userPool, app).map(readable));
  }
}

function tagsOf(scope: Construct, region: string, tags: Record<string, string>): Record<string, string> {
  const present = presentOf(tags);
  if (Object.keys(present).some(key => Token.isUnresolved(key) || key === '')) {
    fail(scope, `addReplica('${region}'): tagsAtCreate has a key that is empty or known at deployment only; write the keys out`);
  }
  return present;
}

function checkRegions(scope: Construct, region: string): void {
  if (Token.isUnresolved(region)) return;
  const call = `addReplica('${region}')`;
  if (region.length < LENGTH.min || region.length > LENGTH.max) {
    fail(scope, `${call}: the name of a Region has ${LENGTH.min} to ${LENGTH.max} characters; write it as 'eu-central-1'`);
  }
  const home = Stack.of(scope).region;
  if (region === home) fail(scope, `${call}: the pool is in ${region} itself; name another Region`);
  const without = [region, home].filter(name => !Token.isUnresolved(name) && WITHOUT_REPLICAS.test(name));
  if (without.length > 0) {
    warn(
      scope,
      'replica-region',
      `${call}: ${without.join(' and ')} had no replicas of user pools in October 2026; see whether that has changed, `
        + 'or take another Region',
    );
  }
}
