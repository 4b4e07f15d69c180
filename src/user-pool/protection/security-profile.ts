import { PoolLog } from './pool-log';
import { RiskResponse } from './risk-response';
import { ThreatProtection } from './threat-protection';
import { WebAcl } from './web-acl';

/**
 * Protection settings that belong together. Each can also be set by a prop of its own, which then wins.
 *
 * Both profiles need the Plus plan, which costs more for each person who signs in within a month.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/managing-security.html
 *
 * @example
 * new AppUserPool(this, 'Users', {
 *   security: SecurityProfile.strict(),
 *   webAcl: WebAcl.none(), // everything else stays as it is
 * });
 */
export class SecurityProfile {
  /**
   * Threat protection acts: leaked passwords are refused, risky sign-ins need a second factor. Failed messages are logged. Besides the Plus
   * plan, AWS charges for the log group.
   */
  public static standard(): SecurityProfile {
    return new SecurityProfile(ThreatProtection.enforced(), PoolLog.toNewLogGroup());
  }

  /**
   * Threat protection acts sooner: at medium risk a second factor is required, at high risk the sign-in is refused. A web ACL with the
   * common rules protects the pool, and all activity is logged, with people's IP addresses. Besides the Plus plan, AWS charges for the web
   * ACL and two log groups. It does not choose the key that encrypts the pool: see `encryptionKey`.
   */
  public static strict(): SecurityProfile {
    const threatProtection = ThreatProtection.enforced({ mediumRisk: RiskResponse.mfaRequired(), highRisk: RiskResponse.block() });
    return new SecurityProfile(threatProtection, PoolLog.toNewLogGroup(), PoolLog.toNewLogGroup(), WebAcl.standard({ commonRules: true }));
  }

  private constructor(
    /** @internal */
    readonly _threatProtection: ThreatProtection,
    /** @internal */
    readonly _notificationLog: PoolLog,
    /** @internal */
    readonly _activityLog?: PoolLog,
    /** @internal */
    readonly _webAcl?: WebAcl,
  ) {}
}
