import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import {
  AccessModel, AppClient, AppIdentityPool, Claim, CognitoAuth, CognitoAuthProps, CustomAttribute, RoleRule, TaggedResource,
} from '../../src';
import { HandOver } from '../../src/hand-over';
import { ExistingIdentityPool, ExistingIdentityPoolAttributes } from '../../src/identity-pool';
import { ExistingUserPool } from '../../src/user-pool';

const PREFIX = '/photos/auth';
const POOL_ID = 'us-east-1:12345678-1234-1234-1234-123456789012';

function twoApps(props: CognitoAuthProps = {}) {
  const app = new App();
  const first = new Stack(app, 'First');
  const auth = new CognitoAuth(first, 'Auth', props);
  const handOver = auth.handOver(PREFIX);
  return { first, auth, handOver, second: new Stack(app, 'Second') };
}

/** The second stack knows the roles by their ARNs. */
function byAttributes(
  attributes: Partial<ExistingIdentityPoolAttributes> | ((stack: Stack) => Partial<ExistingIdentityPoolAttributes>) = {},
) {
  const stack = new Stack(new App(), 'Second', { env: { account: '123456789012', region: 'us-east-1' } });
  const identities = ExistingIdentityPool.fromAttributes(stack, 'Identities', {
    identityPoolId: POOL_ID,
    authenticatedRole: imported(stack, 'signed-in'),
    ...typeof attributes === 'function' ? attributes(stack) : attributes,
  });
  return { stack, identities };
}

const imported = (stack: Stack, name: string, account = '123456789012') =>
  iam.Role.fromRoleArn(stack, name, `arn:aws:iam::${account}:role/app/${name}`);
const read = (resource: string) => new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [resource] });

describe('a hand-over', () => {
  test('writes the ids of the pools and the names of the roles, of those too that come later', () => {
    const { first, auth } = twoApps({ guestAccess: true, attributes: { custom: { plan: CustomAttribute.text() } } });
    auth.addGroup('admins');
    auth.addGroup('eu/staff');
    auth.addRule('Gold', RoleRule.equalTo(Claim.customAttribute('plan'), 'gold'));
    const template = Template.fromStack(first);
    const names = Object.values(template.findResources('AWS::SSM::Parameter')).map(({ Properties: { Name } }) => Name).sort();
    expect(names).toEqual([
      '/photos/auth/identity-pool-id', '/photos/auth/roles/authenticated', '/photos/auth/roles/groups/admins',
      expect.stringMatching(/^\/photos\/auth\/roles\/groups\/eustaff\w{8}$/), '/photos/auth/roles/guests', '/photos/auth/roles/rules/Gold',
      '/photos/auth/user-pool-id',
    ]);
    template.hasResourceProperties('AWS::SSM::Parameter', {
      Name: '/photos/auth/roles/groups/admins', Value: { Ref: Match.stringLikeRegexp('adminsRole') },
    });
    template.hasResourceProperties('AWS::SSM::Parameter', {
      Name: '/photos/auth/user-pool-id', Value: { Ref: Match.stringLikeRegexp('UserPool') },
    });
  });

  test('leaves out the groups of other user pools, and the identity pool where there is none', () => {
    const { first, auth } = twoApps();
    const others = ExistingUserPool.fromUserPoolId(first, 'Other', 'us-east-1_Other');
    auth.identityPool.addUserPool(others.userPool, others.addClient('Web', AppClient.browser()));
    auth.identityPool.addGroup(others.userPool, 'others');
    new HandOver(first, 'Users', { prefix: '/users', users: auth.users });
    const names = Object.values(Template.fromStack(first).findResources('AWS::SSM::Parameter')).map(({ Properties: { Name } }) => Name);
    expect(names).not.toContain(expect.stringContaining('others'));
    expect(names.filter(name => name.startsWith('/users'))).toEqual(['/users/user-pool-id']);
  });

  test('is there for a second prefix after a first one was refused', () => {
    const stack = new Stack(new App(), 'Stack');
    const auth = new CognitoAuth(stack, 'Auth');
    expect(() => auth.handOver('photos')).toThrow('prefix');
    expect(auth.handOver('/photos').prefix).toBe('/photos');
    expect(() => auth.handOver('/photos')).toThrow('below /photos');
  });

  test.each([
    'photos', '/photos/', '/', '/aws/photos', '/ssm-photos', `/${'a'.repeat(512)}`, '/a/b/c/d/e/f/g/h/i', '/my photos',
  ])('fails for the prefix %j', prefix => {
    const stack = new Stack();
    expect(() => new CognitoAuth(stack, 'Auth').handOver(prefix)).toThrow(/HandOver: prefix must be written out/);
    expect(() => ExistingUserPool.fromParameters(stack, 'Users', prefix)).toThrow(/fromParameters: prefix/);
    expect(() => ExistingIdentityPool.fromParameters(stack, 'Identities', prefix)).toThrow(/fromParameters: prefix/);
  });

  test.each([`/${'a'.repeat(511)}`, '/a/b/c/d/e/f/g/h', '/photos.auth/v-1_a'])('takes the prefix %s', prefix => {
    expect(new CognitoAuth(new Stack(), 'Auth').handOver(prefix).prefix).toBe(prefix);
  });
});

describe('the second app', () => {
  test('reads what the first handed over, and its people become the roles of the second', () => {
    const { auth, second } = twoApps();
    const users = ExistingUserPool.fromParameters(second, 'Users', PREFIX);
    const client = users.addClient('Reports', AppClient.browser());
    const identities = new AppIdentityPool(second, 'Identities');
    identities.addUserPool(users.userPool, client);
    const editors = identities.addGroup(users.userPool, 'editors');

    const template = Template.fromStack(second);
    template.hasParameter('*', { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/photos/auth/user-pool-id' });
    template.hasResourceProperties('AWS::Cognito::UserPoolGroup', {
      GroupName: 'editors', UserPoolId: { Ref: Match.stringLikeRegexp('SsmParameter') },
    });
    const model = AccessModel.fromStack(second);
    model.signedIn(client.userPoolClientId).assertBecomes(identities.authenticated.role.roleArn);
    model.signedIn(client.userPoolClientId, { groups: ['editors'] }).assertBecomes(editors.role.roleArn);
    expect(model.claimsFor(client.userPoolClientId)).toEqual(expect.objectContaining({ token_use: 'id' }));
    expect(auth.client).not.toBe(client);
  });

  test('grants to the roles of the first, without a word in its template', () => {
    const { first, auth, second } = twoApps({ guestAccess: true });
    auth.addGroup('admins');
    auth.addGroup('auditors', { inherit: false });
    const reports = new s3.Bucket(second, 'Reports');
    const identities = ExistingIdentityPool.fromParameters(second, 'Identities', PREFIX, {
      guestAccess: true, groups: ['admins', 'auditors'], withoutInheritance: ['auditors'],
    });
    identities.authenticated.grantOwnObjects(reports, { prefix: 'private' });
    identities.guests.grantReadPrefix(reports, 'public');
    reports.grantReadWrite(identities.group('admins'));
    identities.group('auditors').grantReadPrefix(reports, 'audit');

    const model = AccessModel.fromStack(second);
    const object = (key: string) => reports.arnForObjects(key);
    const mine = { context: { 'cognito-identity.amazonaws.com:sub': 'us-east-1:me' } };
    const someone = (...groups: string[]) => model.signedIn(auth.client.userPoolClientId, { groups });
    someone().assertCan('s3:PutObject', object('private/us-east-1:me/a'), mine);
    someone().assertCannot('s3:GetObject', object('private/us-east-1:you/a'), mine);
    someone('admins').assertCan('s3:PutObject', object('private/us-east-1:you/a'));
    someone('auditors').assertCan('s3:GetObject', object('audit/a'));
    someone('auditors').assertCannot('s3:PutObject', object('private/us-east-1:me/a'), mine);
    someone().assertCannot('s3:GetObject', object('audit/a'));
    model.guest().assertCan('s3:GetObject', object('public/a'));
    model.guest().assertCannot('s3:GetObject', object('private/us-east-1:me/a'), mine);
    expect(Object.keys(Template.fromStack(first).findResources('AWS::IAM::Policy'))).toEqual([]);
  });

  test('names the policies so that no other stack of the same shape overwrites them', () => {
    const names = ['One', 'Two'].map(name => {
      const stack = new Stack(new App(), name);
      ExistingIdentityPool.fromParameters(stack, 'Identities', PREFIX).authenticated.addToPolicy(read('arn:aws:s3:::a/b'));
      return Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'))[0].Properties.PolicyName;
    });
    expect(new Set(names).size).toBe(2);
  });

  test('names roles with their path where a resource has to', () => {
    const { second } = twoApps();
    const identities = ExistingIdentityPool.fromParameters(second, 'Identities', PREFIX, { rolePath: '/app/' });
    expect(second.resolve(identities.authenticated.roleArn)).toEqual({
      'Fn::Join': [
        '',
        [
          expect.any(String), { Ref: 'AWS::Partition' }, expect.any(String), { Ref: 'AWS::AccountId' }, ':role/app/',
          { Ref: expect.stringMatching('authenticated') },
        ],
      ],
    });
  });
});

describe('an identity pool by its attributes', () => {
  test('says what it is', () => {
    const { stack, identities } = byAttributes();
    expect([identities.identityPoolId, identities.identityPoolName, identities.identityPoolRef.identityPoolId])
      .toEqual([POOL_ID, POOL_ID, POOL_ID]);
    expect(stack.resolve(identities.identityPoolArn)).toEqual({
      'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:cognito-identity:us-east-1:123456789012:identitypool/${POOL_ID}`]],
    });
    Template.fromStack(stack).templateMatches({});
  });

  test('attaches what everyone signed in may do to every role that inherits, by name', () => {
    const { stack, identities } = byAttributes(home => ({
      groupRoles: {
        admins: imported(home, 'admins'), auditors: imported(home, 'auditors'),
      },
      ruleRoles: { Gold: imported(home, 'gold') },
      withoutInheritance: ['auditors'],
    }));
    identities.authenticated.addToPolicy(read('arn:aws:s3:::a/b'));
    identities.rule('Gold').addToPolicy(read('arn:aws:s3:::a/gold'));
    const policies = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy')).map(({ Properties: { Roles } }) => Roles);
    expect(policies).toEqual(expect.arrayContaining([['signed-in', 'admins', 'gold'], ['gold']]));
    expect(policies).toHaveLength(2);
  });

  test('fails for guests, groups and rules that are not listed', () => {
    const { identities } = byAttributes(home => ({ groupRoles: { admins: imported(home, 'admins') } }));
    expect(identities.guestAccess).toBe(false);
    expect(() => identities.guests).toThrow(/guests: no role for guests is known; name it in fromAttributes/);
    expect(() => identities.group('staff')).toThrow("group: no role of 'staff' is known; name it in fromAttributes, which has admins");
    expect(() => identities.rule('Gold')).toThrow("rule: no role of 'Gold' is known; name it in fromAttributes, which has none");
    expect(byAttributes(home => ({ guestRole: imported(home, 'guests') })).identities.guests.role.roleName).toBe('guests');
  });

  test('fails for what is no identity pool, for an unlisted exception, and for roles of another account', () => {
    expect(() => byAttributes({ identityPoolId: 'photos' })).toThrow(/identityPoolId: 'photos' is none/);
    expect(() => byAttributes({ withoutInheritance: ['admins'] }))
      .toThrow(/withoutInheritance names 'admins', which is no group or rule that is listed/);
    expect(() => byAttributes(home => ({ authenticatedRole: imported(home, 'foreign', '210987654321') })))
      .toThrow(/authenticatedRole: .* is in account 210987654321/);
    expect(() => byAttributes(home => ({ guestRole: imported(home, 'foreign', '210987654321') }))).toThrow(/guestRole: /);
    expect(() => byAttributes(home => ({ groupRoles: { admins: imported(home, 'foreign', '210987654321') } })))
      .toThrow(/groupRoles: admins: /);
  });

  test('knows of tags what it is told', () => {
    const grantTagged = (principalTags?: string[]) => {
      const { stack, identities } = byAttributes(principalTags ? { principalTags } : {});
      identities.authenticated.grantTagged(TaggedResource.objects(new s3.Bucket(stack, 'Bucket')), { tag: 'tenant' });
      return stack;
    };
    Annotations.fromStack(grantTagged()).hasWarning('*', Match.stringLikeRegexp("isn't known here whether sessions have the tag 'tenant'"));
    Annotations.fromStack(grantTagged(['tenant'])).hasNoWarning('*', Match.stringLikeRegexp('tag'));
    Annotations.fromStack(grantTagged(['Tenant'])).hasNoWarning('*', Match.stringLikeRegexp('tag'));
    expect(() => grantTagged(['plan'])).toThrow(/no session has the tag 'tenant'; as told by principalTags, sessions have plan/);
    expect(() => grantTagged([])).toThrow(/sessions have none/);
  });

  test('takes managed policies', () => {
    const { stack, identities } = byAttributes(home => ({ groupRoles: { admins: imported(home, 'admins') } }));
    identities.authenticated.addManagedPolicy(new iam.ManagedPolicy(stack, 'Managed', { statements: [read('arn:aws:s3:::a/b')] }));
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::ManagedPolicy', { Roles: ['signed-in', 'admins'] });
  });
});
