import { IEmailIdentity } from 'aws-cdk-lib/aws-ses';
import { withoutNulls } from '../../private/present';

/**
 * Options of the response to a risky sign-in.
 */
export interface RiskResponseOptions {
  /**
   * Whether the person gets an e-mail about it. Needs `notifications`.
   * @default false
   */
  readonly notify?: boolean;
}

/**
 * What happens to a sign-in that Cognito rates as risky.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-adaptive-authentication.html
 *
 * @example
 * new AppUserPool(this, 'Users', {
 *   threatProtection: ThreatProtection.enforced({ highRisk: RiskResponse.block() }),
 * });
 */
export class RiskResponse {
  /**
   * It is allowed, like any other.
   *
   * @param options whether the person is told by e-mail
   */
  public static allow(options: RiskResponseOptions = {}): RiskResponse {
    return new RiskResponse('NO_ACTION', withoutNulls(options ?? {}));
  }

  /**
   * People who have a second factor must use it; the others are allowed.
   *
   * @param options whether the person is told by e-mail
   */
  public static mfaIfConfigured(options: RiskResponseOptions = {}): RiskResponse {
    return new RiskResponse('MFA_IF_CONFIGURED', withoutNulls(options ?? {}));
  }

  /**
   * A second factor is required; people without one are refused.
   *
   * @param options whether the person is told by e-mail
   */
  public static mfaRequired(options: RiskResponseOptions = {}): RiskResponse {
    return new RiskResponse('MFA_REQUIRED', withoutNulls(options ?? {}));
  }

  /**
   * It is refused.
   *
   * @param options whether the person is told by e-mail
   */
  public static block(options: RiskResponseOptions = {}): RiskResponse {
    return new RiskResponse('BLOCK', withoutNulls(options ?? {}));
  }

  private constructor(
    /** @internal */
    readonly _action: 'NO_ACTION' | 'MFA_IF_CONFIGURED' | 'MFA_REQUIRED' | 'BLOCK',
    /** @internal */
    readonly _options: RiskResponseOptions,
  ) {}
}

/**
 * One text of an e-mail about a risky sign-in.
 */
export interface RiskEmail {
  /**
   * The subject, 1 to 140 characters.
   */
  readonly subject: string;

  /**
   * The plain text, 6 to 20,000 characters. It may contain `{username}`, `{ip-address}`, `{city}`, `{country}`, `{device-name}`,
   * `{login-time}` and the links `{one-click-link-valid}` and `{one-click-link-invalid}`.
   * @default - none; `html` is then needed
   */
  readonly text?: string;

  /**
   * The same as HTML, 6 to 20,000 characters.
   * @default - none; `text` is then needed
   */
  readonly html?: string;
}

/**
 * The e-mails about risky sign-ins, and their sender.
 */
export interface RiskNotifications {
  /**
   * The address or domain, verified with Amazon SES, that the e-mails come from. It may be created in the same stack: the configuration is
   * then created after it and its records. SES verifies a domain minutes later, so deploy a new one first.
   */
  readonly identity: IEmailIdentity;

  /**
   * The address of the sender, within `identity`.
   * @default - the address of `identity`
   */
  readonly fromEmail?: string;

  /**
   * The address for replies.
   * @default - the sender
   */
  readonly replyTo?: string;

  /**
   * The e-mail to people whose sign-in was refused.
   * @default - Cognito's own text
   */
  readonly blocked?: RiskEmail;

  /**
   * The e-mail to people who were asked for a second factor.
   * @default - Cognito's own text
   */
  readonly mfa?: RiskEmail;

  /**
   * The e-mail to people whose sign-in was allowed.
   * @default - Cognito's own text
   */
  readonly allowed?: RiskEmail;
}
