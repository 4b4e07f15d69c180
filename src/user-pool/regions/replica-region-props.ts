import { RemovalOptions } from '../../removal-options';
import { EmailSender } from '../messages/email-sender';
import { SmsSettings } from '../messages/sms-settings';
import { PoolLog } from '../protection/pool-log';
import { WebAcl } from '../protection/web-acl';
import { TriggersOptions } from '../triggers';
import { PoolReplica } from './pool-replica';

/**
 * The settings of a user pool in its second Region. None of them is copied from the first.
 */
export interface ReplicaRegionProps extends TriggersOptions, RemovalOptions {
  /**
   * The replica, made by `AppUserPool.addReplica`.
   */
  readonly replica: PoolReplica;

  /**
   * The id of the pool, written out: `eu-west-1_Abc123def`.
   * @default - a reference to the pool. The CDK carries it into the other Region where references are weak
   * (`@aws-cdk/core:defaultCrossStackReferences`); else when both stacks have `crossRegionReferences: true`, with custom resources of its
   * own
   */
  readonly userPoolId?: string;

  /**
   * Whether people can sign in through this Region.
   * @default false - the replica is kept up to date, but nobody can sign in
   */
  readonly active?: boolean;

  /**
   * Who sends e-mails from here.
   * @default - Cognito itself, 50 messages a day
   */
  readonly email?: EmailSender;

  /**
   * How text messages are sent from here. A role is made unless there is one.
   * @default - not at all
   */
  readonly sms?: SmsSettings;

  /**
   * Which requests reach the pool here.
   * @default - all
   */
  readonly webAcl?: WebAcl;

  /**
   * Where to log messages that could not be sent. Log groups only.
   * @default - nowhere
   */
  readonly notificationLog?: PoolLog;

  /**
   * Where to log sign-ins and other activity, with IP address, device and risk. Needs the Plus plan, and is personal data.
   * @default - nowhere
   */
  readonly activityLog?: PoolLog;
}
