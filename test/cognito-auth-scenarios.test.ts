import { App, IPropertyInjector, PropertyInjectors, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppClient, AppIdentityPool, AppUserPool, Claim, CognitoAuth, RoleRule } from '../src';
import { mappings, only } from './identity-pool/identity-fixture';

test('the smallest program renders the same template as ever', () => {
  const stack = new Stack(new App(), 'Stack');
  new CognitoAuth(stack, 'Auth');
  expect(Template.fromStack(stack).toJSON().Resources).toMatchSnapshot();
});

describe('clients, groups and rules in any order', () => {
  const steps: Record<string, (auth: CognitoAuth) => unknown> = {
    client: auth => auth.addClient('Web', AppClient.mobile()),
    group: auth => auth.addGroup('admins', { precedence: 0 }),
    rule: auth => auth.addRule('Gold', RoleRule.equalTo(Claim.fromTrigger('plan').acknowledgeWriters('only billing writes it'), 'gold')),
  };

  function mappingsAfter(order: string[]): string[] {
    const stack = new Stack(new App(), 'Stack');
    const auth = new CognitoAuth(stack, 'Auth');
    order.forEach(step => steps[step](auth));
    return mappings(stack).map(mapping => JSON.stringify(mapping)).sort();
  }

  test.each([
    ['client', 'rule', 'group'], ['group', 'client', 'rule'], ['group', 'rule', 'client'], ['rule', 'client', 'group'],
    ['rule', 'group', 'client'],
  ])('make the same mappings (%s, %s, %s)', (...order) => {
    const expected = mappingsAfter(['client', 'group', 'rule']);
    expect(expected).toHaveLength(2);
    expect(mappingsAfter(order)).toEqual(expected);
  });
});

describe('a property injector of the app', () => {
  test.each([
    ['CognitoAuth', CognitoAuth.PROPERTY_INJECTION_ID, { selfSignUp: true }],
    ['AppUserPool', AppUserPool.PROPERTY_INJECTION_ID, { selfSignUp: true }],
    ['UserPool of the CDK', cognito.UserPool.PROPERTY_INJECTION_ID, { selfSignUpEnabled: true }],
  ])('overrides a default of %s', (_, constructUniqueId, injected) => {
    const app = new App();
    const injector: IPropertyInjector = { constructUniqueId, inject: props => ({ ...props, ...injected }) };
    PropertyInjectors.of(app).add(injector);
    const stack = new Stack(app, 'Stack');
    new CognitoAuth(stack, 'Auth');
    expect(only(Template.fromStack(stack), 'AWS::Cognito::UserPool').AdminCreateUserConfig).toEqual({ AllowAdminCreateUserOnly: false });
  });

  test('receives nothing undefined for the constructs inside', () => {
    const app = new App();
    const seen: unknown[] = [];
    for (const constructUniqueId of [
      AppUserPool, AppIdentityPool, cognito.UserPool, cognito.UserPoolClient,
    ].map(one => one.PROPERTY_INJECTION_ID)) {
      PropertyInjectors.of(app).add({ constructUniqueId, inject: props => (seen.push(...Object.values(props ?? {})), props) });
    }
    new CognitoAuth(new Stack(app, 'Stack'), 'Auth', { guestAccess: true });
    expect(seen.length).toBeGreaterThan(10);
    expect(seen).not.toContain(undefined);
  });
});

test('a second app on an existing pool has identities of its own', () => {
  const app = new App();
  const first = new CognitoAuth(new Stack(app, 'First'), 'Auth');
  const stack = new Stack(app, 'Second');
  const client = first.users.addClient('Second', AppClient.mobile());
  new AppIdentityPool(stack, 'Identities').addUserPool(first.userPool, client);
  expect(() => app.synth()).not.toThrow();
  const template = Template.fromStack(stack);
  template.resourceCountIs('AWS::Cognito::UserPool', 0);
  expect(only(template, 'AWS::Cognito::IdentityPool').CognitoIdentityProviders).toHaveLength(1);
});
