import { Duration, Stack, StackProps, Tags, Validations } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { AppClient, CognitoAuth, Mfa } from '../../src';

/**
 * What an app team writes. Staff sign in with this library, partners with a pool of the CDK's own that is there for years; the policy
 * of the platform team holds for both, and only what is stricter than it, or an exception from it, is said here.
 */
export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    Tags.of(this).add('owner', 'orders');

    const auth = new CognitoAuth(this, 'Auth', {
      mfa: Mfa.required({ totp: true }),
      client: AppClient.browser({ accessTokenValidity: Duration.minutes(10) }),
    });
    const receipts = new s3.Bucket(this, 'Receipts', {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      serverAccessLogsPrefix: 'access-logs/',
      versioned: true,
    });
    auth.authenticated.grantOwnObjects(receipts, { prefix: 'receipts' });

    const partners = new cognito.UserPool(this, 'Partners', { selfSignUpEnabled: true, signInAliases: { email: true } });
    partners.addClient('Portal', {
      oAuth: { callbackUrls: ['https://partners.example.com/signed-in'] },
      authFlows: { userSrp: true },
      refreshTokenRotationGracePeriod: Duration.seconds(30),
    });
    // what the guardrails find in the old pool is decided here; every output lists it with its reason
    Validations.of(partners).acknowledge(
      { id: 'cdk-cognito-auth::user-names-case-sensitive', reason: 'the pool was made so, and that can never be changed' },
      { id: 'cdk-cognito-auth::threat-protection-weak', reason: 'partners move to the pool of staff before it would pay' },
    );
  }
}
