import { App, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';

/** What this library wires, written by hand with the CDK alone: the layer has to handle stacks that are not ours. */
class PlainStack extends Stack {
  constructor(app: App, id: string) {
    super(app, id);
    const pool = new cognito.UserPool(this, 'Pool', {
      selfSignUpEnabled: true,
      signInAliases: { email: true },
      autoVerify: { email: true },
      mfa: cognito.Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: { minLength: 14 },
      customAttributes: { plan: new cognito.StringAttribute({ maxLen: 16, mutable: true }) },
      lambdaTriggers: { preSignUp: this.signUpCheck() },
    });
    const client = pool.addClient('Web', { authFlows: { userSrp: true, userPassword: true }, preventUserExistenceErrors: true });
    const orders = pool.addResourceServer('Orders', {
      identifier: 'orders',
      scopes: [{ scopeName: 'read', scopeDescription: 'Read orders' }],
    });
    orders.node.addDependency(pool.addDomain('Domain', { cognitoDomain: { domainPrefix: 'plain-app' } }));
    const identityPool = new cognito.CfnIdentityPool(this, 'Identities', {
      allowUnauthenticatedIdentities: true,
      cognitoIdentityProviders: [
        { clientId: client.userPoolClientId, providerName: pool.userPoolProviderName, serverSideTokenCheck: true },
      ],
    });
    const role = (name: string, amr: string) => new iam.Role(this, name, {
      assumedBy: new iam.WebIdentityPrincipal('cognito-identity.amazonaws.com', {
        'StringEquals': { 'cognito-identity.amazonaws.com:aud': identityPool.ref },
        'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': amr },
      }),
    });
    const [guests, members, admins] = [
      role('Guests', 'unauthenticated'), role('Members', 'authenticated'), role('Admins', 'authenticated'),
    ];
    new cognito.CfnUserPoolGroup(this, 'AdminGroup', {
      userPoolId: pool.userPoolId, groupName: 'admins', precedence: 0, roleArn: admins.roleArn,
    });
    new cognito.CfnIdentityPoolRoleAttachment(this, 'Attachment', {
      identityPoolId: identityPool.ref,
      roles: { unauthenticated: guests.roleArn, authenticated: members.roleArn },
      roleMappings: {
        web: {
          type: 'Token', ambiguousRoleResolution: 'Deny', identityProvider: `${pool.userPoolProviderName}:${client.userPoolClientId}`,
        },
      },
    });
    const bucket = new s3.Bucket(this, 'Files', { enforceSSL: true, blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL });
    bucket.grantRead(guests, 'public/*');
    bucket.grantReadWrite(members, 'shared/*');
    bucket.grantReadWrite(admins);
    new dynamodb.Table(this, 'Items', { partitionKey: { name: 'owner', type: dynamodb.AttributeType.STRING } }).grantReadData(members);
  }

  private signUpCheck(): lambda.Function {
    return new lambda.Function(this, 'SignUpCheck', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline('exports.handler = async event => event;'),
    });
  }
}

new PlainStack(new App(), 'Plain');
