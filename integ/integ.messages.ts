import { AwsApiCall, ExpectedResult } from '@aws-cdk/integ-tests-alpha';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as ses from 'aws-cdk-lib/aws-ses';
import * as smsvoice from 'aws-cdk-lib/aws-smsvoice';
import { scenario } from './scenario';
import { AccountRecovery, AppClient, CognitoAuth, EmailSender, Mfa } from '../src';

/**
 * Deploys with a public hosted zone of yours in `HOSTED_ZONE_ID` and `HOSTED_ZONE_NAME`, the variables of the CDK's own integration tests,
 * and with integ-runner's `--disable-update-workflow`, as the zone of the snapshot is nobody's.
 *
 * Nothing is registered by hand: the number is one of the simulator, and so is everybody who gets a message.
 *
 * @see https://github.com/aws/aws-cdk/blob/main/packages/%40aws-cdk-testing/framework-integ/README.md
 * @see https://docs.aws.amazon.com/sms-voice/latest/userguide/test-phone-numbers.html
 * @see https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html
 */
const { HOSTED_ZONE_ID, HOSTED_ZONE_NAME: zoneName = 'example.com' } = process.env;
const [MAILBOX, PHONE] = ['success@simulator.amazonses.com', '+14254147755'];

const emailSubject = 'Your sign-in code';
const emailMessage = 'Your code is {####}.';
const smsMessage = 'Your sign-in code is {####}.';

let auth: CognitoAuth;
let number: smsvoice.CfnPhoneNumber;
const test = scenario('Messages', stack => {
  const zone = route53.PublicHostedZone.fromPublicHostedZoneAttributes(stack, 'Zone', {
    hostedZoneId: HOSTED_ZONE_ID ?? 'Z0000000EXAMPLE', zoneName,
  });
  const identity = new ses.EmailIdentity(stack, 'Identity', { identity: ses.Identity.publicHostedZone(zone) });

  const answer = { message: 'These messages come from a test.' };
  number = new smsvoice.CfnPhoneNumber(stack, 'Number', {
    isoCountryCode: 'US', numberType: 'SIMULATOR', numberCapabilities: ['SMS'], mandatoryKeywords: { help: answer, stop: answer },
  });
  const deliveries = new smsvoice.CfnConfigurationSet(stack, 'Deliveries');

  auth = new CognitoAuth(stack, 'Auth', {
    removalPolicy: RemovalPolicy.DESTROY,
    selfSignUp: true,
    accountRecovery: AccountRecovery.adminOnly(),
    mfa: Mfa.optional({ totp: true, sms: true, email: true, emailSubject, emailMessage, smsMessage }),
    email: EmailSender.ses({ fromEmail: `hello@${zoneName}`, fromName: 'Messages', identity }),
    sms: { endUserMessaging: { originationIdentity: number.attrArn, configurationSetName: deliveries.ref } },
    client: AppClient.browser(),
  });
  if (HOSTED_ZONE_ID !== undefined) auth.userPool.node.addDependency(verification(stack, identity));
});

/** SES verifies a domain some minutes after its records are there, and Cognito takes none that is not verified. */
function verification(stack: Stack, identity: ses.EmailIdentity): AwsApiCall {
  const verified = new AwsApiCall(stack, 'Verified', {
    service: '@aws-sdk/client-sesv2', api: 'GetEmailIdentityCommand', parameters: { EmailIdentity: identity.emailIdentityName },
  });
  verified.expect(ExpectedResult.objectLike({ VerifiedForSendingStatus: true }))
    .waitForAssertions({ totalTimeout: Duration.minutes(30), interval: Duration.seconds(30) });
  verified.node.addDependency(identity);
  return verified;
}

const UserPoolId = auth!.userPool.userPoolId;
const call = (command: string, parameters: object) =>
  test.assertions.awsApiCall('@aws-sdk/client-cognito-identity-provider', `${command}Command`, parameters);
call('GetUserPoolMfaConfig', { UserPoolId }).expect(ExpectedResult.objectLike({
  SmsMfaConfiguration: {
    SmsAuthenticationMessage: smsMessage, SmsConfiguration: { EumsSms: { OriginationIdentity: number!.attrArn } },
  },
  EmailMfaConfiguration: { Message: emailMessage, Subject: emailSubject },
}));
// both really send
call('SignUp', { ClientId: auth!.client.userPoolClientId, Username: MAILBOX, Password: 'Correct-horse-battery-9' })
  .expect(ExpectedResult.objectLike({ CodeDeliveryDetails: { DeliveryMedium: 'EMAIL' } }));
call('AdminCreateUser', {
  UserPoolId,
  Username: 'ann@example.com',
  UserAttributes: [{ Name: 'phone_number', Value: PHONE }],
  DesiredDeliveryMediums: ['SMS'],
}).expect(ExpectedResult.objectLike({ User: { UserStatus: 'FORCE_CHANGE_PASSWORD' } }));
