import * as iam from 'aws-cdk-lib/aws-iam';

/**
 * How Cognito sends text messages through AWS End User Messaging SMS instead of Amazon SNS.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_EumsSmsConfigurationType.html
 */
export interface EndUserMessagingSettings {
  /**
   * Who the messages come from: a phone number like '+12065550100', or the ARN of a number, a sender id or a pool of them. With an ARN, one
   * in writing or the `attrArn` of a resource, the role that is created may send from that origin only.
   * @default - End User Messaging chooses one of the account's origins
   */
  readonly originationIdentity?: string;

  /**
   * The name of the configuration set, which says where deliveries are logged. The `ref` of one that this app makes has it made first.
   * @default - none
   */
  readonly configurationSetName?: string;

  /**
   * The id of your organization, registered for messages to India.
   * @default - none
   */
  readonly indiaEntityId?: string;

  /**
   * The id of the text, registered for messages to India.
   * @default - none
   */
  readonly indiaTemplateId?: string;
}

/**
 * How Cognito sends text messages: through Amazon SNS, unless `endUserMessaging` is set.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-sms.html
 */
export interface SmsSettings {
  /**
   * The role that Cognito assumes to send. It must trust Cognito, require `externalId`, and allow `sns:Publish`, or with `endUserMessaging`
   * `sms-voice:SendTextMessage`: this is checked at synthesis if the role is created in this app, and causes a warning if it is imported.
   * @default - a role is created when something needs text messages or `endUserMessaging` is set, and none otherwise
   */
  readonly role?: iam.IRoleRef;

  /**
   * The external id that `role` requires: 2 to 1224 letters, digits or `+=,.@:/-_`. Required with `role`, refused without.
   * @default - generated for the role that is created
   */
  readonly externalId?: string;

  /**
   * The Region to send from. End User Messaging sends from the Region of the pool only.
   * @default - the Region of the pool
   */
  readonly region?: string;

  /**
   * Sends through AWS End User Messaging SMS instead of Amazon SNS: with an origin of your own, a configuration set, and also in Regions
   * where SNS sends no text messages. AWS charges for the origin.
   * @default - Amazon SNS sends
   */
  readonly endUserMessaging?: EndUserMessagingSettings;
}
