import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { WholeApp } from '../../app-tree/whole-app';
import type { PoolTriggers } from '../triggers/pool-triggers';

/**
 * What an app client needs to know about the pool it is rendered into.
 */
export interface ClientContext {
  /** Parent of the client: its construct id is unique in here. */
  readonly scope: Construct;
  readonly userPool: cognito.UserPool;
  /** Every attribute the pool has, as it is named in a token: `email`, `custom:plan`. */
  readonly readableAttributes: string[];
  /** The attributes a client may let its users write unless it names its own. */
  readonly writableAttributes: string[];
  /** The attributes that a sign-up must carry, hence every client that writes must be allowed to write. */
  readonly requiredAttributes: string[];
  /** Whether the pool lets users choose their first factor, so that clients need `ALLOW_USER_AUTH`. */
  readonly choiceBased: boolean;
  readonly triggers: PoolTriggers;
  /** Tells the pool which feature plan something needs, and why. */
  requirePlan(plan: cognito.FeaturePlan, reason: string): void;
  /** Asked when the app is synthesized: a domain may be added after the client. */
  hasDomain(app: WholeApp): boolean;
}
