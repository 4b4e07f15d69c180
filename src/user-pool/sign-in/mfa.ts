import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { Judged } from '../../private/judged';
import { withoutNulls } from '../../private/present';
import { userError } from '../../private/user-error';

/**
 * What can serve as the second proof of who someone is.
 */
export interface MfaFactors {
  /**
   * Time-based one-time passwords from an authenticator app.
   * @default false
   */
  readonly totp?: boolean;

  /**
   * One-time codes by text message. Creates an SMS role. It is the weakest factor, and each message costs money.
   * @default false
   */
  readonly sms?: boolean;

  /**
   * One-time codes by e-mail. Needs Amazon SES (`email: EmailSender.ses(…)`) and the Essentials plan.
   * @default false
   */
  readonly email?: boolean;

  /**
   * A passkey with user verification (fingerprint, face, PIN) counts as both factors at once. It also becomes a first factor.
   * Needs the Essentials plan and, besides it, `totp`, `sms` or `email`.
   * @default false
   */
  readonly passkey?: boolean;

  /**
   * The text message, at most 140 characters, with `{####}` where the code goes. Only together with `sms`.
   * @default - Cognito's own text
   */
  readonly smsMessage?: string;

  /**
   * The subject of the e-mail, at most 140 characters. Only together with `email`.
   * @default - Cognito's own text
   */
  readonly emailSubject?: string;

  /**
   * The body of the e-mail, 6 to 20,000 characters, with `{####}` where the code goes. Only together with `email`.
   * @default - Cognito's own text
   */
  readonly emailMessage?: string;
}

/**
 * Whether people must show a second factor, and which ones they may use. Cognito never asks people who sign in through another identity
 * provider: their provider has to ask.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html
 *
 * @example
 * new AppUserPool(this, 'Users', { mfa: Mfa.required({ totp: true, passkey: true }) });
 */
export class Mfa {
  /**
   * No second factor at all.
   */
  public static off(): Mfa {
    return new Mfa(cognito.Mfa.OFF, {});
  }

  /**
   * Each person may set up a second factor.
   *
   * @param factors which ones; authenticator apps when left out. The pool refuses it when none is switched on.
   */
  public static optional(factors: MfaFactors = { totp: true }): Mfa {
    return new Mfa(cognito.Mfa.OPTIONAL, withoutNulls(factors ?? { totp: true }));
  }

  /**
   * Everyone must set up a second factor at the first sign-in.
   *
   * @param factors which ones; authenticator apps when left out. The pool refuses it when none is switched on.
   */
  public static required(factors: MfaFactors = { totp: true }): Mfa {
    return new Mfa(cognito.Mfa.REQUIRED, withoutNulls(factors ?? { totp: true }));
  }

  private readonly judged: Judged<void>;

  private constructor(
    /** @internal */
    readonly _mode: cognito.Mfa,
    /** @internal */
    readonly _factors: MfaFactors,
  ) {
    this.judged = Judged.of(() => {
      if (_mode !== cognito.Mfa.OFF && !_factors.totp && !_factors.sms && !_factors.email && !_factors.passkey) {
        throw userError(`mfa: Mfa.${_mode === cognito.Mfa.REQUIRED ? 'required' : 'optional'} switches no factor on; `
          + 'name at least one of totp, sms, email, or use Mfa.off()');
      }
    });
  }

  /**
   * Throws what was wrong when it was made.
   *
   * @internal
   */
  public _judge(scope: IConstruct): void {
    this.judged.at(scope);
  }
}
