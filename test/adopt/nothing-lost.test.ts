import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { adopted, after, loaded } from './adopted';
import { differencesBetween } from '../../src/diff/differences';

/** A stack of the L2s and L1s, with what its test is about. */
function made(props: cognito.UserPoolProps, more: (parts: Parts) => void = () => undefined): any {
  const stack = new Stack();
  const pool = new cognito.UserPool(stack, 'Pool', props);
  const client = pool.addClient('Web', { writeAttributes: new cognito.ClientAttributes().withStandardAttributes({ email: true }) });
  const identityPool = new cognito.CfnIdentityPool(stack, 'Ids', {
    allowUnauthenticatedIdentities: false,
    cognitoIdentityProviders: [{ clientId: client.userPoolClientId, providerName: pool.userPoolProviderName }],
  });
  const role = (id: string, tagged = false) =>
    new iam.Role(stack, id, { assumedBy: tagged ? who(identityPool).withSessionTags() : who(identityPool) });
  const parts = { stack, pool, client, identityPool, role };
  more(parts);
  const { roleArn: authenticated } = stack.node.tryFindChild('Signed') as iam.Role | undefined ?? role('Signed');
  new cognito.CfnIdentityPoolRoleAttachment(stack, 'Roles', { identityPoolId: identityPool.ref, roles: { authenticated } });
  return Template.fromStack(stack).toJSON();
}

interface Parts {
  readonly stack: Stack;
  readonly pool: cognito.UserPool;
  readonly client: cognito.UserPoolClient;
  readonly identityPool: cognito.CfnIdentityPool;
  readonly role: (id: string, tagged?: boolean) => iam.Role;
}

const who = ({ ref }: cognito.CfnIdentityPool) => new iam.WebIdentityPrincipal('cognito-identity.amazonaws.com', {
  'StringEquals': { 'cognito-identity.amazonaws.com:aud': ref },
  'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
});
const idOf = (template: any, start: string) => Object.keys(template.Resources).find(id => id.startsWith(start))!;
const tag = ({ stack, pool, identityPool }: Parts, props: Partial<cognito.CfnIdentityPoolPrincipalTagProps>) =>
  new cognito.CfnIdentityPoolPrincipalTag(stack, 'Tags', {
    identityPoolId: identityPool.ref, identityProviderName: pool.userPoolProviderName, ...props,
  });
const TENANT = { customAttributes: { tenant: new cognito.StringAttribute() } };

describe('what stands beside the properties stays', () => {
  test('a policy of retention, of a client, a group and a role', () => {
    const before = made({}, ({ client, pool, role, stack }) => {
      const admins = role('AdminsRole');
      const group = new cognito.CfnUserPoolGroup(stack, 'Admins', {
        userPoolId: pool.userPoolId, groupName: 'admins', roleArn: admins.roleArn,
      });
      [client, admins, group].forEach(part => part.applyRemovalPolicy(RemovalPolicy.RETAIN));
    });
    for (const start of ['PoolWeb', 'AdminsRole', 'Admins']) {
      expect(after(before).Resources[idOf(before, start)]).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    }
    expect(after(before).Resources[idOf(before, 'Signed')]).not.toHaveProperty('DeletionPolicy');
  });

  test('metadata, beside that of this library, but not the CDK\'s own', () => {
    const rules = { rules_to_suppress: [{ id: 'W1', reason: 'known' }] };
    const before = made({ selfSignUpEnabled: true }, ({ pool }) => {
      Object.entries({ 'cfn_nag': rules, 'aws:cdk:path': 'Old/Pool' }).forEach(([key, value]) =>
        (pool.node.defaultChild as cognito.CfnUserPool).addMetadata(key, value));
    });
    const { Metadata } = after(before).Resources[idOf(before, 'Pool')];
    expect(Metadata).toEqual({ 'cfn_nag': rules, 'cdk-cognito-auth': { accepts: [expect.objectContaining({ rule: 'open-sign-up' })] } });
  });
});

test('outputs that name what is adopted are said, and no others', () => {
  const before = made({}, ({ stack, pool }) => {
    new CfnOutput(stack, 'Users', { value: pool.userPoolId, exportName: 'acme-users' });
    new CfnOutput(stack, 'Arn', { value: pool.userPoolArn });
    new CfnOutput(stack, 'Release', { value: '1.2' });
  });
  expect(adopted(before).notes.filter(note => note.includes('output'))).toEqual([
    'App: output Users, which exports "acme-users", names what is adopted: your program goes on making it',
    'App: output Arn names what is adopted: your program goes on making it',
  ]);
});

describe('tags of sessions', () => {
  const TAGS = { principalTags: { tenant: 'custom:tenant', person: 'sub' }, useDefaults: false };

  test.each([[true], [false]])('become a call, whether or not the role allowed them (%s)', isAllowed => {
    const before = made(TENANT, parts => {
      parts.role('Signed', isAllowed);
      tag(parts, TAGS);
    });
    expect(adopted(before).program)
      .toContain("auth.tagPrincipals({ tenant: Claim.customAttribute('tenant'), person: Claim.standardAttribute('sub') });");
    const now = after(before);
    expect(now.Resources.Tags).toEqual(before.Resources.Tags);
    expect(JSON.stringify(now.Resources[idOf(before, 'Signed')])).toContain('sts:TagSession');
    expect(differencesBetween(loaded(before), loaded(now)).edits).toEqual([]);
    expect(Object.keys(now.Resources).sort()).toEqual(Object.keys(before.Resources).sort());
  });

  test('that the service chooses become a call too', () => {
    const before = made({}, parts => {
      parts.role('Signed', true);
      tag(parts, { useDefaults: true });
    });
    expect(adopted(before).program).toContain('auth.identityPool.tagPrincipalsByDefault(auth.userPool);');
    expect(after(before).Resources.Tags).toEqual(before.Resources.Tags);
  });

  test.each<[string, Partial<cognito.CfnIdentityPoolPrincipalTagProps>]>([
    ['a claim of no attribute', { principalTags: { tenant: 'custom:unknown' }, useDefaults: false }],
    ['none', { principalTags: {}, useDefaults: false }],
    ['those of the service beside others', { principalTags: { tenant: 'custom:tenant' }, useDefaults: true }],
    ['those of another provider', { ...TAGS, identityProviderName: 'graph.facebook.com' }],
  ])('%s stay raw, which says what synthesis will ask for', (_, props) => {
    const before = made(TENANT, parts => tag(parts, props));
    expect(adopted(before).program).toContain("carry(stack, 'Tags'");
    expect(adopted(before).notes).toContainEqual(expect.stringContaining('see auth.tagPrincipals, which synthesis will ask for'));
  });
});

describe('the role for text messages', () => {
  const byPhone = { signInAliases: { email: true, phone: true } };

  test('is the one that there was, where people sign in by phone', () => {
    const before = made(byPhone);
    const now = after(before);
    expect(Object.keys(now.Resources).sort()).toEqual(Object.keys(before.Resources).sort());
    expect(now.Resources[idOf(before, 'PoolsmsRole')].Properties).toEqual(before.Resources[idOf(before, 'PoolsmsRole')].Properties);
  });

  test('is said to be made without a use, where that of the pool is not of this template', () => {
    const before = made(byPhone);
    before.Resources[idOf(before, 'PoolD')].Properties.SmsConfiguration.SnsCallerArn = 'arn:aws:iam::111122223333:role/sms';
    expect(adopted(before).notes).toContainEqual(expect.stringMatching(/a role for text messages is made that nothing uses/));
    expect(adopted(made({})).notes.join()).not.toContain('text messages');
  });
});

test('a client that hangs on a condition says so', () => {
  const before = made({}, ({ pool }) => void pool.addClient('Second'));
  before.Conditions = { IsProd: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] } };
  before.Resources[idOf(before, 'PoolSecond')].Condition = 'IsProd';
  expect(adopted(before).notes).toContainEqual(expect.stringMatching(/PoolSecond\w+ .* is carried over raw: it hangs on the condition IsProd/));
});
