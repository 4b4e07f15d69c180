import { RemovalPolicy, Stack, StackProps } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { AppClient, Claim, CognitoAuth, CustomAttribute, RoleRule, Trigger } from '../../src';

/**
 * A photo-sharing service: anyone may look at the public photos, members keep photos and albums of their own,
 * gold members also get the originals, curators choose what is public, admins see everything.
 */
export class PhotoSharingStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const photos = new s3.Bucket(this, 'Photos', {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      serverAccessLogsPrefix: 'access-logs/',
    });
    const albums = new dynamodb.TableV2(this, 'Albums', {
      partitionKey: { name: 'owner', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'album', type: dynamodb.AttributeType.STRING },
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });

    const auth = new CognitoAuth(this, 'Auth', {
      selfSignUp: true,
      attributes: { custom: { plan: CustomAttribute.text({ maxLength: 16 }) } },
      client: AppClient.browser({ callbackUrls: ['https://photos.example.org/signed-in'] }),
      guestAccess: true,
    });
    auth.userPool.addDomain('Domain', { cognitoDomain: { domainPrefix: `photo-sharing-${this.account}` } });
    auth.addClient('Mobile', AppClient.mobile());
    auth.addClient('Backoffice', AppClient.server({ callbackUrls: ['https://backoffice.example.org/signed-in'] }));
    auth.addTrigger(Trigger.preSignUp(this.mailDomainCheck()));

    const read = ['s3:GetObject'];
    const write = ['s3:PutObject', 's3:DeleteObject'];
    const objects = (grantee: iam.IGrantable, actions: string[], keys: string) =>
      iam.Grant.addToPrincipal({ grantee, actions, resourceArns: [photos.arnForObjects(keys)] });

    objects(auth.guests, read, 'public/*');

    // everyone signed in: the public photos, and what lies under the own identity id
    const own = '${cognito-identity.amazonaws.com:sub}';
    objects(auth.authenticated, read, 'public/*');
    objects(auth.authenticated, [...read, ...write], `private/${own}/*`);
    iam.Grant.addToPrincipal({
      grantee: auth.authenticated,
      actions: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
      resourceArns: [albums.tableArn],
      conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [own] }, 'Null': { 'dynamodb:LeadingKeys': 'false' } },
    });

    // groups and rules keep what everyone signed in may do
    const gold = auth.addRule('Gold', RoleRule.equalTo(Claim.customAttribute('plan'), 'gold'));
    objects(gold, read, 'originals/*');

    const curators = auth.addGroup('curators', { precedence: 10 });
    objects(curators, write, 'public/*');

    const admins = auth.addGroup('admins', { precedence: 0 });
    photos.grantReadWrite(admins);
    albums.grantReadWriteData(admins);
  }

  /** Refuses throw-away mail addresses before an account is made. */
  private mailDomainCheck(): lambda.Function {
    const logGroup = new logs.LogGroup(this, 'MailDomainCheckLogs', { retention: logs.RetentionDays.ONE_MONTH });
    const role = new iam.Role(this, 'MailDomainCheckRole', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    return new lambda.Function(this, 'MailDomainCheck', {
      logGroup,
      role,
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline([
        'const refused = ["mailinator.example", "throwaway.example"];',
        'exports.handler = async event => {',
        '  const email = event.request.userAttributes.email ?? "";',
        '  if (refused.includes(email.split("@").pop().toLowerCase())) {',
        '    throw new Error("Please sign up with a lasting mail address.");',
        '  }',
        '  return event;',
        '};',
      ].join('\n')),
    });
  }
}
