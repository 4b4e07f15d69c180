import { IKeyRef } from 'aws-cdk-lib/aws-kms';
import { PoolLog } from './pool-log';
import { SecurityProfile } from './security-profile';
import { ThreatProtection } from './threat-protection';
import { WebAcl } from './web-acl';

/**
 * How a user pool protects itself from attackers, and what it logs.
 */
export interface ProtectionOptions {
  /**
   * Threat protection, web ACL and logs, set together. Needs the Plus plan.
   * @default - none of them
   */
  readonly security?: SecurityProfile;

  /**
   * Whether Cognito rates the risk of each sign-in and acts on it. Anything but `off` needs the Plus plan.
   * @default - as `security` sets it, otherwise off
   */
  readonly threatProtection?: ThreatProtection;

  /**
   * Which requests reach the public endpoints of the pool. On any plan; AWS WAF charges for it.
   * @default - as `security` sets it, otherwise none
   */
  readonly webAcl?: WebAcl;

  /**
   * Where to log messages that could not be sent. Log groups only; on any plan.
   * @default - as `security` sets it, otherwise nowhere
   */
  readonly notificationLog?: PoolLog;

  /**
   * Where to log sign-ins and other activity, with IP address, device and risk. Needs the Plus plan, and is personal data.
   * @default - as `security` sets it, otherwise nowhere
   */
  readonly activityLog?: PoolLog;

  /**
   * The key that encrypts what the pool stores. If the key is lost, so is the pool, so keep it as long as the pool. Its policy must let
   * Cognito use it, see the AWS page; the library adds nothing to it.
   * @default - a key that AWS owns
   */
  readonly encryptionKey?: IKeyRef;
}
