import { SecretValue, Stack, StackProps } from 'aws-cdk-lib';
import { UserPoolIdentityProviderSamlMetadata } from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import {
  AppClient, Claim, CognitoAuth, CustomAttribute, IdentityProvider, LoginBranding, LoginPages, Mfa, RoleRule, SecurityProfile,
} from '../../src';

/**
 * A company and its customers on one user pool: customers get in with a passkey, with a password and an authenticator app, or with Google;
 * staff come from the company's directory only, and its departments decide about roles. Login pages stand at an address of the company's
 * own, and whoever is on call hears of it when sign-ins fail.
 */
export class EnterpriseStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    // as the newest `cdk init` has it in cdk.json: access logs by the policy of the bucket, not by an ACL
    this.node.setContext('@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy', true);

    const corp = IdentityProvider.saml('Corp', {
      metadata: UserPoolIdentityProviderSamlMetadata.url('https://directory.example.com/saml/metadata'),
      attributes: { email: 'mail', custom: { department: 'department' } },
      emailTrustedBecause: 'only our own directory gives these addresses, and people cannot change theirs',
    });
    const google = IdentityProvider.google({
      clientId: '1234.apps.googleusercontent.com', clientSecret: SecretValue.secretsManager('sign-in/google'),
    });
    const auth = new CognitoAuth(this, 'Auth', {
      attributes: { custom: { department: CustomAttribute.text({ maxLength: 40 }) } },
      firstFactors: { password: true, passkey: true },
      mfa: Mfa.required({ totp: true, passkey: true }),
      identityProviders: [google, corp],
      client: AppClient.browser({
        callbackUrls: ['https://staff.example.com/signed-in'],
        logoutUrls: ['https://staff.example.com/bye'],
        signInWith: [corp],
      }),
      loginPages: LoginPages.custom({
        domainName: 'login.example.com',
        zone: route53.HostedZone.fromHostedZoneAttributes(this, 'Zone', { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'example.com' }),
        parentRecordExists: true,
        branding: LoginBranding.cognito(),
        terms: {
          termsOfUse: { url: 'https://example.com/terms', translations: { german: 'https://example.com/de/terms' } },
          privacyPolicy: { url: 'https://example.com/privacy' },
        },
      }),
      security: SecurityProfile.strict(),
    });

    auth.addClient('Shop', AppClient.browser({
      callbackUrls: ['https://shop.example.com/signed-in'],
      logoutUrls: ['https://shop.example.com/bye'],
      signInWith: [IdentityProvider.userPool(), google],
    }));

    const key = new kms.Key(this, 'OnCallKey', { enableKeyRotation: true });
    key.grantEncryptDecrypt(new iam.ServicePrincipal('cloudwatch.amazonaws.com'));
    auth.addAlarms({ topic: new sns.Topic(this, 'OnCall', { masterKey: key, enforceSSL: true }), signUps: 500 });

    const reports = new s3.Bucket(this, 'Reports', {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      versioned: true,
      serverAccessLogsPrefix: 'access-logs/',
    });
    auth.authenticated.grantOwnObjects(reports, { prefix: 'drafts' });
    const finance = auth.addRule('Finance', RoleRule.equalTo(Claim.customAttribute('department'), 'finance'));
    finance.grantReadPrefix(reports, 'finance');
  }
}
