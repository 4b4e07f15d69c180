import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { PlannedBinding, TriggerBinding, TriggerName } from './private/trigger-binding';
import { required, withoutNulls } from '../../private/present';

/**
 * Options of `Trigger.preTokenGeneration`.
 */
export interface PreTokenGenerationOptions {
  /**
   * Which event the function gets: `V1_0` changes the ID token, `V2_0` the access token as well, `V3_0` also tokens of machine clients.
   *
   * `V2_0` and `V3_0` need the Essentials plan.
   *
   * @default LambdaVersion.V1_0
   */
  readonly version?: cognito.LambdaVersion;

  /**
   * Whether the function is also set in `PreTokenGeneration`, the predecessor of `PreTokenGenerationConfig` that older tools read. Cognito
   * requires the same function in both.
   * @default false
   */
  readonly legacyProperty?: boolean;
}

/**
 * Options of the custom sender triggers.
 */
export interface CustomSenderOptions {
  /**
   * Symmetric key that Cognito encrypts the codes with. A pool has one key for both senders.
   *
   * @default - the key of the other sender, or else a key of the pool's own, with rotation
   */
  readonly key?: kms.IKey;
}

/**
 * The three functions of a custom challenge.
 */
export interface CustomChallengeFunctions {
  /** Decides which challenge comes next, or that the user is signed in. */
  readonly define: lambda.IFunction;
  /** Creates the challenge. */
  readonly create: lambda.IFunction;
  /** Checks the answer. */
  readonly verify: lambda.IFunction;
}

/**
 * A Lambda function that a user pool calls, to be added to the pool.
 *
 * The function must answer within 5 seconds. Adding it creates one Lambda permission per function, for this pool of this account only.
 *
 * A trigger must not wait for its pool, which waits for it: synthesis refuses the id of the pool, of a client or of the identity pool
 * and the ARN of one of its roles in the environment of the function, and in the policies of its role and of its key. Each event
 * carries `userPoolId` and `callerContext.clientId`; the others go by an SSM parameter of a fixed name that the function reads.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-identity-pools-working-with-aws-lambda-triggers.html
 *
 * @example
 * declare const addClaims: lambda.Function;
 * const pool = new AppUserPool(this, 'Users');
 * pool.addTrigger(Trigger.preTokenGeneration(addClaims, { version: cognito.LambdaVersion.V2_0 }));
 * pool.grants.readUsers(addClaims);
 */
export class Trigger {
  /**
   * Before a user is signed up or created by an administrator: refuse, confirm, or mark as verified.
   *
   * @param fn the function that the pool calls
   */
  public static preSignUp(fn: lambda.IFunction): Trigger {
    return Trigger.of('preSignUp', fn);
  }

  /**
   * After a user confirmed the sign-up or a new password. Not called for users created by an administrator.
   *
   * @param fn the function that the pool calls
   */
  public static postConfirmation(fn: lambda.IFunction): Trigger {
    return Trigger.of('postConfirmation', fn);
  }

  /**
   * Before a sign-in: refuse it.
   *
   * @param fn the function that the pool calls
   */
  public static preAuthentication(fn: lambda.IFunction): Trigger {
    return Trigger.of('preAuthentication', fn);
  }

  /**
   * After a sign-in.
   *
   * @param fn the function that the pool calls
   */
  public static postAuthentication(fn: lambda.IFunction): Trigger {
    return Trigger.of('postAuthentication', fn);
  }

  /**
   * Before a message is sent: change its text.
   *
   * @param fn the function that the pool calls
   */
  public static customMessage(fn: lambda.IFunction): Trigger {
    return Trigger.of('customMessage', fn);
  }

  /**
   * When an unknown user signs in or has forgotten the password: migrate the user from another directory. Needs a client with
   * `userPasswordAuth`.
   *
   * @param fn the function that the pool calls
   */
  public static userMigration(fn: lambda.IFunction): Trigger {
    return Trigger.of('userMigration', fn);
  }

  /**
   * The first of the three functions of a custom challenge; all three are needed.
   *
   * @param fn the function that the pool calls
   */
  public static defineAuthChallenge(fn: lambda.IFunction): Trigger {
    return Trigger.of('defineAuthChallenge', fn);
  }

  /**
   * The second of the three functions of a custom challenge; all three are needed.
   *
   * @param fn the function that the pool calls
   */
  public static createAuthChallenge(fn: lambda.IFunction): Trigger {
    return Trigger.of('createAuthChallenge', fn);
  }

  /**
   * The third of the three functions of a custom challenge; all three are needed.
   *
   * @param fn the function that the pool calls
   */
  public static verifyAuthChallengeResponse(fn: lambda.IFunction): Trigger {
    return Trigger.of('verifyAuthChallengeResponse', fn);
  }

  /**
   * All three functions of a custom challenge. Clients of the pool then allow `CUSTOM_AUTH`.
   *
   * @param functions the three functions
   */
  public static customChallenge(functions: CustomChallengeFunctions): Trigger {
    required(undefined, 'Trigger.customChallenge', functions, 'define', 'create', 'verify');
    return new Trigger([
      { name: 'defineAuthChallenge', fn: functions.define },
      { name: 'createAuthChallenge', fn: functions.create },
      { name: 'verifyAuthChallengeResponse', fn: functions.verify },
    ]);
  }

  /**
   * Before tokens are issued: add, change or suppress claims and groups.
   *
   * This function is part of who gets which role: it can set `cognito:groups`, `cognito:roles` and `cognito:preferred_role`.
   *
   * @param fn the function that the pool calls
   * @param options the version of the event
   */
  public static preTokenGeneration(fn: lambda.IFunction, options: PreTokenGenerationOptions = {}): Trigger {
    options = withoutNulls(options ?? {});
    const { version = cognito.LambdaVersion.V1_0, legacyProperty: legacy = false } = options;
    return new Trigger([{ name: 'preTokenGenerationConfig', fn, version, ...(legacy && { legacy }) }]);
  }

  /**
   * Sends the e-mails of the pool instead of Cognito.
   *
   * The codes come encrypted; the function may decrypt them with the key of the pool.
   *
   * @param fn the function that the pool calls
   * @param options the KMS key of the codes
   */
  public static customEmailSender(fn: lambda.IFunction, options: CustomSenderOptions = {}): Trigger {
    return Trigger.sender('customEmailSender', fn, options);
  }

  /**
   * Sends the text messages of the pool instead of Cognito.
   *
   * The codes come encrypted; the function may decrypt them with the key of the pool.
   *
   * @param fn the function that the pool calls
   * @param options the KMS key of the codes
   */
  public static customSmsSender(fn: lambda.IFunction, options: CustomSenderOptions = {}): Trigger {
    return Trigger.sender('customSmsSender', fn, options);
  }

  /**
   * When a user comes from an external identity provider: choose and change the attributes before they reach the profile.
   *
   * Attributes that the function leaves out are dropped.
   *
   * @param fn the function that the pool calls
   */
  public static inboundFederation(fn: lambda.IFunction): Trigger {
    return new Trigger([{ name: 'inboundFederation', fn, version: cognito.LambdaVersion.V1_0 }]);
  }

  /**
   * A trigger whose function is made where the pool is.
   *
   * @internal
   */
  public static _made(name: TriggerName, functionIn: PlannedBinding['functionIn'], version?: cognito.LambdaVersion): Trigger {
    return new Trigger([], [{ name, functionIn, ...(version ? { version } : {}) }]);
  }

  private static of(name: TriggerName, fn: lambda.IFunction): Trigger {
    return new Trigger([{ name, fn }]);
  }

  private static sender(name: TriggerName, fn: lambda.IFunction, options: CustomSenderOptions): Trigger {
    return new Trigger([{ name, fn, version: cognito.LambdaVersion.V1_0, sender: true, ...(options?.key ? { key: options.key } : {}) }]);
  }

  /**
   * What the pool wires.
   *
   * @internal
   */
  public readonly _bindings: readonly PlannedBinding[];

  private constructor(bindings: TriggerBinding[], planned: PlannedBinding[] = []) {
    this._bindings = [...bindings.map(({ fn, ...binding }) => ({ ...binding, functionIn: () => fn })), ...planned];
  }
}
