import { Aspects, Lazy, Names, Stack, Token, Validations } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Trigger } from './trigger';
import { refuseTakenId } from '../private/construct-id';
import type { TriggerBinding, TriggerContext, TriggerName } from './private/trigger-binding';
import { cyclesThrough } from './private/trigger-cycles';
import { SenderKey } from './private/trigger-sender-key';
import { fail } from '../../private/fail';

/**
 * What the triggers need to know about a client of the same pool.
 */
export interface NotedClient {
  readonly client: cognito.UserPoolClient;
  /** Whether the client may send passwords. */
  readonly passwordFlow: boolean;
  /** Whether the client has users at all. */
  readonly signsUsersIn: boolean;
  /** What the client said about custom challenges, if anything. */
  readonly customFlow?: boolean;
}

const CHALLENGE: TriggerName[] = ['defineAuthChallenge', 'createAuthChallenge', 'verifyAuthChallengeResponse'];

/**
 * All triggers of one pool, rendered once.
 *
 * The L2 writes neither the account into its permissions nor a sender key later than its construction nor inbound federation, so the
 * configuration is ours; what is added to the L2 directly is kept.
 */
export class PoolTriggers {
  private readonly bindings = new Map<TriggerName, TriggerBinding>();
  private readonly permitted = new Set<lambda.IFunction>();
  private readonly clients: NotedClient[] = [];
  private readonly senderKey: SenderKey;

  constructor(private readonly context: TriggerContext) {
    this.senderKey = new SenderKey(context);
    const pool = context.userPool.node.defaultChild as cognito.CfnUserPool;
    this.renderInto(pool);
    context.scope.node.addValidation({ validate: () => [...this.incompleteChallenge(), ...cyclesThrough(pool)] });
    Aspects.of(context.scope).add({
      visit: (node) => {
        if (node === context.scope) {
          this.advise();
        }
      },
    });
  }

  /**
   * Wires a trigger.
   */
  public add(trigger: Trigger): void {
    for (const binding of trigger._bindings) {
      this.bind(binding);
    }
  }

  /**
   * Whether the three functions of a custom challenge are there.
   */
  public hasCustomChallenge(): boolean {
    return CHALLENGE.every((name) => this.bindings.has(name));
  }

  /**
   * Takes a client into the advice about triggers.
   */
  public noteClient(client: NotedClient): void {
    this.clients.push(client);
  }

  private bind(binding: TriggerBinding): void {
    const { scope } = this.context;
    const { name, fn, version } = binding;
    const present = this.bindings.get(name);
    if (present) {
      fail(scope, `trigger ${name} is already '${present.fn.node.path}'; a pool calls one function per trigger, call '${fn.node.path}' from there`);
    }
    const [home, region] = [Stack.of(scope).region, fn.env.region];
    if (!Token.isUnresolved(home) && !Token.isUnresolved(region) && home !== region) {
      fail(scope, `trigger ${name}: '${fn.node.path}' is in ${region} and the user pool in ${home}, and Cognito calls functions of its own region only; `
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
    const { scope, userPool } = this.context;
    // not after the trigger: a second one for the function, added in front, would rename it
    const id = `${Names.nodeUniqueId(fn.node)}Permission`;
    refuseTakenId(scope, id, `the permission of trigger ${name}`);
    fn.addPermission(id, {
      principal: new iam.ServicePrincipal('cognito-idp.amazonaws.com'),
      sourceArn: userPool.userPoolArn,
      sourceAccount: Stack.of(userPool).account,
      // In the stack of the pool: a permission beside the function would refer to the pool, and the pool refers to the function.
      scope,
    });
  }

  private renderInto(pool: cognito.CfnUserPool): void {
    const direct = pool.lambdaConfig;
    pool.lambdaConfig = Lazy.uncachedAny({
      produce: (resolution) => {
        const added = resolution.resolve(direct) as cognito.CfnUserPool.LambdaConfigProperty | undefined;
        this.refuseOverlap(added ?? {});
        const config = { ...added, ...this.config() };
        return Object.keys(config).length > 0 ? config : undefined;
      },
    });
  }

  private config(): cognito.CfnUserPool.LambdaConfigProperty {
    const entries = [...this.bindings.values()].map(({ name, fn, version }) => [
      name, version ? { lambdaArn: fn.functionArn, lambdaVersion: version } : fn.functionArn,
    ]);
    return { ...Object.fromEntries(entries), ...(this.senderKey.key ? { kmsKeyId: this.senderKey.key.keyArn } : {}) };
  }

  private refuseOverlap(direct: cognito.CfnUserPool.LambdaConfigProperty): void {
    const { scope } = this.context;
    for (const name of this.bindings.keys()) {
      if (name in direct) {
        fail(scope, `trigger ${name} is set by addTrigger and on the UserPool as well; remove one of them`);
      }
    }
    if (this.bindings.has('preTokenGenerationConfig') && 'preTokenGeneration' in direct) {
      fail(scope, 'trigger preTokenGeneration is set on the UserPool in the old form and by Trigger.preTokenGeneration; remove the old one');
    }
    if (this.senderKey.key && 'kmsKeyId' in direct) {
      fail(scope, 'the UserPool has its own customSenderKmsKey; give that key to Trigger.customEmailSender and Trigger.customSmsSender instead');
    }
  }

  private incompleteChallenge(): string[] {
    const missing = CHALLENGE.filter((name) => !this.bindings.has(name));
    if (missing.length === 0 || missing.length === CHALLENGE.length) {
      return [];
    }
    return [`a custom challenge needs three triggers and ${missing.join(', ')} is missing; add it, or use Trigger.customChallenge`];
  }

  private advise(): void {
    if (this.bindings.has('userMigration') && !this.clients.some((noted) => noted.passwordFlow)) {
      Validations.of(this.context.scope).addWarning(
        'cdk-cognito-auth:user-migration-without-password-flow',
        'the user migration trigger is called only when an app sends the password itself; set userPasswordAuth on the client that migrates users',
      );
    }
    const { mfaConfiguration } = this.context.userPool.node.defaultChild as cognito.CfnUserPool;
    for (const { client, customFlow, signsUsersIn } of this.clients) {
      if (mfaConfiguration === 'ON' && signsUsersIn && (customFlow ?? this.hasCustomChallenge())) {
        // https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-challenge.html
        Validations.of(client).addWarning(
          'cdk-cognito-auth:custom-auth-without-mfa',
          'the client may use custom challenges, and Cognito asks for the required second factor only after a password: a challenge that does '
            + 'not begin with SRP_A is decided by the functions alone; let them ask for a second factor, or set customAuth: false on this client',
        );
      }
      if (customFlow && !this.hasCustomChallenge()) {
        Validations.of(client).addWarning(
          'cdk-cognito-auth:custom-auth-without-triggers',
          'customAuth is true, but the pool has no custom challenge triggers; add Trigger.customChallenge, or remove customAuth',
        );
      }
    }
  }
}
