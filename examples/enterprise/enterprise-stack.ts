import { SecretValue, Stack, StackProps } from 'aws-cdk-lib';
import { UserPoolIdentityProviderSamlMetadata } from 'aws-cdk-lib/aws-cognito';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import {
  AppClient, Claim, CognitoAuth, CustomAttribute, IdentityProvider, LoginBranding, LoginPages, Mfa, RoleRule, SecurityProfile,
} from '../../src';

/**
 * A company and its customers on one user pool: customers make accounts or come with Google, staff come from the company's directory
 * only, and its departments decide about roles. Login pages stand at an address of the company's own.
 */
export class EnterpriseStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const corp = IdentityProvider.saml('Corp', {
      metadata: UserPoolIdentityProviderSamlMetadata.url('https://directory.example.com/saml/metadata'),
      attributes: { email: 'mail', custom: { department: 'department' } },
      emailTrustedBecause: 'only our own directory gives these addresses, and people cannot change theirs',
    });
    const auth = new CognitoAuth(this, 'Auth', {
      attributes: { custom: { department: CustomAttribute.text({ maxLength: 40 }) } },
      mfa: Mfa.required({ totp: true }),
      identityProviders: [
        IdentityProvider.google({ clientId: '1234.apps.googleusercontent.com', clientSecret: SecretValue.secretsManager('sign-in/google') }),
        corp,
      ],
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

    const reports = new s3.Bucket(this, 'Reports', {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      serverAccessLogsPrefix: 'access-logs/',
    });
    auth.authenticated.grantOwnObjects(reports, { prefix: 'drafts' });
    const finance = auth.addRule('Finance', RoleRule.equalTo(Claim.customAttribute('department'), 'finance'));
    finance.grantReadPrefix(reports, 'finance');
  }
}
