import { App, CfnParameter, SecretValue, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppClient, AppUserPool, AppUserPoolProps, CustomAttribute } from '../../src/user-pool';
import { warningsIn } from '../warnings';

const { GOOGLE_EMAIL, GOOGLE_NAME } = cognito.ProviderAttribute;

function google(userPool: cognito.IUserPool, attributeMapping: cognito.AttributeMapping, scope?: Stack) {
  return new cognito.UserPoolIdentityProviderGoogle(scope ?? Stack.of(userPool), 'Google', {
    userPool, clientId: 'id', clientSecretValue: SecretValue.secretsManager('google'), attributeMapping,
  });
}

/** Synthesizes a pool with one client after something was done to them, and says which warnings there are. */
function synthesize(props: AppUserPoolProps, client: AppClient, add: (users: AppUserPool, stack: Stack) => void): string[] {
  const stack = new Stack(new App(), 'Stack');
  const users = new AppUserPool(stack, 'Users', props);
  users.addClient('App', client);
  add(users, stack);
  Template.fromStack(stack);
  return warningsIn(stack);
}

const named = { attributes: { fullname: {} } };

describe('an attribute that an identity provider maps', () => {
  const both: cognito.AttributeMapping = { email: GOOGLE_EMAIL, fullname: GOOGLE_NAME };

  test('fails where a client of the provider may not write it', () => {
    expect(() => synthesize({}, AppClient.mobile(), ({ userPool }) => google(userPool, both)))
      .toThrow("app client Stack/Users/App can't write 'name', which its identity provider Stack/Google maps, "
        + "so people can't sign in through it; add 'name' to writeAttributes");
    expect(() => synthesize(named, AppClient.mobile({ writeAttributes: ['email'] }), ({ userPool }) => google(userPool, both)))
      .toThrow("can't write 'name'");
  });

  test('may be in use in the pool, or in the list of the client', () => {
    expect(synthesize(named, AppClient.mobile(), ({ userPool }) => google(userPool, both))).toEqual([]);
    expect(synthesize({}, AppClient.mobile({ writeAttributes: ['email', 'name'] }), ({ userPool }) => google(userPool, both))).toEqual([]);
  });

  test('may be the user name, or whether an address is verified, which no client writes', () => {
    const mapping = { email: GOOGLE_EMAIL, emailVerified: cognito.ProviderAttribute.GOOGLE_EMAIL_VERIFIED };
    expect(synthesize({}, AppClient.mobile(), ({ userPool }) => google(userPool, mapping))).toEqual([]);
    expect(synthesize({}, AppClient.mobile(), ({ userPool, cfnUserPool }) =>
      void new cognito.CfnUserPoolIdentityProvider(cfnUserPool, 'Raw', {
        userPoolId: userPool.userPoolId,
        providerName: 'Corp',
        providerType: 'OIDC',
        providerDetails: {},
        attributeMapping: { username: 'sub' },
      }))).toEqual([]);
  });

  test('fails for a client of any construct', () => {
    const raw = (writeAttributes: string[] | undefined) => () => synthesize(named, AppClient.mobile(), ({ userPool }, stack) => {
      google(userPool, both);
      new cognito.CfnUserPoolClient(stack, 'Raw', {
        userPoolId: userPool.userPoolId, supportedIdentityProviders: ['Google'], ...(writeAttributes ? { writeAttributes } : {}),
      });
    });
    expect(raw(['email'])).toThrow("app client Stack/Raw can't write 'name'");
    expect(raw(['email', 'name'])).not.toThrow();
    expect(raw(undefined)).not.toThrow();
  });

  test('fails for a provider and a client of another stack', () => {
    const elsewhere = (...writeAttributes: string[]) => () => synthesize({}, AppClient.mobile(), ({ userPool }, stack) => {
      const { userPoolId } = userPool;
      const other = new Stack(stack.node.root as App, 'Federation');
      const corp = new cognito.CfnUserPoolIdentityProvider(other, 'Corp', {
        userPoolId, providerName: 'Corp', providerType: 'OIDC', providerDetails: {}, attributeMapping: { name: 'name' },
      });
      new cognito.CfnUserPoolClient(other, 'Web', { userPoolId, supportedIdentityProviders: [corp.ref], writeAttributes });
    });
    expect(elsewhere('email')).toThrow("app client Federation/Web can't write 'name', which its identity provider Federation/Corp maps");
    expect(elsewhere('email', 'name')).not.toThrow();
  });

  test('is no matter for a client that does not offer the provider, or whose list only deployment knows', () => {
    expect(synthesize(named, AppClient.mobile(), ({ userPool }, stack) => {
      google(userPool, both);
      new cognito.CfnUserPoolClient(stack, 'Local', {
        userPoolId: userPool.userPoolId, supportedIdentityProviders: ['COGNITO'], writeAttributes: ['email'],
      });
      const list = new CfnParameter(stack, 'List', { type: 'CommaDelimitedList' }).valueAsList;
      new cognito.CfnUserPoolClient(stack, 'Late', {
        userPoolId: userPool.userPoolId, supportedIdentityProviders: ['Google'], writeAttributes: list,
      });
    })).toEqual([]);
  });

  test('fails where the pool declares it immutable, standard or custom', () => {
    const custom = { email: GOOGLE_EMAIL, custom: { 'custom:plan': cognito.ProviderAttribute.other('plan') } };
    const withPlan = (mutable: boolean) => () => {
      const plan = CustomAttribute.text({ mutable, writableByUser: true });
      synthesize({ attributes: { custom: { plan } } }, AppClient.mobile(), ({ userPool }) => google(userPool, custom));
    };
    expect(withPlan(false)).toThrow("identity provider Stack/Google maps 'custom:plan', which is declared with mutable: false");
    expect(withPlan(true)).not.toThrow();
    expect(() => synthesize({ attributes: { fullname: { mutable: false } } }, AppClient.mobile(), ({ userPool }) => google(userPool, both)))
      .toThrow("maps 'name', which is declared with mutable: false");
  });
});

describe('an attribute that the pool requires', () => {
  const required = { attributes: { familyName: { required: true } } };

  test('is warned about where a provider maps nothing to it', () => {
    expect(synthesize(required, AppClient.mobile(), ({ userPool }) => google(userPool, { email: GOOGLE_EMAIL })))
      .toEqual(['required-attribute-unmapped']);
  });

  test('may be mapped, and is no matter without providers', () => {
    expect(synthesize(required, AppClient.mobile(), ({ userPool }) =>
      google(userPool, { email: GOOGLE_EMAIL, familyName: cognito.ProviderAttribute.GOOGLE_FAMILY_NAME }))).toEqual([]);
    expect(synthesize(required, AppClient.mobile(), () => {})).toEqual([]);
  });
});
