import { Duration, Lazy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { errorsOf, identityPool, making, users } from './identity-fixture';
import { AppIdentityPoolProps, IdentityRoleOptions } from '../../src/identity-pool';
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
    expect(roles(identityPool({ guestAccess: true }).stack).map(role => role.Description)).toEqual(['Everyone signed in', 'Guests, who have not signed in']);
  });

  test('looks as roleDefaults say, for everyone', () => {
    const { stack, identities } = identityPool({
      guestAccess: true,
      roleDefaults: { path: '/app/', maxSessionDuration: Duration.hours(2), permissionsBoundary: boundary('ReadOnlyAccess') },
    });
    identities.addGroup(users(stack).userPool, 'admins');
    const made = roles(stack);
    expect(made.filter(role => role.Path === '/app/')).toHaveLength(3);
    expect(made.map(role => role.MaxSessionDuration)).toEqual([7200, 7200, 7200]);
    made.forEach(role => expect(JSON.stringify(role.PermissionsBoundary)).toContain('ReadOnlyAccess'));
  });

  test('looks as its own options say before roleDefaults', () => {
    const [role] = roles(identityPool({
      roleDefaults: { path: '/app/', maxSessionDuration: Duration.hours(2), permissionsBoundary: boundary('ReadOnlyAccess') },
      authenticatedRole: {
        path: '/own/', maxSessionDuration: Duration.hours(3), permissionsBoundary: boundary('SecurityAudit'), description: 'Mine',
      },
    }).stack);
    expect(role).toMatchObject({ Path: '/own/', MaxSessionDuration: 10800, Description: 'Mine' });
    expect(JSON.stringify(role.PermissionsBoundary)).toContain('SecurityAudit');
  });

  test('takes a description of 1000 characters', () => {
    expect(making({ authenticatedRole: { description: 'x'.repeat(1000) } })).not.toThrow();
  });

  test('fails on a description of 1001 characters', () => {
    expect(making({ authenticatedRole: { description: 'x'.repeat(1001) } })).toThrow(/authenticatedRole: description must have at most 1000 characters, got 1001/);
  });

  test('fails on a description with characters that IAM does not take', () => {
    expect(making({ authenticatedRole: { description: 'Angemeldete, \u00dcberall' } })).not.toThrow();
    expect(making({ authenticatedRole: { description: 'for \u7ba1 only' } })).toThrow("authenticatedRole: description may have Latin-1 characters only, got: '\u7ba1'");
  });

  test('of a group with such a name is described in characters that IAM takes', () => {
    const { stack, identities } = identityPool();
    identities.addGroup(users(stack).userPool, '\u7ba1\u7406');
    expect(roles(stack).map(role => role.Description)).toContain('Members of the group ??');
  });

  test('leaves an unresolved description alone', () => {
    expect(making({ authenticatedRole: { description: Lazy.string({ produce: () => 'later' }) } })).not.toThrow();
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
    expect(making(props(Duration.minutes(59)))).toThrow(`${prop}: maxSessionDuration must be 1 to 12 hours, got 59 minutes`);
    expect(making(props(Duration.minutes(721)))).toThrow(`${prop}: maxSessionDuration must be 1 to 12 hours, got 12 hours 1 minute`);
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
      .toEqual(['guestRole: Default/Own does not trust this identity pool for unauthenticated identities; make it with assumedBy: guestPrincipal of the identity pool']);
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
    const { stack, identities } = identityPool();
    const role = iam.Role.fromRoleArn(stack, 'Imported', 'arn:aws:iam::123456789012:role/Admins');
    identities.addGroup(users(stack).userPool, 'admins', { role });
    expect(warningsIn(stack)).toEqual(['unchecked-role']);
    expect(errorsOf({ stack, identities })).toEqual([]);
  });

  test.each<[string, IdentityRoleOptions]>([
    ['description', { description: 'x' }],
    ['path', { path: '/x/' }],
    ['maxSessionDuration', { maxSessionDuration: Duration.hours(1) }],
    ['permissionsBoundary', { permissionsBoundary: boundary('ReadOnlyAccess') }],
    ['description, path', { description: 'x', path: '/x/' }],
  ])('fails when %s is set beside it', (named, options) => {
    const role = new iam.Role(new Stack(), 'Own', { assumedBy: new iam.AccountRootPrincipal() });
    expect(making({ authenticatedRole: { ...options, role } }))
      .toThrow(`authenticatedRole: ${named} can't be set on a role of your own, Default/Own; set it where the role is made`);
  });
});
