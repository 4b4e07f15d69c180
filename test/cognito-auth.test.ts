import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { AppClient, Claim, CognitoAuth, CognitoAuthProps, CustomAttribute, ExternalLogin, RoleRule, Trigger, UndecidedRole } from '../src';
import { USER_POOL_ACTIONS, UserPoolIntent } from '../src/grants/private/user-pool-actions';

function make(props: CognitoAuthProps = {}, region?: string) {
  const stack = new Stack(new App(), 'Stack', region ? { env: { region } } : {});
  return { stack, auth: new CognitoAuth(stack, 'Auth', props) };
}

test.each([undefined, 'us-east-1', 'us-gov-west-1'])('the smallest program makes five resources (%s)', region => {
  const { stack } = make({}, region);
  expect(Object.values(Template.fromStack(stack).toJSON().Resources).map((resource: any) => resource.Type).sort()).toEqual([
    'AWS::Cognito::IdentityPool', 'AWS::Cognito::IdentityPoolRoleAttachment', 'AWS::Cognito::UserPool', 'AWS::Cognito::UserPoolClient',
    'AWS::IAM::Role',
  ]);
});

test('every client of users is registered, a machine client is not', () => {
  const { stack, auth } = make();
  auth.addClient('Web', AppClient.browser({ callbackUrls: ['https://app.example.com'] }));
  const server = auth.addResourceServer('Orders', { identifier: 'orders', scopes: { read: 'Read orders' } } as any);
  new cognito.UserPoolDomain(stack, 'Domain', { userPool: auth.userPool, cognitoDomain: { domainPrefix: 'orders-prefix' } });
  auth.addClient('Nightly', AppClient.machine({ scopes: [server.scope('read')] }));
  const [pool] = Object.values(Template.fromStack(stack).findResources('AWS::Cognito::IdentityPool'));
  expect(pool.Properties.CognitoIdentityProviders).toHaveLength(2);
});

test('what is added after somebody has read the resources, as an aspect may, is in the template', () => {
  const { stack, auth } = make();
  auth.addGroup('admins', { precedence: 0 });
  const { cfnIdentityPool, cfnRoleAttachment } = auth.identityPool;
  const read: any[] = [auth.users.cfnUserPool, auth.client.node.defaultChild, cfnIdentityPool, cfnRoleAttachment];
  read.forEach(resource => stack.resolve(resource._toCloudFormation()));
  auth.addClient('Phone', AppClient.mobile());
  auth.addRule('Verified', RoleRule.equalTo(Claim.fromTrigger('level').acknowledgeWriters('set by a function'), 'high'));
  const template = Template.fromStack(stack);
  const [pool] = Object.values(template.findResources('AWS::Cognito::IdentityPool'));
  expect(pool.Properties.CognitoIdentityProviders).toHaveLength(2);
  const [attachment] = Object.values(template.findResources('AWS::Cognito::IdentityPoolRoleAttachment'));
  expect(Object.values<any>(attachment.Properties.RoleMappings).map(({ Type }) => Type)).toEqual(['Rules', 'Rules']);
});

test('groups, rules, providers, guests and grants are handed through', () => {
  const { stack, auth } = make({
    attributes: { custom: { plan: CustomAttribute.text() } } as any,
    guestAccess: true,
    classicFlow: false,
    externalLogins: [ExternalLogin.google(['g'])],
    undecidedRole: UndecidedRole.AUTHENTICATED,
    authenticatedRole: { roleDescription: 'In' },
    guestRole: { roleDescription: 'Out' },
    roleDefaults: { path: '/app/' },
  });
  auth.addExternalLogin(ExternalLogin.amazon(['a']));
  const admins = auth.addGroup('admins', { precedence: 0 });
  expect([admins.groupName, admins.cfnGroup.precedence]).toEqual(['admins', 0]);
  auth.addRule('Gold', RoleRule.equalTo(Claim.customAttribute('plan'), 'gold'));
  const fn = new lambda.Function(stack, 'Fn', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'i.h', code: lambda.Code.fromInline('x') });
  auth.addTrigger(Trigger.postConfirmation(fn));
  auth.grants.readUsers(fn);
  expect(auth.guests).toBe(auth.identityPool.guests);
  expect(auth.guestAccess).toBe(true);
  expect(auth.authenticated).toBe(auth.identityPool.authenticated);
  Template.fromStack(stack).resourceCountIs('AWS::IAM::Role', 5);
});

test.each(Object.keys(USER_POOL_ACTIONS) as UserPoolIntent[])('the user pool and the whole grant %s alike', intent => {
  const { stack, auth } = make();
  const role = (id: string) => new iam.Role(stack, id, { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
  for (const [id, granting] of Object.entries<any>({ Whole: auth, Users: auth.users })) {
    expect(granting.grants[intent](role(id))).toBeInstanceOf(iam.Grant);
  }
  const statements = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'))
    .map(policy => policy.Properties.PolicyDocument.Statement);
  expect(statements).toHaveLength(2);
  expect(statements[0]).toEqual(statements[1]);
  expect([statements[0][0].Action].flat()).toEqual(USER_POOL_ACTIONS[intent].map(action => `cognito-idp:${action}`));
});

describe('the identity pool', () => {
  const logins = (stack: Stack) =>
    Object.values(Template.fromStack(stack).findResources('AWS::Cognito::IdentityPool'))[0].Properties.CognitoIdentityProviders;

  test('has the name that it is given, and fails on one that Cognito refuses', () => {
    Template.fromStack(make({ identityPoolName: 'my pool' }).stack)
      .hasResourceProperties('AWS::Cognito::IdentityPool', { IdentityPoolName: 'my pool' });
    expect(() => make({ identityPoolName: 'my/pool' })).toThrow('identityPoolName');
  });

  test.each([
    [undefined, true], [true, true], [false, false],
  ])('asks the user pool about the users of every client, unless told not to (%s)', (asked, rendered) => {
    const { stack, auth } = make(asked === undefined ? {} : { serverSideTokenCheck: asked });
    auth.addClient('Second', AppClient.mobile());
    expect(logins(stack).map((login: any) => login.ServerSideTokenCheck)).toEqual([rendered, rendered]);
  });

  test('maps the groups of the pool that are made elsewhere only on request', () => {
    const mappings = (stack: Stack) =>
      Object.values(Template.fromStack(stack).findResources('AWS::Cognito::IdentityPoolRoleAttachment'))[0].Properties.RoleMappings;
    expect(Object.values(mappings(make({ groupRoles: true }).stack))).toMatchObject([{ Type: 'Token' }]);
    expect(mappings(make().stack)).toBeUndefined();
  });

  test('does not know a client that was added to the user pool alone', () => {
    const { stack, auth } = make();
    auth.users.addClient('WithoutAws', AppClient.mobile());
    expect(logins(stack)).toHaveLength(1);
  });
});

test('the plan is that of the user pool, and grows with what is added', () => {
  const { auth } = make({ client: AppClient.mobile({ refreshTokenRotation: false }) });
  expect(auth.plan.name).toBe(cognito.FeaturePlan.LITE);
  auth.addClient('Second', AppClient.mobile());
  expect(auth.plan).toEqual(auth.users.plan);
  expect(auth.plan.name).toBe(cognito.FeaturePlan.ESSENTIALS);
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
