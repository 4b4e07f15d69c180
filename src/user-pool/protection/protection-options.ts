import { IKeyRef } from 'aws-cdk-lib/aws-kms';
import { PoolLog } from './pool-log';
import { SecurityProfile } from './security-profile';
import { ThreatProtection } from './threat-protection';
import { WebAcl } from './web-acl';

/**
 * How a user pool is protected from attackers, and what it logs.
 */
export interface ProtectionOptions {
  /**
   * Threat protection, web ACL and logs, set together. Needs the Plus plan.
   * @default - none of them
   */
  readonly security?: SecurityProfile;

  /**
   * Whether Cognito rates the risk of each sign-in and acts on it. Anything but `off` needs the Plus plan.
   * @default - as `security` says, otherwise off
   */
  readonly threatProtection?: ThreatProtection;

  /**
   * Which requests reach the public endpoints of the pool. On any plan; AWS WAF charges for it.
   * @default - as `security` says, otherwise none
   */
  readonly webAcl?: WebAcl;

  /**
   * Where messages are written that could not be sent. Log groups only; on any plan.
   * @default - as `security` says, otherwise nowhere
   */
  readonly notificationLog?: PoolLog;

  /**
   * Where sign-ins and the like are written, with address, device and risk. Needs the Plus plan; it is personal data.
   * @default - as `security` says, otherwise nowhere
   */
  readonly activityLog?: PoolLog;

  /**
   * The key that encrypts what the pool stores. Without the key the pool is lost, so it has to stay as long as the pool. Its policy must
   * let Cognito use it, see the AWS page; nothing is added to it here.
   * @default - a key that AWS owns
   */
  readonly encryptionKey?: IKeyRef;
}
