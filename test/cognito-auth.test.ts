import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { AppClient, Claim, CognitoAuth, CognitoAuthProps, CustomAttribute, IdentityProvider, RoleRule, Trigger, UndecidedRole } from '../src';

function make(props: CognitoAuthProps = {}, region?: string) {
  const stack = new Stack(new App(), 'Stack', region ? { env: { region } } : {});
  return { stack, auth: new CognitoAuth(stack, 'Auth', props) };
}

test.each([undefined, 'us-east-1', 'us-gov-west-1', 'cn-north-1'])('the smallest program makes five resources (%s)', region => {
  const { stack } = make({}, region);
  expect(Object.values(Template.fromStack(stack).toJSON().Resources).map((resource: any) => resource.Type).sort()).toEqual([
    'AWS::Cognito::IdentityPool', 'AWS::Cognito::IdentityPoolRoleAttachment', 'AWS::Cognito::UserPool', 'AWS::Cognito::UserPoolClient', 'AWS::IAM::Role',
  ]);
});

test('every client of users is registered, a machine client is not', () => {
  const { stack, auth } = make();
  auth.addClient('Web', AppClient.singlePage({ callbackUrls: ['https://app.example.com'] }));
  const server = auth.addResourceServer('Orders', { identifier: 'orders', scopes: { read: 'Read orders' } } as any);
  new cognito.UserPoolDomain(stack, 'Domain', { userPool: auth.userPool, cognitoDomain: { domainPrefix: 'orders-prefix' } });
  auth.addClient('Nightly', AppClient.machine({ scopes: [server.scope('read')] }));
  const [pool] = Object.values(Template.fromStack(stack).findResources('AWS::Cognito::IdentityPool'));
  expect(pool.Properties.CognitoIdentityProviders).toHaveLength(2);
});

test('groups, rules, providers, guests and grants are handed through', () => {
  const { stack, auth } = make({
    attributes: { custom: { plan: CustomAttribute.string() } } as any,
    guestAccess: true,
    classicFlow: false,
    providers: [IdentityProvider.google(['g'])],
    undecidedRole: UndecidedRole.AUTHENTICATED,
    authenticatedRole: { description: 'In' },
    guestRole: { description: 'Out' },
    roleDefaults: { path: '/app/' },
  });
  auth.addProvider(IdentityProvider.amazon(['a']));
  auth.addGroup('admins', { precedence: 0 });
  auth.addRule('Gold', RoleRule.equalTo(Claim.customAttribute('plan'), 'gold'));
  const fn = new lambda.Function(stack, 'Fn', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'i.h', code: lambda.Code.fromInline('x') });
  auth.addTrigger(Trigger.postConfirmation(fn));
  const grants = [
    auth.grantReadUsers(fn), auth.grantManageUsers(fn), auth.grantManageAttributes(fn), auth.grantManageGroups(fn),
    auth.grantManageGroupMembership(fn),
  ];
  for (const grant of grants) {
    expect(grant).toBeInstanceOf(iam.Grant);
  }
  expect(auth.guests).toBe(auth.identityPool.guests);
  expect(auth.authenticated).toBe(auth.identityPool.authenticated);
  Template.fromStack(stack).resourceCountIs('AWS::IAM::Role', 5);
});

test('an injector of an organization sees the properties', () => {
  const seen: object[] = [];
  const app = new App({
    propertyInjectors: [{
      constructUniqueId: CognitoAuth.PROPERTY_INJECTION_ID,
      inject: props => {
        seen.push(props as object);
        return { ...props, guestAccess: true };
      },
    }],
  });
  expect(new CognitoAuth(new Stack(app, 'Stack'), 'Auth').guests).toBeDefined();
  expect(seen).toHaveLength(1);
});
