import { RemovalPolicy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

/**
 * The keys of `LambdaConfig`, as the L1 spells them.
 */
export type TriggerName = Exclude<keyof cognito.CfnUserPool.LambdaConfigProperty, 'kmsKeyId' | 'preTokenGeneration'>;

/**
 * One function for one key of `LambdaConfig`.
 */
export interface TriggerBinding {
  readonly name: TriggerName;
  readonly fn: lambda.IFunction;
  /** Of the event, where the key takes one. */
  readonly version?: cognito.LambdaVersion;
  /** Whether the function gets encrypted codes. */
  readonly sender?: boolean;
  readonly key?: kms.IKey;
  /** Whether the property that came before is written as well. */
  readonly legacy?: boolean;
}

/**
 * The same before it is wired: a function of the kit is made where the pool is.
 */
export interface PlannedBinding extends Omit<TriggerBinding, 'fn'> {
  readonly functionIn: (context: WiringContext) => lambda.IFunction;
}

/**
 * Where triggers are wired.
 */
export interface WiringContext {
  /** Parent of the permissions and of the sender key. */
  readonly scope: Construct;
  /** What the pool is called by the functions, and how people find it. */
  readonly poolArn: string;
  readonly poolPath: string;
  /** The pool, where it is of this stack. */
  readonly userPool?: cognito.UserPool;
  /** Where Cognito says it calls from, if it isn't the Region of the stack for certain. */
  readonly callerRegion?: string;
  /** Of the pool, and of a key made for it. */
  readonly removalPolicy: RemovalPolicy;
  /** Tells the pool which feature plan something needs, and why. */
  requirePlan(plan: cognito.FeaturePlan, reason: string): void;
}

/**
 * The pool that triggers are wired into.
 */
export interface TriggerContext extends Pick<WiringContext, 'scope' | 'removalPolicy' | 'requirePlan'> {
  readonly userPool: cognito.UserPool;
}
