import { RemovalPolicy, Stack, StackProps } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { AppClient, Claim, CognitoAuth, CustomAttribute, DataAccess, Mfa, TaggedResource } from '../../src';

/** What the parameters begin with from which other apps learn of the pools and roles. */
export const HAND_OVER = '/documents/auth';

/**
 * A document service for companies: everyone works on what their company has, keeps drafts of their own, and reads the templates that all
 * companies share. Administrators invite people and say for which company they work; auditors read what their company has, and change
 * nothing.
 */
export class MultiTenantStack extends Stack {
  public readonly auth: CognitoAuth;
  public readonly documents: s3.Bucket;
  public readonly orders: dynamodb.TableV2;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    this.documents = new s3.Bucket(this, 'Documents', {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      serverAccessLogsPrefix: 'access-logs/',
    });
    this.orders = new dynamodb.TableV2(this, 'Orders', {
      partitionKey: { name: 'tenant', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'order', type: dynamodb.AttributeType.STRING },
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });

    const auth = this.auth = new CognitoAuth(this, 'Auth', {
      mfa: Mfa.required({ totp: true }),
      attributes: { custom: { tenant: CustomAttribute.text({ maxLength: 32 }) } },
      client: AppClient.browser({ callbackUrls: ['https://documents.example.org/signed-in'] }),
    });
    // administrators write custom:tenant, and nobody else can
    auth.tagPrincipals({ tenant: Claim.customAttribute('tenant') });

    auth.handOver(HAND_OVER);

    auth.authenticated.grantOwnObjects(this.documents, { prefix: 'drafts' });
    auth.authenticated.grantReadPrefix(this.documents, 'templates', { list: true });

    const staff = auth.addGroup('staff', { precedence: 10 });
    staff.grantTagged(TaggedResource.objects(this.documents, { prefix: 'tenants' }), { tag: 'tenant' });
    staff.grantTagged(TaggedResource.items(this.orders, { separator: '#' }), { tag: 'tenant' });

    const auditors = auth.addGroup('auditors', { precedence: 20 });
    auditors.grantTagged(TaggedResource.objects(this.documents, { prefix: 'tenants', access: DataAccess.READ }), { tag: 'tenant' });
    auditors.grantTagged(TaggedResource.items(this.orders, { separator: '#', access: DataAccess.READ }), { tag: 'tenant' });
  }
}
