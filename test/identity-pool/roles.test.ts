import { Duration, Lazy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { errorsOf, identityPool, making, registered } from './identity-fixture';
import { AppIdentityPool, AppIdentityPoolProps, IdentityRoleOptions } from '../../src/identity-pool';
import { warningsIn } from '../warnings';

function roles(stack: Stack): any[] {
  return Object.values(Template.fromStack(stack).findResources('AWS::IAM::Role')).map(role => role.Properties);
}

function boundary(name: string): iam.IManagedPolicy {
  return iam.ManagedPolicy.fromAwsManagedPolicyName(name);
}

describe('a new role', () => {
  test('says what it is for and has no boundary, path or duration of its own', () => {
    const [role] = roles(identityPool().stack);
    expect(role).toEqual({ AssumeRolePolicyDocument: expect.anything(), Description: 'Everyone signed in' });
  });

  test('is made for guests only on request', () => {
    expect(roles(identityPool().stack)).toHaveLength(1);
    expect(roles(identityPool({ guestAccess: true }).stack).map(role => role.Description))
      .toEqual(['Everyone signed in', 'Guests, who have not signed in']);
  });

  test('looks as roleDefaults say, for everyone', () => {
    const pool = identityPool({
      guestAccess: true,
      roleDefaults: { path: '/app/', maxSessionDuration: Duration.hours(2), permissionsBoundary: boundary('ReadOnlyAccess') },
    });
    pool.identities.addGroup(registered(pool).userPool, 'admins');
    const made = roles(pool.stack);
    expect(made.filter(role => role.Path === '/app/')).toHaveLength(3);
    expect(made.map(role => role.MaxSessionDuration)).toEqual([7200, 7200, 7200]);
    made.forEach(role => expect(JSON.stringify(role.PermissionsBoundary)).toContain('ReadOnlyAccess'));
  });

  test('looks as its own options say before roleDefaults', () => {
    const [role] = roles(identityPool({
      roleDefaults: { path: '/app/', maxSessionDuration: Duration.hours(2), permissionsBoundary: boundary('ReadOnlyAccess') },
      authenticatedRole: {
        path: '/own/', maxSessionDuration: Duration.hours(3), permissionsBoundary: boundary('SecurityAudit'), roleDescription: 'Mine',
      },
    }).stack);
    expect(role).toMatchObject({ Path: '/own/', MaxSessionDuration: 10800, Description: 'Mine' });
    expect(JSON.stringify(role.PermissionsBoundary)).toContain('SecurityAudit');
  });

  test('takes a description of 1000 characters', () => {
    expect(making({ authenticatedRole: { roleDescription: 'x'.repeat(1000) } })).not.toThrow();
  });

  test('fails on a description of 1001 characters', () => {
    expect(making({ authenticatedRole: { roleDescription: 'x'.repeat(1001) } }))
      .toThrow(/authenticatedRole: roleDescription must have at most 1000 characters, got 1001/);
  });

  test('fails on a description with characters that IAM does not take', () => {
    expect(making({ authenticatedRole: { roleDescription: 'Angemeldete, \u00dcberall' } })).not.toThrow();
    expect(making({ authenticatedRole: { roleDescription: 'for \u7ba1 only' } }))
      .toThrow("authenticatedRole: roleDescription may have Latin-1 characters only, got: '\u7ba1'");
  });

  test('of a group with such a name is described in characters that IAM takes', () => {
    const pool = identityPool();
    pool.identities.addGroup(registered(pool).userPool, '\u7ba1\u7406');
    expect(roles(pool.stack).map(role => role.Description)).toContain('Members of the group ??');
  });

  test('of a group says what the group is for, as far as IAM takes it', () => {
    const pool = identityPool();
    const { userPool } = registered(pool);
    const descriptions = ['\u7ba1\u7406\u8005', 'x'.repeat(2048)];
    descriptions.forEach((description, precedence) => pool.identities.addGroup(userPool, `g${precedence}`, { precedence, description }));
    expect(() => pool.identities.addGroup(userPool, 'c', { precedence: 3, description: 'x'.repeat(2049) }))
      .toThrow("addGroup: description of 'c' must have at most 2048 characters, got 2049");
    const groups = Object.values(Template.fromStack(pool.stack).findResources('AWS::Cognito::UserPoolGroup'));
    expect(groups.map(group => group.Properties.Description)).toEqual(descriptions);
    expect(roles(pool.stack).map(role => role.Description).slice(1)).toEqual(['???', 'x'.repeat(1000)]);
  });

  test('of your own leaves the group its description', () => {
    const pool = identityPool();
    const role = new iam.Role(pool.stack, 'Own', { assumedBy: pool.identities.authenticatedPrincipal });
    pool.identities.addGroup(registered(pool).userPool, 'a', { role, description: 'They may all' });
    Template.fromStack(pool.stack).hasResourceProperties('AWS::Cognito::UserPoolGroup', { Description: 'They may all' });
  });

  test('leaves an unresolved description alone', () => {
    expect(making({ authenticatedRole: { roleDescription: Lazy.string({ produce: () => 'later' }) } })).not.toThrow();
  });
});

describe('a session', () => {
  const cases: [string, (duration: Duration) => AppIdentityPoolProps][] = [
    ['roleDefaults', maxSessionDuration => ({ roleDefaults: { maxSessionDuration } })],
    ['authenticatedRole', maxSessionDuration => ({ authenticatedRole: { maxSessionDuration } })],
    ['guestRole', maxSessionDuration => ({ guestAccess: true, guestRole: { maxSessionDuration } })],
  ];

  test.each(cases)('may last 1 to 12 hours by %s', (_, props) => {
    expect(making(props(Duration.hours(1)))).not.toThrow();
    expect(making(props(Duration.hours(12)))).not.toThrow();
  });

  test.each(cases)('fails below 1 and above 12 hours by %s', (prop, props) => {
    const refusal = `${prop}: maxSessionDuration must be 1 to 12 hours in whole seconds, got`;
    expect(making(props(Duration.minutes(59)))).toThrow(`${refusal} 59 minutes`);
    expect(making(props(Duration.minutes(721)))).toThrow(`${refusal} 12 hours 1 minute`);
    expect(making(props(Duration.millis(3_600_500)))).toThrow(`${refusal} `);
  });

  test('of more than an hour is warned about, since only the classic flow can ask for it', () => {
    const authenticatedRole = { maxSessionDuration: Duration.hours(2) };
    expect(warningsIn(identityPool({ authenticatedRole }).stack)).toEqual(['session-duration']);
    expect(warningsIn(identityPool({ authenticatedRole, classicFlow: true }).stack)).toEqual([]);
    expect(warningsIn(identityPool({ authenticatedRole: { maxSessionDuration: Duration.hours(1) } }).stack)).toEqual([]);
  });

  test('of an unresolved duration is left alone', () => {
    const { stack } = identityPool({ authenticatedRole: { maxSessionDuration: Duration.seconds(Lazy.number({ produce: () => 3600 })) } });
    expect(roles(stack)[0].MaxSessionDuration).toBe(3600);
  });
});

describe('a role of your own', () => {
  test('is taken for everyone signed in, and no other is made', () => {
    const stack = new Stack();
    const role = new iam.Role(stack, 'Own', { assumedBy: new iam.AccountRootPrincipal() });
    const { identities } = identityPool({ authenticatedRole: { role } });
    expect(identities.authenticated.role).toBe(role);
    expect(identities.authenticated.roleArn).toBe(role.roleArn);
    expect(identities.node.tryFindChild('Authenticated')).toBeUndefined();
  });

  test('fails at synthesis when it does not trust the pool for guests', () => {
    const role = new iam.Role(new Stack(), 'Own', { assumedBy: new iam.AccountRootPrincipal() });
    expect(errorsOf(identityPool({ guestAccess: true, guestRole: { role } })))
      .toEqual(['guestRole: Default/Own does not trust this identity pool for unauthenticated identities; after the pool is made, '
        + 'add a statement '
        + 'to its assumeRolePolicy: sts:AssumeRoleWithWebIdentity for guestPrincipal of the identity pool, and nothing wider']);
  });

  test('may be given its trust after the pool', () => {
    const stack = new Stack();
    const role = new iam.Role(stack, 'Own', { assumedBy: new iam.AccountRootPrincipal() });
    const pool = identityPool({ authenticatedRole: { role } });
    expect(errorsOf(pool)).toHaveLength(1);
    role.assumeRolePolicy!.addStatements(new iam.PolicyStatement({
      actions: ['sts:AssumeRoleWithWebIdentity'], principals: [pool.identities.authenticatedPrincipal],
    }));
    expect(errorsOf(pool)).toEqual([]);
  });

  test('is warned about when it is imported, since its trust is out of sight', () => {
    const pool = identityPool({}, { env: { account: '123456789012' } });
    const role = iam.Role.fromRoleArn(pool.stack, 'Imported', 'arn:aws:iam::123456789012:role/Admins');
    pool.identities.addGroup(registered(pool).userPool, 'admins', { role });
    expect(warningsIn(pool.stack)).toEqual(['unchecked-role']);
    expect(errorsOf(pool)).toEqual([]);
  });

  test('is warned about when it is in another account, from which it cannot be passed', () => {
    const pool = identityPool({}, { env: { account: '111111111111' } });
    const role = iam.Role.fromRoleArn(pool.stack, 'Imported', 'arn:aws:iam::222222222222:role/Admins');
    pool.identities.addGroup(registered(pool).userPool, 'admins', { role });
    expect(warningsIn(pool.stack)).toContain('role-of-another-account');
  });

  test('that is not to be changed gets no policy from those it inherits from', () => {
    const pool = identityPool();
    const arn = 'arn:aws:iam::123456789012:role/central';
    const { userPool } = registered(pool);
    pool.identities.addGroup(userPool, 'fixed', {
      precedence: 0, role: iam.Role.fromRoleArn(pool.stack, 'Fixed', arn, { mutable: false }),
    });
    pool.identities.addGroup(userPool, 'open', { precedence: 1, role: iam.Role.fromRoleName(pool.stack, 'Open', 'open') });
    pool.identities.authenticated.addToPolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] }));
    const [policy] = Object.values(Template.fromStack(pool.stack).findResources('AWS::IAM::Policy'));
    expect(policy.Properties.Roles).toEqual([{ Ref: expect.stringContaining('Authenticated') }, 'open']);
  });

  test('made by this library may serve two groups of its pool, and is written once where a resource names all', () => {
    const pool = identityPool();
    const { userPool } = registered(pool);
    const admins = pool.identities.addGroup(userPool, 'admins', { precedence: 0 });
    pool.identities.addGroup(userPool, 'owners', { precedence: 0, role: admins.role });
    expect(errorsOf(pool)).toEqual([]);
    expect(warningsIn(pool.stack)).toEqual([]);
    const { AWS: principals } = pool.identities.authenticated.grantPrincipal.policyFragment.principalJson;
    expect(pool.stack.resolve(principals)).toHaveLength(2);
  });

  test('made by this library for other identities fails', () => {
    const pool = identityPool({ guestAccess: true });
    const { userPool } = registered(pool);
    pool.identities.addGroup(userPool, 'guests', { precedence: 0, role: pool.identities.guests!.role });
    pool.identities.addGroup(userPool, 'strangers', { precedence: 1, role: new AppIdentityPool(pool.stack, 'Other').authenticated.role });
    expect(errorsOf(pool)).toEqual([
      "addGroup('guests'): Stack/Identities/Guests lets others than authenticated identities in; it was made for other identities, "
        + 'so leave it out to have one made, or hand in an iam.Role',
      expect.stringContaining("addGroup('strangers'): Stack/Other/Authenticated trusts another identity pool instead of this one"),
    ]);
  });

  test('fails when one group lets it inherit and another does not', () => {
    const pool = identityPool();
    const { userPool } = registered(pool);
    const { role } = pool.identities.addGroup(userPool, 'apart', { precedence: 0, inherit: false });
    expect(() => pool.identities.addGroup(userPool, 'shared', { precedence: 1, role }))
      .toThrow(/inherit is true for .*apartRole, and false where the same role was given before/);
    expect(() => pool.identities.addGroup(userPool, 'same', { precedence: 1, role, inherit: false })).not.toThrow();
  });

  test('is needed where Role.customizeRoles keeps roles out of the template', () => {
    const stack = new Stack();
    iam.Role.customizeRoles(stack, { preventSynthesis: true });
    expect(() => new AppIdentityPool(stack, 'Identities'))
      .toThrow(/authenticatedRole: Role.customizeRoles keeps roles out of the template/);
    const role = iam.Role.fromRoleName(stack, 'Own', 'own');
    expect(() => new AppIdentityPool(stack, 'WithOwn', { authenticatedRole: { role } })).not.toThrow();
  });

  test.each<[string, IdentityRoleOptions]>([
    ['roleDescription', { roleDescription: 'x' }],
    ['path', { path: '/x/' }],
    ['maxSessionDuration', { maxSessionDuration: Duration.hours(1) }],
    ['permissionsBoundary', { permissionsBoundary: boundary('ReadOnlyAccess') }],
    ['roleDescription, path', { roleDescription: 'x', path: '/x/' }],
  ])('fails when %s is set beside it', (named, options) => {
    const role = new iam.Role(new Stack(), 'Own', { assumedBy: new iam.AccountRootPrincipal() });
    expect(making({ authenticatedRole: { ...options, role } }))
      .toThrow(`authenticatedRole: ${named} can't be set on a role of your own, Default/Own; set it where the role is made`);
  });
});
