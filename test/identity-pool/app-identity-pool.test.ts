import { Duration } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IMPORTED_POOL_ARN, aPool, aStack, only, trusts } from './identity-fixture';
import { AppIdentityPool, ExternalLogin } from '../../src';
import { used } from '../used';

describe('logins', () => {
  test('a client is registered with the token check, and the attachment waits for it by reference', () => {
    const { stack } = aPool();
    const pool = only(Template.fromStack(stack), 'AWS::Cognito::IdentityPool');
    expect(pool.AllowUnauthenticatedIdentities).toBe(false);
    expect(pool.CognitoIdentityProviders).toEqual([{
      ClientId: { Ref: expect.stringContaining('UsersClient') },
      ProviderName: {
        'Fn::GetAtt': [expect.any(String), 'ProviderName'],
      },
      ServerSideTokenCheck: true,
    }]);
  });

  test.each([
    ['an ARN', (stack: any) => cognito.UserPool.fromUserPoolArn(stack, 'Pool', IMPORTED_POOL_ARN)],
    ['an id', (stack: any) => cognito.UserPool.fromUserPoolId(stack, 'Pool', 'eu-west-1_Abc123')],
  ])('a pool imported by %s keeps its own region', (_, pool) => {
    const stack = aStack({ env: { account: '123456789012', region: 'us-east-1' } });
    const identities = new AppIdentityPool(stack, 'Identities');
    identities.addUserPool(
      pool(stack), cognito.UserPoolClient.fromUserPoolClientId(stack, 'Client', 'abc123'), { serverSideTokenCheck: false },
    );
    const providers = only(Template.fromStack(stack), 'AWS::Cognito::IdentityPool').CognitoIdentityProviders;
    expect(JSON.stringify(providers)).toContain('cognito-idp.eu-west-1.');
    expect(JSON.stringify(providers)).toContain('/eu-west-1_Abc123');
    expect(providers[0].ServerSideTokenCheck).toBe(false);
  });

  test('fails when a client is registered twice', () => {
    const { identities, userPool, client } = aPool();
    expect(() => identities.addUserPool(userPool, client)).toThrow(/registered already/);
  });

  test('50 clients are registered, fails at the 51st', () => {
    const stack = aStack();
    const userPool = cognito.UserPool.fromUserPoolArn(stack, 'Pool', IMPORTED_POOL_ARN);
    const identities = new AppIdentityPool(stack, 'Identities');
    const add = (n: number) => identities.addUserPool(userPool, cognito.UserPoolClient.fromUserPoolClientId(stack, `Client${n}`, `id${n}`));
    for (let n = 0; n < 50; n++) add(n);
    expect(() => add(50)).toThrow(/at most 50 app clients/);
  });

  test('all other providers', () => {
    const stack = aStack();
    new AppIdentityPool(stack, 'Identities', {
      externalLogins: [
        ExternalLogin.google(['g1', 'g2']), ExternalLogin.facebook(['f']), ExternalLogin.amazon(['a']), ExternalLogin.apple(['p']),
        ExternalLogin.twitter('key', 'secret'), ExternalLogin.developer('my.backend'),
        ExternalLogin.openIdConnect(new iam.CfnOIDCProvider(stack, 'Oidc', { url: 'https://idp.example.com' })),
        ExternalLogin.saml(new iam.CfnSAMLProvider(stack, 'Saml', { samlMetadataDocument: '<x/>' })),
      ],
    });
    Template.fromStack(stack).hasResourceProperties('AWS::Cognito::IdentityPool', {
      SupportedLoginProviders: {
        'accounts.google.com': 'g1;g2',
        'graph.facebook.com': 'f',
        'www.amazon.com': 'a',
        'appleid.apple.com': 'p',
        'api.twitter.com': 'key;secret',
      },
      DeveloperProviderName: 'my.backend',
      OpenIdConnectProviderARNs: Match.anyValue(),
      SamlProviderARNs: Match.anyValue(),
    });
  });

  test('fails on a provider that is there already, and on a second developer provider', () => {
    const identities = new AppIdentityPool(aStack(), 'Identities', {
      externalLogins: [ExternalLogin.google(['g']), ExternalLogin.developer('a')],
    });
    expect(() => identities.addExternalLogin(ExternalLogin.google(['h']))).toThrow(/registered already/);
    expect(() => identities.addExternalLogin(ExternalLogin.developer('b'))).toThrow(/one developer provider/);
  });

  test('app ids and developer names at their limits, fails beyond', () => {
    expect(() => used(ExternalLogin.google(['x'.repeat(128)]))).not.toThrow();
    expect(() => used(ExternalLogin.google(['x'.repeat(129)]))).toThrow(/1 to 128/);
    expect(() => used(ExternalLogin.google([]))).toThrow(/1 to 128/);
    expect(() => used(ExternalLogin.developer('x'.repeat(100)))).not.toThrow();
    expect(() => used(ExternalLogin.developer('x'.repeat(101)))).toThrow(/1 to 100/);
  });
});

describe('roles', () => {
  test('no guest role while guests are off, one when they are on', () => {
    const { stack } = aPool();
    expect(trusts(stack)).toHaveLength(1);
    const open = aPool(aStack(), { guestAccess: true });
    expect(open.identities.guests).toBeDefined();
    Template.fromStack(open.stack).hasResourceProperties('AWS::Cognito::IdentityPoolRoleAttachment', {
      Roles: { authenticated: Match.anyValue(), unauthenticated: Match.anyValue() },
    });
    expect(JSON.stringify(trusts(open.stack))).toContain('"unauthenticated"');
  });

  test('guests only, without any user pool', () => {
    const stack = aStack();
    new AppIdentityPool(stack, 'Identities', { guestAccess: true });
    const pool = only(Template.fromStack(stack), 'AWS::Cognito::IdentityPool');
    expect(pool).toEqual({ AllowUnauthenticatedIdentities: true });
  });

  test.each([
    ['us-east-1', 'cognito-identity.amazonaws.com', 'cognito-identity.amazonaws.com'],
    [undefined, 'cognito-identity.amazonaws.com', 'cognito-identity.amazonaws.com'],
    ['us-gov-west-1', 'cognito-identity-us-gov.amazonaws.com', 'cognito-identity-us-gov.amazonaws.com'],
    ['us-gov-east-1', 'cognito-identity.us-gov-east-1.amazonaws.com', 'cognito-identity.us-gov-east-1.amazonaws.com'],
    ['cn-north-1', 'cognito-identity.cn-north-1.amazonaws.com.cn', 'cognito-identity.amazonaws.com.cn'],
  ])('trust in %s', (region, principal, keys) => {
    const { stack, identities } = aPool(aStack(region ? { env: { region } } : {}), { guestAccess: true });
    identities.addGroup(aPoolUsers(stack), 'admins');
    const pool = { Ref: expect.stringContaining('Identities') };
    for (const [statement] of trusts(stack)) {
      expect(statement).toEqual({
        Effect: 'Allow',
        Action: 'sts:AssumeRoleWithWebIdentity',
        Principal: { Federated: principal },
        Condition: {
          'StringEquals': { [`${keys}:aud`]: pool },
          'ForAnyValue:StringLike': { [`${keys}:amr`]: expect.stringMatching(/^(un)?authenticated$/) },
        },
      });
    }
    expect(trusts(stack)).toHaveLength(3);
  });

  test('boundary, path, session and description, by default and for one role', () => {
    const stack = aStack();
    const boundary = iam.ManagedPolicy.fromManagedPolicyArn(stack, 'Boundary', 'arn:aws:iam::123456789012:policy/Boundary');
    const roleDefaults = { permissionsBoundary: boundary, path: '/app/', maxSessionDuration: Duration.hours(1) };
    const { identities, userPool } = aPool(stack, { roleDefaults });
    identities.addGroup(userPool, 'admins', { path: '/', description: 'The boss' });
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', {
      PermissionsBoundary: 'arn:aws:iam::123456789012:policy/Boundary',
      Path: '/app/',
      MaxSessionDuration: 3600,
      Description: 'Everyone signed in',
    });
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', { Path: '/', Description: 'The boss' });
  });

  test.each([['app/'], ['/app'], ['//' + 'x'.repeat(511) + '/']])('fails on the path %s', path => {
    expect(() => aPool(aStack(), { roleDefaults: { path } })).toThrow(/path must begin and end/);
  });

  test('sessions and descriptions at their limits, fails beyond', () => {
    const session = (minutes: number) => () =>
      aPool(aStack(), { classicFlow: true, roleDefaults: { maxSessionDuration: Duration.minutes(minutes) } });
    expect(session(60)).not.toThrow();
    expect(session(720)).not.toThrow();
    expect(session(59)).toThrow(/1 to 12 hours/);
    expect(session(721)).toThrow(/1 to 12 hours/);
    const text = (length: number) => () => aPool(aStack(), { authenticatedRole: { roleDescription: 'x'.repeat(length) } });
    expect(text(1000)).not.toThrow();
    expect(text(1001)).toThrow(/at most 1000/);
  });

  test('a long session without the classic flow is reported', () => {
    const { stack } = aPool(aStack(), { roleDefaults: { maxSessionDuration: Duration.hours(2) } });
    Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp('sessions last 1 hour'));
  });

  test('a role of your own that trusts the pool is taken, fails when it does not', () => {
    const { stack, identities, userPool } = aPool();
    const good = new iam.Role(stack, 'Good', { assumedBy: identities.authenticatedPrincipal });
    expect(identities.addGroup(userPool, 'good', { role: good, precedence: 1 }).role).toBe(good);
    expect(() => Template.fromStack(stack)).not.toThrow();

    const other = aPool();
    const bad = new iam.Role(other.stack, 'Bad', { assumedBy: other.identities.guestPrincipal });
    other.identities.addGroup(other.userPool, 'bad', { role: bad });
    expect(() => Template.fromStack(other.stack)).toThrow(/Bad lets others than authenticated identities in/);
  });

  test('an imported role is reported as unchecked, fails when it is to be shaped', () => {
    const { stack, identities, userPool } = aPool();
    const role = iam.Role.fromRoleArn(stack, 'Imported', 'arn:aws:iam::123456789012:role/There');
    identities.addGroup(userPool, 'there', { role, precedence: 1 });
    Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp("can't be read here"));
    expect(() => identities.addGroup(userPool, 'shaped', { role, path: '/x/' })).toThrow(/can't be set on a role of your own/);
  });

  test('fails beside a second attachment of the same pool, another pool may have its own', () => {
    const { stack, identities } = aPool();
    const other = new AppIdentityPool(stack, 'Other');
    new cognito.CfnIdentityPoolRoleAttachment(stack, 'Elsewhere', { identityPoolId: 'eu-west-1:11111111-2222-3333-4444-555555555555' });
    expect([...identities.node.validate(), ...other.node.validate()]).toEqual([]);
    new cognito.CfnIdentityPoolRoleAttachment(stack, 'Second', { identityPoolId: identities.identityPoolId });
    expect(identities.node.validate()).toEqual([expect.stringContaining('Stack/Second attaches roles to this identity pool too')]);
    expect(other.node.validate()).toEqual([]);
  });

  test('fails when the resource lets callers name their role beside a group, alone it may', () => {
    const { identities, userPool } = aPool();
    identities.cfnIdentityPool.allowClassicFlow = true;
    expect(identities.node.validate()).toEqual([]);
    identities.addGroup(userPool, 'admins');
    expect(identities.node.validate()).toEqual([expect.stringContaining('allowClassicFlow is on')]);
  });

  test('fails on guestRole without guests', () => {
    expect(() => aPool(aStack(), { guestRole: {} })).toThrow(/guestRole has no meaning/);
  });

  test('names at their limits, fails beyond', () => {
    expect(() => aPool(aStack(), { identityPoolName: 'x'.repeat(128) })).not.toThrow();
    expect(() => aPool(aStack(), { identityPoolName: 'x'.repeat(129) })).toThrow(/identityPoolName/);
    expect(() => aPool(aStack(), { identityPoolName: '' })).toThrow(/identityPoolName/);
    expect(() => aPool(aStack(), { identityPoolName: 'a/b' })).toThrow(/identityPoolName/);
  });
});

test('it is an IIdentityPool', () => {
  const { stack, identities } = aPool();
  expect(stack.resolve(identities.identityPoolRef.identityPoolId)).toEqual(stack.resolve(identities.identityPoolId));
  expect(stack.resolve(identities.identityPoolName)).toEqual({ 'Fn::GetAtt': [expect.any(String), 'Name'] });
  expect(JSON.stringify(stack.resolve(identities.identityPoolArn))).toContain('identitypool/');
});

function aPoolUsers(stack: any): cognito.IUserPool {
  return stack.node.findChild('Users');
}
