import { PoolLog } from './pool-log';
import { RiskResponse } from './risk-response';
import { ThreatProtection } from './threat-protection';
import { WebAcl } from './web-acl';

/**
 * Settings of protection that belong together. Each of them can be set by its own prop besides, which then wins.
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
   * Threat protection acts: leaked passwords are refused, risky sign-ins need a second factor. Failed messages are logged. What AWS
   * charges for besides the Plus plan is the log group.
   */
  public static standard(): SecurityProfile {
    return new SecurityProfile(ThreatProtection.enforced(), PoolLog.toNewLogGroup());
  }

  /**
   * Threat protection acts sooner: at medium risk a second factor is required, at high risk the sign-in is refused. A web ACL with the
   * common rules stands before the pool, and everything that people do is logged, with their addresses. What AWS charges for besides
   * the Plus plan is the web ACL and two log groups. Which key encrypts the pool stays open: see `encryptionKey`.
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
