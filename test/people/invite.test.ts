import { App, Lazy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CognitoAuth, CognitoAuthProps, CustomAttribute, InvitationOptions, SignIn } from '../../src';
import { warningsIn } from '../warnings';

function invited(
  options: (auth: CognitoAuth) => InvitationOptions = () => ({}), props?: CognitoAuthProps, email = 'ada@example.com',
): Stack {
  const stack = new Stack(new App(), 'Stack');
  const auth = new CognitoAuth(stack, 'Auth', props);
  auth.inviteAdministrator(email, options(auth));
  return stack;
}

function userOf(stack: Stack): any {
  const [user] = Object.values(Template.fromStack(stack).findResources('AWS::Cognito::UserPoolUser'));
  return user;
}

describe('inviteAdministrator', () => {
  test('makes a verified account without a password, and memberships, all retained', () => {
    const stack = invited(auth => ({ groups: [auth.addGroup('admins'), auth.addGroup('auditors')] }));
    const template = Template.fromStack(stack);
    const resources = {
      ...template.findResources('AWS::Cognito::UserPoolUser'), ...template.findResources('AWS::Cognito::UserPoolUserToGroupAttachment'),
    };
    expect(Object.fromEntries(Object.entries(resources).map(([id, { DependsOn, ...rest }]) => [id, rest]))).toMatchSnapshot();
    expect(JSON.stringify(resources)).not.toMatch(/password/i);
  });

  test('invites once the triggers of the pool are allowed, and lets people join once account and group are there', () => {
    const stack = invited(auth => ({ groups: [auth.addGroup('admins')] }));
    expect(userOf(stack).DependsOn).toEqual(expect.arrayContaining([expect.stringMatching('UsersUserPool')]));
    const [membership] = Object.values(Template.fromStack(stack).findResources('AWS::Cognito::UserPoolUserToGroupAttachment'));
    expect(membership.DependsOn).toHaveLength(2);
  });

  test('says what else is known, quietly if asked to', () => {
    expect(userOf(invited(() => ({
      attributes: { given_name: 'Ada' }, sendInvitation: false, clientMetadata: { from: 'cdk' }, validationData: { ticket: '7' },
    }))).Properties).toMatchObject({
      UserAttributes: [
        { Name: 'email', Value: 'ada@example.com' }, { Name: 'email_verified', Value: 'true' }, { Name: 'given_name', Value: 'Ada' },
      ],
      MessageAction: 'SUPPRESS',
      ClientMetadata: { from: 'cdk' },
      ValidationData: [{ Name: 'ticket', Value: '7' }],
    });
  });

  test('takes a user name where people sign in by one, and only there', () => {
    const signIn = SignIn.username();
    expect(userOf(invited(() => ({ username: 'ada' }), { signIn })).Properties.Username).toBe('ada');
    expect(() => invited(() => ({}), { signIn })).toThrow('people of this pool sign in by user name; say which one in username');
    expect(() => invited(() => ({}), { signIn: SignIn.phone() })).toThrow('sign in by phone_number; say which one in username');
    expect(() => invited(() => ({ username: 'ada' }))).toThrow("username: 'ada' is not for a pool in which people sign in by e-mail");
    expect(() => invited(() => ({ username: 'ada@example.com' }))).not.toThrow();
  });

  test.each([[1, true], [128, true], [0, false], [129, false]])('takes a user name of %i characters: %s', (length, fine) => {
    const make = () => invited(() => ({ username: 'x'.repeat(length) }), { signIn: SignIn.username() });
    if (fine) expect(make).not.toThrow();
    else expect(make).toThrow(`username must have 1 to 128 characters, got ${length}`);
  });

  test('takes an address over from somebody else when told to, where addresses are aliases', () => {
    const taking = (forceAliasCreation: boolean, signIn: SignIn) => invited(() => ({ username: 'ada', forceAliasCreation }), { signIn });
    const asAlias = SignIn.username({ email: true });
    expect(userOf(taking(true, asAlias)).Properties.ForceAliasCreation).toBe(true);
    expect(userOf(taking(false, asAlias)).Properties).not.toHaveProperty('ForceAliasCreation');
    expect(() => taking(true, SignIn.username())).toThrow('forceAliasCreation: true takes an alias over, and e-mail is none here');
    expect(() => taking(true, SignIn.username({ phone: true }))).toThrow('forceAliasCreation');
    expect(() => taking(false, SignIn.username())).not.toThrow();
  });

  const custom = {
    plan: CustomAttribute.text({ minLength: 2, maxLength: 4 }),
    level: CustomAttribute.number({ min: 1, max: 9 }),
    on: CustomAttribute.flag(),
  };
  const saying = (said: Record<string, string>) => () =>
    Template.fromStack(invited(() => ({ attributes: said }), { attributes: { custom } }));

  test.each<[Record<string, string>, string]>([
    [{ 'custom:team': 'a' }, "'custom:team' is no attribute of this user pool; declare it in attributes.custom of the pool"],
    [{ plan: 'gold' }, "'plan' is no attribute of this user pool; write 'custom:plan'"],
    [{ givenName: 'Ada' }, "'givenName' is no attribute of this user pool; use one of address, birthdate"],
    [{ sub: 'a' }, "'sub' is set by Cognito, and nobody else; leave it out"],
    [{ 'custom:plan': 'g' }, "'custom:plan': 'g' is refused by Cognito; give a text of a length from 2 to 4"],
    [{ 'custom:plan': 'golden' }, 'give a text of a length from 2 to 4'],
    [{ 'custom:level': '0' }, "'custom:level': '0' is refused by Cognito; give a number from 1 to 9"],
    [{ 'custom:level': 'one' }, 'give a number from 1 to 9'],
    [{ 'custom:on': 'yes' }, "'custom:on': 'yes' is refused by Cognito; give true or false"],
    [{ email_verified: 'no' }, 'give true or false'],
  ])('fails with %j, which the pool does not take', (said, message) => {
    expect(saying(said)).toThrow(message);
    expect(saying(said)).toThrow('[Stack/Auth/People/ada-example-com-b5fc85e5] inviteAdministrator: attributes: ');
  });

  test.each<[Record<string, string>]>([
    [{ 'given_name': 'Ada', 'custom:plan': 'gold' }], [{ 'custom:plan': 'ab', 'custom:level': '1', 'custom:on': 'true' }],
    [{ 'custom:level': '9', 'email_verified': 'false' }], [{ 'custom:plan': Lazy.string({ produce: () => 'later' }) }],
  ])('takes %j', said => {
    expect(saying(said)).not.toThrow();
  });

  test('takes an attribute that is added to the schema past the pool, and what only deployment knows', () => {
    const withSchema = (schema: object) => () => {
      const stack = new Stack(new App(), 'Stack');
      const auth = new CognitoAuth(stack, 'Auth');
      auth.inviteAdministrator('ada@example.com', { attributes: { 'custom:team': 'a' } });
      auth.users.cfnUserPool.addPropertyOverride('Schema', schema);
      return Template.fromStack(stack);
    };
    expect(withSchema([{ Name: 'team', AttributeDataType: 'String' }])).not.toThrow();
    expect(withSchema({ Ref: 'AWS::NoValue' })).not.toThrow();
    expect(withSchema([{ Name: 'crew', AttributeDataType: 'String' }])).toThrow('custom:team');
  });

  test('warns of a user name that looks like an address beside the alias', () => {
    const withAlias = (username: string) => warningsIn(invited(() => ({ username }), { signIn: SignIn.username({ email: true }) }));
    expect(withAlias('ada@example.com')).toContain('username-looks-like-alias');
    expect(withAlias('ada')).not.toContain('username-looks-like-alias');
  });

  test.each([
    'ada', 'ada@', '@example.com', 'a da@example.com', Lazy.string({ produce: () => 'ada@example.com' }),
  ])('fails with the address %j', email => {
    expect(() => invited(undefined, undefined, email)).toThrow('is no e-mail address; write one out');
  });

  test('fails to invite someone twice, or into a group of another pool', () => {
    const stack = new Stack(new App(), 'Stack');
    const auth = new CognitoAuth(stack, 'Auth');
    const other = new CognitoAuth(stack, 'Other');
    auth.inviteAdministrator('ada@example.com');
    expect(() => auth.inviteAdministrator('Ada@example.com')).toThrow("'Ada@example.com' is invited twice");
    expect(() => auth.inviteAdministrator('bob@example.com')).not.toThrow();
    expect(() => auth.inviteAdministrator('eve@example.com', { groups: [other.addGroup('admins')] }))
      .toThrow("the group 'admins' is one of another user pool");
  });
});

describe('addMember', () => {
  const made = () => {
    const stack = new Stack(new App(), 'Stack');
    return { stack, auth: new CognitoAuth(stack, 'Auth') };
  };

  test('makes someone who is there already a member, retained, once the group is there', () => {
    const { stack, auth } = made();
    auth.addMember('ada@example.com', auth.addGroup('admins'));
    auth.addMember('ada@example.com', auth.addGroup('auditors'));
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::Cognito::UserPoolUser', 0);
    template.resourceCountIs('AWS::Cognito::UserPoolUserToGroupAttachment', 2);
    template.hasResource('AWS::Cognito::UserPoolUserToGroupAttachment', {
      DeletionPolicy: 'Retain',
      DependsOn: [Object.keys(template.findResources('AWS::Cognito::UserPoolGroup'))[0]],
      Properties: { Username: 'ada@example.com', GroupName: 'admins' },
    });
  });

  test('fails with a name that is none, twice, and with a group of another pool', () => {
    const { stack, auth } = made();
    const admins = auth.addGroup('admins');
    expect(() => auth.addMember('', admins)).toThrow('addMember: needs a user name of 1 to 128 characters');
    expect(() => auth.addMember('x'.repeat(129), admins)).toThrow('1 to 128');
    expect(() => auth.addMember(Lazy.string({ produce: () => 'ada' }), admins)).toThrow('that is written out');
    expect(() => auth.addMember('x'.repeat(128), admins)).not.toThrow();
    auth.addMember('ada', admins);
    expect(() => auth.addMember('ada', admins)).toThrow("addMember: 'ada' is made a member of 'admins' twice");
    const others = new CognitoAuth(stack, 'Other').addGroup('admins');
    expect(() => auth.addMember('bob', others)).toThrow("addMember: the group 'admins' is one of another user pool");
  });
});

describe('importRole', () => {
  test('writes the log of imports and is made once; whoever imports passes it', () => {
    const stack = new Stack(new App(), 'Stack');
    const auth = new CognitoAuth(stack, 'Auth');
    const operator = new iam.Role(stack, 'Operator', { assumedBy: new iam.AccountRootPrincipal() });
    auth.grants.importUsers(operator);
    auth.importRole.grantPassRole(operator);
    expect(auth.importRole).toBe(auth.importRole);
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: 'cognito-idp.amazonaws.com' } }] },
      Policies: [{
        PolicyDocument: {
          Statement: [{
            Resource: {
              'Fn::Join': [
                '',
                [
                  'arn:', { Ref: 'AWS::Partition' }, ':logs:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' },
                  ':log-group:/aws/cognito/*',
                ],
              ],
            },
          }],
        },
      }],
    });
    expect(JSON.stringify(template.findResources('AWS::IAM::Policy'))).toMatch(/CreateUserImportJob/);
  });

  test('is not there unless asked for', () => {
    const stack = new Stack(new App(), 'Stack');
    new CognitoAuth(stack, 'Auth');
    expect(JSON.stringify(Template.fromStack(stack).toJSON())).not.toContain('log-group:/aws/cognito');
  });
});
