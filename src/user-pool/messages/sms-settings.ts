import * as iam from 'aws-cdk-lib/aws-iam';

/**
 * How Cognito sends text messages through Amazon SNS.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-sms.html
 */
export interface SmsSettings {
  /**
   * The role that Cognito assumes to publish. It must trust Cognito, ask for `externalId`, and allow `sns:Publish`: checked at synthesis
   * when the role is made in this app, and warned about when it is imported.
   * @default - a role is made when something needs text messages, and none otherwise
   */
  readonly role?: iam.IRoleRef;

  /**
   * The external id that `role` asks for: 2 to 1224 letters, digits or `+=,.@:/-_`. Required with `role`, refused without.
   * @default - made up for the role that is made
   */
  readonly externalId?: string;

  /**
   * The Region to send from.
   * @default - the Region of the pool
   */
  readonly region?: string;
}
