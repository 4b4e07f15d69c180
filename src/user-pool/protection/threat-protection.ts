import * as cognito from 'aws-cdk-lib/aws-cognito';
import { RiskNotifications, RiskResponse } from './risk-response';
import { withoutNulls } from '../../private/present';

/**
 * When a password is checked against those that are known to have leaked.
 */
export enum CompromisedCredentialsEvent {
  /** When someone signs in. */
  SIGN_IN = 'SIGN_IN',
  /** When someone creates an account. */
  SIGN_UP = 'SIGN_UP',
  /** When someone changes the password. */
  PASSWORD_CHANGE = 'PASSWORD_CHANGE',
}

/**
 * What threat protection covers besides sign-ins with a password.
 */
export interface ThreatProtectionOptions {
  /**
   * What threat protection does in sign-ins by custom challenges (`Trigger.customChallenge`).
   * @default - the same as in all other sign-ins
   */
  readonly customAuth?: cognito.CustomThreatProtectionMode;
}

/**
 * How threat protection acts.
 */
export interface EnforcedThreatProtectionOptions extends ThreatProtectionOptions {
  /**
   * Whether a password that is known to have leaked is refused.
   * @default true
   */
  readonly blockCompromisedCredentials?: boolean;

  /**
   * When passwords are checked. Refused without `blockCompromisedCredentials`.
   * @default - always: at sign-in, sign-up and change
   */
  readonly compromisedCredentialsEvents?: CompromisedCredentialsEvent[];

  /**
   * What happens at low risk.
   * @default RiskResponse.allow()
   */
  readonly lowRisk?: RiskResponse;

  /**
   * What happens at medium risk.
   * @default RiskResponse.mfaIfConfigured()
   */
  readonly mediumRisk?: RiskResponse;

  /**
   * What happens at high risk.
   * @default RiskResponse.mfaRequired() - people without a second factor are refused
   */
  readonly highRisk?: RiskResponse;

  /**
   * How people are notified at the risks whose response has `notify: true`.
   * @default - nobody is notified
   */
  readonly notifications?: RiskNotifications;

  /**
   * The address ranges that nobody may sign in from, at most 200, in CIDR notation: `203.0.113.0/24`.
   * @default - none
   */
  readonly blockedIpRanges?: string[];

  /**
   * The address ranges whose sign-ins are not rated, at most 200, in CIDR notation: `198.51.100.0/24`. Keep them narrow: a leaked password
   * still works there.
   * @default - none
   */
  readonly trustedIpRanges?: string[];
}

/**
 * Whether Cognito rates the risk of each sign-in and acts on it. Anything but `off` needs the Plus plan, which costs more for each
 * person who signs in within a month.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-threat-protection.html
 *
 * @example
 * new AppUserPool(this, 'Users', {
 *   threatProtection: ThreatProtection.enforced({ highRisk: RiskResponse.block(), trustedIpRanges: ['198.51.100.0/24'] }),
 * });
 */
export class ThreatProtection {
  /**
   * Nothing is rated. On any plan.
   */
  public static off(): ThreatProtection {
    return new ThreatProtection(cognito.StandardThreatProtectionMode.NO_ENFORCEMENT);
  }

  /**
   * Sign-ins are rated and logged, but none is stopped: use it for two weeks to learn what `enforced` would do. Needs the Plus plan.
   *
   * @param options whether sign-ins by a custom challenge are looked at too
   */
  public static audit(options: ThreatProtectionOptions = {}): ThreatProtection {
    options = withoutNulls(options ?? {});
    return new ThreatProtection(
      cognito.StandardThreatProtectionMode.AUDIT_ONLY, options.customAuth ?? cognito.CustomThreatProtectionMode.AUDIT_ONLY,
    );
  }

  /**
   * Sign-ins are rated, and risky ones stopped. Needs the Plus plan; creates a risk configuration for all app clients of the pool.
   *
   * @param options the response to each risk, and the IP addresses that are exempt or blocked
   */
  public static enforced(options: EnforcedThreatProtectionOptions = {}): ThreatProtection {
    options = withoutNulls(options ?? {});
    const customAuth = options.customAuth ?? cognito.CustomThreatProtectionMode.FULL_FUNCTION;
    return new ThreatProtection(cognito.StandardThreatProtectionMode.FULL_FUNCTION, customAuth, options);
  }

  private constructor(
    /** @internal */
    readonly _mode: cognito.StandardThreatProtectionMode,
    /** @internal */
    readonly _customAuth?: cognito.CustomThreatProtectionMode,
    /** @internal */
    readonly _enforced?: EnforcedThreatProtectionOptions,
  ) {}
}
