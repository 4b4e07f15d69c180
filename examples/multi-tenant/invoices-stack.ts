import { Stack, StackProps } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { HAND_OVER } from './multi-tenant-stack';
import {
  AppClient, AppIdentityPool, Claim, CustomAttribute, DataAccess, ExistingIdentityPool, ExistingUserPool, IdentityRole, TaggedResource,
} from '../../src';

/**
 * Invoices, a second app for the same people: a client and an identity pool of its own on the user pool of the document service, which is
 * deployed before and knows nothing of it. Who has signed in to the document service may read the price list here, too.
 */
export class InvoicesStack extends Stack {
  public readonly client: string;
  public readonly invoices: s3.Bucket;
  public readonly members: IdentityRole;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    this.invoices = new s3.Bucket(this, 'Invoices', {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      serverAccessLogsPrefix: 'access-logs/',
    });

    const users = ExistingUserPool.fromParameters(this, 'Users', HAND_OVER, {
      attributes: { custom: { tenant: CustomAttribute.text({ maxLength: 32 }) } },
    });
    const client = users.addClient('Invoices', AppClient.browser());
    this.client = client.userPoolClientId;

    const identities = new AppIdentityPool(this, 'Identities');
    identities.addUserPool(users.userPool, client);
    identities.tagPrincipals({
      tenant: Claim.customAttribute('tenant')
        .acknowledgeWriters('only administrators write it: no client of the document service or of this app lists it'),
    });
    this.members = identities.authenticated;
    this.members.grantOwnObjects(this.invoices, { prefix: 'notes' });
    this.members.grantTagged(TaggedResource.objects(this.invoices, { prefix: 'tenants', access: DataAccess.READ }), { tag: 'tenant' });

    const theirs = ExistingIdentityPool.fromParameters(this, 'PeopleOfDocuments', HAND_OVER, { groups: ['staff', 'auditors'] });
    theirs.authenticated.grantReadPrefix(this.invoices, 'prices');
  }
}
