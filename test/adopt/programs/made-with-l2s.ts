/* eslint-disable */
// Written by cdk-cognito-auth adopt. Call it in the stack, in place of the constructs that made these resources until now;
// cdk-cognito-auth diff and cdk diff then show what changes. Move what keep() says into props, one by one, and look at the difference each time.
//
// - App: TODO: identitypoolDefaultRoleAttachment6BCAB114: RoleMappings stay as keep() has them: theKey goes by groups, none of which has a role of its own here; auth.addGroup maps them
// - App: identitypoolE2A6D099: its DeletionPolicy was not set; from now on it is retained (removalPolicy: RemovalPolicy.DESTROY says otherwise)
// - App: identitypoolAuthenticatedRoleDefaultPolicyCB4D2992 (AWS::IAM::Policy) is carried over raw: grant to auth.authenticated, auth.guests or the group instead
// - App: identitypoolUnauthenticatedRoleDefaultPolicyBFACCE98 (AWS::IAM::Policy) is carried over raw: grant to auth.authenticated, auth.guests or the group instead
// - App: PhotosB9552D0D (AWS::S3::Bucket) is named by what is adopted: your program goes on making it, under this id

import { CfnResource, Stack } from 'aws-cdk-lib';
import { AppClient, CognitoAuth, CustomAttribute, LoginPages, SignIn } from '../../../src';
import { IConstruct } from 'constructs';

export function adoptApp(stack: Stack): CognitoAuth {
  const auth = new CognitoAuth(stack, 'Auth', {
    signIn: SignIn.email(),
    selfSignUp: true,
    attributes: {
      givenName: { required: true, mutable: false },
      custom: { plan: CustomAttribute.text({ minLength: 1, maxLength: 20 }), level: CustomAttribute.number({ mutable: false }) },
    },
    client: AppClient.browser({ callbackUrls: ['https://example.com'], logoutUrls: [] }),
    guestAccess: true,
  });
  const clientPoolSecretE71085B0 = auth.addClient('PoolSecretE71085B0', AppClient.server({ callbackUrls: ['https://app.example.com/in'], logoutUrls: [] }));
  const pagesPoolDomainCFC71F56 = auth.addLoginPages(LoginPages.prefix({ prefix: 'integ-acme', classic: true }));
  const serverPoolServer135248C2 = auth.addResourceServer('PoolServer135248C2', { identifier: 'orders', scopes: { read: 'read' } });
  const clientPoolMachine75D22E2D = auth.addClient('PoolMachine75D22E2D', AppClient.machine({ scopes: [serverPoolServer135248C2.scope('read')] }));
  keep(auth.users.cfnUserPool, 'PoolD3F588B8', ['DeletionProtection', 'UsernameAttributes', 'AliasAttributes', 'AdminCreateUserConfig'], {
    AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_phone_number', Priority: 1 }, { Name: 'verified_email', Priority: 2 }] },
    AutoVerifiedAttributes: ['email'],
    EmailVerificationMessage: 'The verification code to your new account is {####}',
    EmailVerificationSubject: 'Verify your new account',
    Policies: { PasswordPolicy: { MinimumLength: 10 } },
    Schema: [
      { Mutable: false, Name: 'given_name', Required: true },
      {
        AttributeDataType: 'String',
        Mutable: true,
        Name: 'plan',
        StringAttributeConstraints: { MaxLength: '20', MinLength: '1' },
      },
      { AttributeDataType: 'Number', Mutable: false, Name: 'level' },
    ],
    SmsVerificationMessage: 'The verification code to your new account is {####}',
    VerificationMessageTemplate: {
      DefaultEmailOption: 'CONFIRM_WITH_CODE',
      EmailMessage: 'The verification code to your new account is {####}',
      EmailSubject: 'Verify your new account',
      SmsMessage: 'The verification code to your new account is {####}',
    },
  });
  keep(auth.client.node.defaultChild, 'PoolWeb224A1DFF', ['UserPoolId'], {
    AllowedOAuthFlows: ['implicit', 'code'],
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthScopes: ['profile', 'phone', 'email', 'openid', 'aws.cognito.signin.user.admin'],
    CallbackURLs: ['https://example.com'],
    SupportedIdentityProviders: ['COGNITO'],
  });
  keep(clientPoolSecretE71085B0.node.defaultChild, 'PoolSecretE71085B0', ['UserPoolId'], {
    AllowedOAuthFlows: ['code'],
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthScopes: ['profile', 'phone', 'email', 'openid', 'aws.cognito.signin.user.admin'],
    CallbackURLs: ['https://app.example.com/in'],
    GenerateSecret: true,
    SupportedIdentityProviders: ['COGNITO'],
  });
  keep(pagesPoolDomainCFC71F56.domain.node.defaultChild, 'PoolDomainCFC71F56', ['UserPoolId'], { Domain: 'integ-acme' });
  keep(serverPoolServer135248C2.resourceServer.node.defaultChild, 'PoolServer135248C2', ['UserPoolId'], { Identifier: 'orders', Name: 'orders', Scopes: [{ ScopeDescription: 'read', ScopeName: 'read' }] });
  keep(clientPoolMachine75D22E2D.node.defaultChild, 'PoolMachine75D22E2D', ['UserPoolId'], {
    AllowedOAuthFlows: ['client_credentials'],
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthScopes: [{ 'Fn::Join': ['', [{ Ref: 'PoolServer135248C2' }, '/read']] }],
    GenerateSecret: true,
    SupportedIdentityProviders: ['COGNITO'],
  });
  keep(auth.identityPool.cfnIdentityPool, 'identitypoolE2A6D099', [], {
    AllowUnauthenticatedIdentities: true,
    CognitoIdentityProviders: [
      {
        ClientId: { Ref: 'PoolWeb224A1DFF' },
        ProviderName: {
          'Fn::Join': ['', ['cognito-idp.', { Ref: 'AWS::Region' }, '.', { Ref: 'AWS::URLSuffix' }, '/', { Ref: 'PoolD3F588B8' }]],
        },
        ServerSideTokenCheck: true,
      },
    ],
  }, {
    DependsOn: [
      'PoolDomainCFC71F56',
      'PoolMachine75D22E2D',
      'PoolD3F588B8',
      'PoolSecretE71085B0',
      'PoolServer135248C2',
      'PoolWeb224A1DFF',
    ],
  });
  keep(auth.identityPool.cfnRoleAttachment, 'identitypoolDefaultRoleAttachment6BCAB114', ['IdentityPoolId'], {
    RoleMappings: {
      theKey: {
        AmbiguousRoleResolution: 'Deny',
        IdentityProvider: { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['PoolD3F588B8', 'ProviderName'] }, ':', { Ref: 'PoolWeb224A1DFF' }]] },
        Type: 'Token',
      },
    },
    Roles: {
      authenticated: { 'Fn::GetAtt': ['identitypoolAuthenticatedRoleB074B49D', 'Arn'] },
      unauthenticated: { 'Fn::GetAtt': ['identitypoolUnauthenticatedRoleE61CAC70', 'Arn'] },
    },
  }, {
    DependsOn: [
      'PoolDomainCFC71F56',
      'PoolMachine75D22E2D',
      'PoolD3F588B8',
      'PoolSecretE71085B0',
      'PoolServer135248C2',
      'PoolWeb224A1DFF',
    ],
  });
  keep(auth.authenticated.role.node.defaultChild, 'identitypoolAuthenticatedRoleB074B49D', ['AssumeRolePolicyDocument'], {
    Description: {
      'Fn::Join': ['', ['Default Authenticated Role for Identity Pool ', { 'Fn::GetAtt': ['identitypoolE2A6D099', 'Name'] }]],
    },
  }, {
    DependsOn: [
      'PoolDomainCFC71F56',
      'PoolMachine75D22E2D',
      'PoolD3F588B8',
      'PoolSecretE71085B0',
      'PoolServer135248C2',
      'PoolWeb224A1DFF',
    ],
  });
  keep(auth.guests.role.node.defaultChild, 'identitypoolUnauthenticatedRoleE61CAC70', ['AssumeRolePolicyDocument'], {
    Description: {
      'Fn::Join': ['', ['Default Unauthenticated Role for Identity Pool ', { 'Fn::GetAtt': ['identitypoolE2A6D099', 'Name'] }]],
    },
  }, {
    DependsOn: [
      'PoolDomainCFC71F56',
      'PoolMachine75D22E2D',
      'PoolD3F588B8',
      'PoolSecretE71085B0',
      'PoolServer135248C2',
      'PoolWeb224A1DFF',
    ],
  });
  carry(stack, 'identitypoolAuthenticatedRoleDefaultPolicyCB4D2992', {
    Type: 'AWS::IAM::Policy',
    Properties: {
      PolicyDocument: { Statement: [{ Action: 'dynamodb:*', Effect: 'Allow', Resource: '*' }], Version: '2012-10-17' },
      PolicyName: 'identitypoolAuthenticatedRoleDefaultPolicyCB4D2992',
      Roles: [{ Ref: 'identitypoolAuthenticatedRoleB074B49D' }],
    },
    DependsOn: [
      'PoolDomainCFC71F56',
      'PoolMachine75D22E2D',
      'PoolD3F588B8',
      'PoolSecretE71085B0',
      'PoolServer135248C2',
      'PoolWeb224A1DFF',
    ],
  });
  carry(stack, 'identitypoolUnauthenticatedRoleDefaultPolicyBFACCE98', {
    Type: 'AWS::IAM::Policy',
    Properties: {
      PolicyDocument: {
        Statement: [
          {
            Action: ['s3:GetObject*', 's3:GetBucket*', 's3:List*'],
            Effect: 'Allow',
            Resource: [
              { 'Fn::GetAtt': ['PhotosB9552D0D', 'Arn'] },
              { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['PhotosB9552D0D', 'Arn'] }, '/*']] },
            ],
          },
        ],
        Version: '2012-10-17',
      },
      PolicyName: 'identitypoolUnauthenticatedRoleDefaultPolicyBFACCE98',
      Roles: [{ Ref: 'identitypoolUnauthenticatedRoleE61CAC70' }],
    },
    DependsOn: [
      'PoolDomainCFC71F56',
      'PoolMachine75D22E2D',
      'PoolD3F588B8',
      'PoolSecretE71085B0',
      'PoolServer135248C2',
      'PoolWeb224A1DFF',
    ],
  });
  return auth;
}

type Json = Record<string, unknown>;

/** Keeps a resource as it was: its logical id, and of its properties those that props do not say. */
function keep(made: IConstruct | undefined, logicalId: string, said: string[], properties: Json, beside: Json = {}): void {
  const resource = made as CfnResource & { _toCloudFormation(): object };
  const [definition] = Object.values<any>(Stack.of(resource).resolve(resource._toCloudFormation()).Resources);
  const asBefore = (now: unknown, before: unknown, path: string): void => {
    const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
    if (before === undefined) return resource.addPropertyDeletionOverride(path);
    if (!isObject(now) || !isObject(before)) return resource.addPropertyOverride(path, before);
    for (const key of new Set([...Object.keys(now), ...Object.keys(before)])) {
      asBefore(now[key], before[key], `${path}.${key.replace(/\./g, '\\.')}`);
    }
  };
  const now: Json = definition.Properties ?? {};
  for (const name of new Set([...Object.keys(now), ...Object.keys(properties)])) {
    if (!said.includes(name)) asBefore(now[name], properties[name], name);
  }
  for (const [name, value] of Object.entries(beside)) resource.addOverride(name, value);
  resource.overrideLogicalId(logicalId);
}

interface Raw { Type: string; Properties: Json; [name: string]: unknown }

/** Carries a resource over as it is written. */
function carry(stack: Stack, logicalId: string, { Type, Properties, ...beside }: Raw): void {
  const resource = new CfnResource(stack, `Carried${logicalId}`, { type: Type, properties: { ...Properties } });
  for (const [name, value] of Object.entries(beside)) resource.addOverride(name, value);
  resource.overrideLogicalId(logicalId);
}
