import { Names, Stack, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { TriggerBinding, TriggerName, WiringContext } from './private/trigger-binding';
import { SenderKey } from './private/trigger-sender-key';
import type { Trigger } from './trigger';
import { fail } from '../../private/fail';
import { required } from '../../private/present';
import { refuseTakenId } from '../private/construct-id';

const CHALLENGE: TriggerName[] = ['defineAuthChallenge', 'createAuthChallenge', 'verifyAuthChallengeResponse'];

/**
 * The functions that a pool calls in one Region, with the permissions and the key that this takes.
 */
export class TriggerWiring {
  private readonly bindings = new Map<TriggerName, TriggerBinding>();
  private readonly permitted = new Set<lambda.IFunction>();
  private readonly senderKey: SenderKey;

  constructor(private readonly context: WiringContext) {
    this.senderKey = new SenderKey(context);
  }

  /** The triggers that there are. */
  public get names(): TriggerName[] {
    return [...this.bindings.keys()];
  }

  /** Whether senders get codes, encrypted with one key. */
  public get hasKey(): boolean {
    return this.senderKey.key !== undefined;
  }

  /**
   * Wires a trigger.
   */
  public add(trigger: Trigger): void {
    required(this.context.scope, 'addTrigger', { trigger });
    for (const { functionIn, ...planned } of trigger._bindings) {
      this.bind({ ...planned, fn: functionIn(this.context) });
    }
  }

  /** `LambdaConfig`, as the L1 spells it. */
  public config(): cognito.CfnUserPool.LambdaConfigProperty {
    const entries = [...this.bindings.values()].flatMap(({ name, fn, version, legacy }) => [
      [name, version ? { lambdaArn: fn.functionArn, lambdaVersion: version } : fn.functionArn],
      ...(legacy ? [['preTokenGeneration', fn.functionArn]] : []),
    ]);
    return { ...Object.fromEntries(entries), ...(this.senderKey.key ? { kmsKeyId: this.senderKey.key.keyArn } : {}) };
  }

  /** What is missing of the three functions of a custom challenge. */
  public incompleteChallenge(): string[] {
    const missing = CHALLENGE.filter((name) => !this.bindings.has(name));
    if (missing.length === 0 || missing.length === CHALLENGE.length) {
      return [];
    }
    return [`a custom challenge needs three triggers and ${missing.join(', ')} is missing; add it, or use Trigger.customChallenge`];
  }

  /**
   * Whether the three functions of a custom challenge are there.
   */
  public hasCustomChallenge(): boolean {
    return CHALLENGE.every((name) => this.bindings.has(name));
  }

  private bind(binding: TriggerBinding): void {
    const { scope } = this.context;
    const { name, fn, version } = binding;
    required(scope, `trigger ${name}`, { fn });
    const present = this.bindings.get(name);
    if (present) {
      fail(
        scope,
        `trigger ${name} is already '${present.fn.node.path}'; a pool calls one function per trigger, call '${fn.node.path}' from there`,
      );
    }
    const [home, region] = [Stack.of(scope).region, fn.env.region];
    if (!Token.isUnresolved(home) && !Token.isUnresolved(region) && home !== region) {
      fail(scope, `trigger ${name}: '${fn.node.path}' is in ${region} and the user pool in ${home}, and Cognito calls functions of its `
        + 'own region only; '
        + `take a function of ${home}`);
    }
    if (binding.sender) {
      this.senderKey.use(binding);
    }
    if (name === 'preTokenGenerationConfig' && version !== cognito.LambdaVersion.V1_0) {
      this.context.requirePlan(cognito.FeaturePlan.ESSENTIALS, `pre token generation trigger with event version ${version}`);
    }
    this.bindings.set(name, binding);
    this.permit(binding);
  }

  /**
   * Lets this pool of this account call the function, once: a permission does not say which trigger it is for.
   */
  private permit({ name, fn }: TriggerBinding): void {
    if (this.permitted.has(fn)) {
      return;
    }
    this.permitted.add(fn);
    const { scope, poolArn } = this.context;
    // not after the trigger: a second one for the function, added in front, would rename it
    const id = `${Names.nodeUniqueId(fn.node)}Permission`;
    refuseTakenId(scope, id, `the permission of trigger ${name}`);
    fn.addPermission(id, {
      principal: new iam.ServicePrincipal('cognito-idp.amazonaws.com'),
      sourceArn: poolArn,
      sourceAccount: Stack.of(scope).account,
      // In the stack of the pool: a permission beside the function would refer to the pool, and the pool refers to the function.
      scope,
    });
  }
}
