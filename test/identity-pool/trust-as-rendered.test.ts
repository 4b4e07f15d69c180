import { App, Aspects, CfnParameter, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AppIdentityPool, Claim, CognitoAuth, CognitoAuthProps, RoleRule } from '../../src';
import { trustOfPool } from '../../src/identity-facts/trust/trust-of-pool';
import { isTrustAsWritten, trustDocument } from '../../src/roles/trust';
import { warningsIn } from '../warnings';

const KEY = 'cognito-identity.amazonaws.com';
const CONDITION = 'AssumeRolePolicyDocument.Statement.0.Condition';

function auth(props: CognitoAuthProps = {}, region?: string) {
  const app = new App();
  const stack = new Stack(app, 'Stack', region ? { env: { region, account: '123456789012' } } : {});
  const made = new CognitoAuth(stack, 'Auth', { guestAccess: true, ...props });
  const cfn = made.authenticated.role.node.defaultChild as iam.CfnRole;
  return { app, stack, auth: made, cfn, synth: () => void app.synth() };
}

describe.each([undefined, 'eu-west-1', 'us-gov-west-1', 'us-gov-east-1'])('a role that was made in %p', region => {
  test('is accepted as it is', () => {
    const { stack, synth } = auth({}, region);
    expect(synth).not.toThrow();
    expect(warningsIn(stack)).not.toContain('role-trust');
  });
});

describe('a role that was made', () => {
  test.each<[string, (cfn: iam.CfnRole) => void, RegExp]>([
    [
      'loses aud', cfn => cfn.addPropertyDeletionOverride(`${CONDITION}.StringEquals`),
      /authenticatedRole: Stack\/Auth\/Identities\/Authenticated does not say by aud/,
    ],
    [
      'loses amr', cfn => cfn.addPropertyDeletionOverride(`${CONDITION}.ForAnyValue:StringLike`),
      /lets others than authenticated identities in/,
    ],
    [
      'loses its condition', cfn => cfn.addPropertyDeletionOverride(CONDITION),
      /does not say by aud which identity pool it trusts, and lets others/,
    ],
    ['gets a pattern for aud', cfn => {
      cfn.addPropertyDeletionOverride(`${CONDITION}.StringEquals`);
      cfn.addPropertyOverride(`${CONDITION}.StringLike`, { [`${KEY}:aud`]: 'us-*' });
    }, /trusts identity pools of other accounts, since it compares aud with a pattern; an override or an aspect changed/],
    ['gets an aud that a parameter decides', cfn => {
      const aud = new CfnParameter(cfn.stack, 'Aud').valueAsString;
      cfn.addPropertyOverride(`${CONDITION}.StringEquals`, { [`${KEY}:aud`]: aud });
    }, /may trust identity pools of other accounts, since what it compares aud with isn't known here/],
    ['gets an aud of another pool', cfn => cfn.addPropertyOverride(`${CONDITION}.StringEquals`, {
      [`${KEY}:aud`]: new AppIdentityPool(cfn.stack, 'Other').identityPoolId,
    }), /trusts another identity pool instead of this one/],
    [
      'allows another action', cfn => cfn.addPropertyOverride('AssumeRolePolicyDocument.Statement.0.Action', 'sts:AssumeRole'),
      /does not trust this identity pool/,
    ],
    [
      'is given another document', cfn => { cfn.assumeRolePolicyDocument = { Version: '2012-10-17', Statement: [] }; },
      /does not trust this identity pool/,
    ],
    ['has its document changed in place', cfn => { delete cfn.assumeRolePolicyDocument.Statement[0].Condition; }, /does not say by aud/],
    ['loses its properties altogether', cfn => cfn.addDeletionOverride('Properties'), /lets others than authenticated identities in/],
    ['denies', cfn => cfn.addPropertyOverride('AssumeRolePolicyDocument.Statement.0.Effect', 'Deny'), /does not trust this identity pool/],
    [
      'trusts by the text of a parameter alone', cfn => cfn.addPropertyOverride('AssumeRolePolicyDocument', { 'Fn::Transform': {} }),
      /may trust identity pools/,
    ],
  ])('fails when it %s', (_, change, message) => {
    const { cfn, synth } = auth();
    change(cfn);
    expect(synth).toThrow(message);
  });

  test.each<[string, (cfn: iam.CfnRole) => void]>([
    ['a further condition that must hold as well', cfn => cfn.addPropertyOverride(`${CONDITION}.StringLike`, { [`${KEY}:aud`]: '*' })],
    [
      'session tagging',
      cfn => cfn.addPropertyOverride('AssumeRolePolicyDocument.Statement.0.Action', ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession']),
    ],
    ['another description', cfn => cfn.addPropertyOverride('Description', 'Ours')],
    ['the very document as an override', cfn => cfn.addPropertyOverride('AssumeRolePolicyDocument', cfn.assumeRolePolicyDocument)],
    ['the id of the pool as an attribute', cfn => cfn.addPropertyOverride(`${CONDITION}.StringEquals`, {
      [`${KEY}:aud`]: { 'Fn::GetAtt': ['AuthIdentities88BC1F5C', 'Id'] },
    })],
  ])('may get %s', (_, change) => {
    const { cfn, auth: { identityPool }, synth } = auth();
    identityPool.cfnIdentityPool.overrideLogicalId('AuthIdentities88BC1F5C');
    change(cfn);
    expect(synth).not.toThrow();
  });

  test('fails when an aspect changes the roles of groups', () => {
    const { stack, auth: made, synth } = auth();
    made.addGroup('admins');
    Aspects.of(stack).add({
      visit: node =>
        node.node.path.endsWith('adminsRole/Resource') && (node as iam.CfnRole).addPropertyDeletionOverride(`${CONDITION}.StringEquals`),
    });
    expect(synth).toThrow(/addGroup\('admins'\): .*adminsRole does not say by aud/);
  });

  test('is accepted for two identity pools of the app that share it, with a warning', () => {
    const { stack, auth: made, synth } = auth();
    const kiosk = new AppIdentityPool(stack, 'Kiosk');
    kiosk.addUserPool(made.userPool, made.client);
    const assumedBy = new iam.CompositePrincipal(made.identityPool.authenticatedPrincipal, kiosk.authenticatedPrincipal);
    made.addGroup('staff', { role: new iam.Role(stack, 'Staff', { assumedBy }) });
    expect(synth).not.toThrow();
    expect(warningsIn(stack)).toContain('role-trust');
  });
});

test('fails when a role of your own has nobody left whom it lets in', () => {
  const { stack, auth: made, synth } = auth();
  const role = new iam.Role(stack, 'Own', { assumedBy: made.identityPool.authenticatedPrincipal });
  role.assumeRolePolicy!.addStatements(new iam.PolicyStatement({
    effect: iam.Effect.DENY, actions: ['sts:AssumeRoleWithWebIdentity'], principals: [new iam.AnyPrincipal()],
  }));
  made.addGroup('owners', { role });
  expect(synth).toThrow(/addGroup\('owners'\): Stack\/Own does not trust this identity pool for authenticated identities/);
});

describe('the role attachment', () => {
  function warnings(change: (made: ReturnType<typeof auth>) => void): string[] {
    const made = auth();
    change(made);
    made.synth();
    return warningsIn(made.stack).filter(slug => slug === 'attachment-changed');
  }

  const admin = (stack: Stack) => new iam.Role(stack, 'Admin', { assumedBy: new iam.AccountRootPrincipal() }).roleArn;

  test.each<[string, (made: ReturnType<typeof auth>) => void]>([
    [
      'another role',
      ({ stack, auth: { identityPool } }) => identityPool.cfnRoleAttachment.addPropertyOverride('Roles.authenticated', admin(stack)),
    ],
    ['the role of somebody else', ({ auth: { identityPool, guests } }) =>
      identityPool.cfnRoleAttachment.addPropertyOverride('Roles.authenticated', guests.roleArn)],
    ['no role', ({ auth: { identityPool } }) => identityPool.cfnRoleAttachment.addPropertyDeletionOverride('Roles.authenticated')],
    [
      'a role for a further standing',
      ({ stack, auth: { identityPool } }) => identityPool.cfnRoleAttachment.addPropertyOverride('Roles.admin', admin(stack)),
    ],
    ['no role any more, changed in place', ({ auth: { identityPool } }) => {
      delete identityPool.cfnRoleAttachment.roles.authenticated;
    }],
    ['roles of a parameter', ({ auth: { identityPool } }) => { identityPool.cfnRoleAttachment.roles = { 'Fn::Transform': {} }; }],
    ['a rule with another role', ({ stack, auth: { identityPool } }) => {
      identityPool.cfnRoleAttachment.addPropertyOverride('RoleMappings.Other', {
        Type: 'Rules', RulesConfiguration: { Rules: [{ Claim: 'x', MatchType: 'Equals', Value: 'y', RoleARN: admin(stack) }] },
      });
    }],
  ])('is warned about when it gives %s', (_, change) => {
    expect(warnings(change)).toEqual(['attachment-changed']);
  });

  test('is not warned about when an override names its roles by their logical ids', () => {
    const byId = (stack: Stack, role: iam.IRole) =>
      ({ 'Fn::GetAtt': [stack.getLogicalId(role.node.defaultChild as iam.CfnRole), 'Arn'] });
    expect(warnings(({ stack, auth: { identityPool, authenticated, guests } }) => {
      identityPool.cfnRoleAttachment.addPropertyOverride('Roles', {
        authenticated: byId(stack, authenticated.role), unauthenticated: byId(stack, guests.role),
      });
    })).toEqual([]);
    expect(warnings(({ stack, auth: { identityPool, guests } }) => {
      identityPool.cfnRoleAttachment.addPropertyOverride('Roles.authenticated', byId(stack, guests.role));
    })).toEqual(['attachment-changed']);
  });

  test('is not warned about when an override says what it says already', () => {
    expect(warnings(({ auth: { identityPool, guests } }) => {
      identityPool.cfnRoleAttachment.addPropertyOverride('Roles.unauthenticated', guests.roleArn);
    })).toEqual([]);
  });

  test('is not warned about as it is, with groups, rules and roles of your own', () => {
    expect(warnings(({ stack, auth: made }) => {
      made.addGroup('admins', { precedence: 0 });
      made.addGroup('owners', { precedence: 1, role: new iam.Role(stack, 'Own', { assumedBy: made.identityPool.authenticatedPrincipal }) });
    })).toEqual([]);
  });
});

describe('the classic flow', () => {
  test('is warned about where another role takes the tokens of the pool', () => {
    const { stack, auth: made, synth } = auth({ classicFlow: true });
    new iam.Role(stack, 'Admin', { assumedBy: made.identityPool.authenticatedPrincipal });
    synth();
    expect(warningsIn(stack)).toContain('classic-flow-role');
  });

  test.each<[string, (made: CognitoAuth) => iam.IPrincipal]>([
    ['is for a service', () => new iam.ServicePrincipal('lambda.amazonaws.com')],
    ['is for another identity pool', made => new AppIdentityPool(made, 'Other').authenticatedPrincipal],
  ])('is not warned about where another role %s', (_, assumedBy) => {
    const { stack, auth: made, synth } = auth({ classicFlow: true });
    new iam.Role(stack, 'Admin', { assumedBy: assumedBy(made) });
    synth();
    expect(warningsIn(stack)).not.toContain('classic-flow-role');
  });

  test('fails beside groupRoles', () => {
    expect(auth({ classicFlow: true, groupRoles: true }).synth).toThrow(/classicFlow: .* leave it off beside groups, rules and groupRoles/);
  });

  test('is fine when off beside another role that takes the tokens', () => {
    const { stack, auth: made, synth } = auth();
    new iam.Role(stack, 'Admin', { assumedBy: made.identityPool.authenticatedPrincipal });
    synth();
    expect(warningsIn(stack)).not.toContain('classic-flow-role');
  });
});

test('groups whose names the construct tree would take for one are kept apart', () => {
  const { auth: made, synth } = auth();
  ['team/a', 'team--a', 'XRule', 'XRole', 'XGroup', 'X'].forEach((name, precedence) => made.addGroup(name, { precedence }));
  made.addRule('X', RoleRule.equalTo(Claim.standardAttribute('email_verified'), 'true'));
  expect(synth).not.toThrow();
});

describe.each(['eu-west-1', 'us-gov-west-1', 'us-gov-east-1', 'cn-north-1'])('what is written for a role in %s', region => {
  test.each([['authenticated', false], ['authenticated', true], ['unauthenticated', false]] as const)(
    'leaves the policy engine nothing to find: %s, tagged %p', (standing, tagged) => {
      const stack = new Stack(new App(), 'Stack', { env: { region, account: '123456789012' } });
      const id = `${region}:01234567-89ab-4cde-8f01-23456789abcd`;
      const document = stack.resolve(trustDocument(stack, id, standing, tagged));
      expect(isTrustAsWritten(document, stack, id, standing, tagged)).toBe(true);
      expect(isTrustAsWritten(document, stack, id, standing, !tagged)).toBe(false);
      expect(trustOfPool(document, { id, standing, providers: [`cognito-idp.${region}.amazonaws.com/${region}_Example`] })).toEqual({
        intended: 'allowed',
        tagged: tagged ? 'allowed' : 'denied',
        strangers: 'denied',
        others: 'denied',
        otherPools: 'denied',
        audiences: [id],
      });
    });
});
