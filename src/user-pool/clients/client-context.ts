import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { WholeApp } from '../../app-tree/whole-app';
import type { NotedClient } from '../triggers/pool-triggers';

/**
 * What an app client needs to know about the pool it is rendered into.
 */
export interface ClientContext {
  /** Parent of the client: its construct id is unique in here. */
  readonly scope: Construct;
  readonly userPool: cognito.IUserPool;
  /** Every attribute the pool has, as it is named in a token: `email`, `custom:plan`. */
  readonly readableAttributes: string[];
  /** The attributes a client may let its users write unless it names its own. */
  readonly writableAttributes: string[];
  /** The attributes that a sign-up must carry, hence every client that writes must be allowed to write. */
  readonly requiredAttributes: string[];
  /** Whether the pool lets users choose their first factor, so that clients need `ALLOW_USER_AUTH`. */
  readonly choiceBased: boolean;
  /** The triggers of the pool, as far as clients and they have to know of each other. */
  readonly triggers: { hasCustomChallenge(): boolean; noteClient(client: NotedClient): void; migratesAtSignIn?(): boolean };
  /** Where the attributes of the pool are said, if that isn't the pool of this app. */
  readonly declaredIn?: string;
  /** Tells the pool which feature plan something needs, and why. */
  requirePlan(plan: cognito.FeaturePlan, reason: string): void;
  /** Asked when the app is synthesized: a domain may be added after the client. Undefined where nobody has said so of an existing pool. */
  hasDomain(app: WholeApp): boolean | undefined;
}
