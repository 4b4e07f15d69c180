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
}

/**
 * The pool that triggers are wired into.
 */
export interface TriggerContext {
  /** Parent of the permissions and of the sender key. */
  readonly scope: Construct;
  readonly userPool: cognito.UserPool;
  /** Of the pool, and of a key made for it. */
  readonly removalPolicy: RemovalPolicy;
  /** Tells the pool which feature plan something needs, and why. */
  requirePlan(plan: cognito.FeaturePlan, reason: string): void;
}
