/* eslint-disable */
// Written by cdk-cognito-auth adopt. Call it in the stack, in place of the constructs that made these resources until now;
// cdk-cognito-auth diff and cdk diff then show what changes. Move what keep() says into props, one by one, and look at the difference each time.

import { CfnResource, SecretValue, Stack } from 'aws-cdk-lib';
import { AppClient, AppUserPool, IdentityProvider, LoginPages, SignIn } from '../../../src';
import { IConstruct } from 'constructs';

export function adoptApp(stack: Stack): AppUserPool {
  const users = new AppUserPool(stack, 'Users', { signIn: SignIn.email(), selfSignUp: false });
  const clientPoolWeb224A1DFF = users.addClient('PoolWeb224A1DFF', AppClient.browser({ callbackUrls: ['https://app.example.com'], logoutUrls: [] }));
  const pagesPoolDomainCFC71F56 = users.addLoginPages(LoginPages.prefix({ prefix: 'acme-login', classic: true }));
  const providerGoogle1F2E3D4C = users.addIdentityProvider(IdentityProvider.google({
    clientId: '1234.apps.example',
    clientSecret: SecretValue.secretsManager('google', { jsonField: 'secret' }),
    attributes: { email: 'email' },
  }));
  const serverPoolServer135248C2 = users.addResourceServer('PoolServer135248C2', { identifier: 'orders', scopes: { read: 'Read orders' } });
  const clientPoolMachine75D22E2D = users.addClient('PoolMachine75D22E2D', AppClient.machine({ scopes: [serverPoolServer135248C2.scope('read')] }));
  keep(users.cfnUserPool, 'PoolD3F588B8', ['DeletionProtection', 'UsernameAttributes', 'AliasAttributes', 'AdminCreateUserConfig'], { AutoVerifiedAttributes: ['email'] });
  keep(clientPoolWeb224A1DFF.node.defaultChild, 'PoolWeb224A1DFF', ['UserPoolId'], {
    AllowedOAuthFlows: ['code'],
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthScopes: ['openid', 'email'],
    CallbackURLs: ['https://app.example.com'],
    SupportedIdentityProviders: [{ Ref: 'Google1F2E3D4C' }, 'COGNITO'],
  });
  keep(pagesPoolDomainCFC71F56.domain.node.defaultChild, 'PoolDomainCFC71F56', ['UserPoolId'], { Domain: 'acme-login' });
  keep(providerGoogle1F2E3D4C.cfnIdentityProvider, 'Google1F2E3D4C', ['UserPoolId'], {
    ProviderName: 'Google',
    ProviderType: 'Google',
    ProviderDetails: {
      client_id: '1234.apps.example',
      client_secret: '{{resolve:secretsmanager:google:SecretString:secret::}}',
      authorize_scopes: 'profile email openid',
    },
    AttributeMapping: { email: 'email', given_name: 'given_name' },
  });
  keep(serverPoolServer135248C2.resourceServer.node.defaultChild, 'PoolServer135248C2', ['UserPoolId'], { Identifier: 'orders', Name: 'Orders', Scopes: [{ ScopeName: 'read', ScopeDescription: 'Read orders' }] });
  keep(clientPoolMachine75D22E2D.node.defaultChild, 'PoolMachine75D22E2D', ['UserPoolId'], {
    AllowedOAuthFlows: ['client_credentials'],
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthScopes: [{ 'Fn::Join': ['', [{ Ref: 'PoolServer135248C2' }, '/read']] }],
    GenerateSecret: true,
  });
  return users;
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
