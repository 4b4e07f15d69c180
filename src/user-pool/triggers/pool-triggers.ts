import { Lazy, Validations } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { TriggerContext } from './private/trigger-binding';
import { cyclesThrough } from './private/trigger-cycles';
import { Trigger } from './trigger';
import { TriggerWiring } from './trigger-wiring';
import type { UserMigration } from './user-migration';
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

/**
 * All triggers of one pool, rendered once.
 *
 * The L2 writes neither the account into its permissions nor a sender key later than its construction nor inbound federation, so the
 * configuration is ours; what is added to the L2 directly is kept.
 */
export class PoolTriggers {
  private readonly clients: NotedClient[] = [];
  private readonly wiring: TriggerWiring;
  private migration?: UserMigration;

  constructor(private readonly context: TriggerContext) {
    const { userPool } = context;
    this.wiring = new TriggerWiring({ ...context, poolArn: userPool.userPoolArn, poolPath: userPool.node.path });
  }

  /**
   * What is wrong with them once everything has been added, with advice for what may be meant.
   */
  public problems(): string[] {
    this.advise();
    return [...this.wiring.incompleteChallenge(), ...cyclesThrough(this.context.userPool.node.defaultChild as cognito.CfnUserPool)];
  }

  /**
   * Wires a trigger.
   */
  public add(trigger: Trigger): void {
    const isFirst = this.wiring.names.length === 0;
    this.wiring.add(trigger);
    if (isFirst) this.renderInto(this.context.userPool.node.defaultChild as cognito.CfnUserPool);
  }

  /**
   * Brings people over from another directory.
   */
  public migrate(migration: UserMigration): void {
    this.add(Trigger.userMigration(migration._fn));
    this.migration = migration;
  }

  /**
   * Whether clients send passwords as they are, which the function of a migration needs.
   */
  public migratesAtSignIn(): boolean {
    return this.migration?._atSignIn ?? false;
  }

  /**
   * Whether the three functions of a custom challenge are there.
   */
  public hasCustomChallenge(): boolean {
    return this.wiring.hasCustomChallenge();
  }

  /**
   * Takes a client into the advice about triggers.
   */
  public noteClient(client: NotedClient): void {
    this.clients.push(client);
  }

  private renderInto(pool: cognito.CfnUserPool): void {
    const direct = pool.lambdaConfig;
    pool.lambdaConfig = Lazy.uncachedAny({
      produce: (resolution) => {
        const added = resolution.resolve(direct) as cognito.CfnUserPool.LambdaConfigProperty | undefined;
        this.refuseOverlap(added ?? {});
        const config = { ...added, ...this.wiring.config() };
        return Object.keys(config).length > 0 ? config : undefined;
      },
    });
  }

  private refuseOverlap(direct: cognito.CfnUserPool.LambdaConfigProperty): void {
    const { scope } = this.context;
    const { names } = this.wiring;
    for (const name of names) {
      if (name in direct) {
        fail(scope, `trigger ${name} is set by addTrigger and on the UserPool as well; remove one of them`);
      }
    }
    if (names.includes('preTokenGenerationConfig') && 'preTokenGeneration' in direct) {
      fail(
        scope, 'trigger preTokenGeneration is set on the UserPool in the old form and by Trigger.preTokenGeneration; remove the old one',
      );
    }
    if (this.wiring.hasKey && 'kmsKeyId' in direct) {
      fail(
        scope,
        'the UserPool has its own customSenderKmsKey; give that key to Trigger.customEmailSender and Trigger.customSmsSender instead',
      );
    }
  }

  private advise(): void {
    if (this.wiring.names.includes('userMigration') && !this.migration && !this.clients.some((noted) => noted.passwordFlow)) {
      Validations.of(this.context.scope).addWarning(
        'cdk-cognito-auth:user-migration-without-password-flow',
        'the user migration trigger is called only when an app sends the password itself; '
          + 'set userPasswordAuth on the client that migrates users',
      );
    }
    const { mfaConfiguration } = this.context.userPool.node.defaultChild as cognito.CfnUserPool;
    for (const { client, customFlow, signsUsersIn } of this.clients) {
      if (mfaConfiguration === 'ON' && signsUsersIn && (customFlow ?? this.hasCustomChallenge())) {
        // https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-challenge.html
        Validations.of(client).addWarning(
          'cdk-cognito-auth:custom-auth-without-mfa',
          'the client may use custom challenges, and Cognito asks for the required second factor only after a password: '
            + 'a challenge that does '
            + 'not begin with SRP_A is decided by the functions alone; let them ask for a second factor, or set customAuth: '
            + 'false on this client',
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
