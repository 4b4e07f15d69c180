import { App, CfnElement, CfnParameter, Stack, aws_cognito as cognito } from 'aws-cdk-lib';
import { role } from './fixture';
import { AccessModel, AppClient, AppIdentityPool, ExistingUserPool, Outcome } from '../../src';
import { accessMatrices } from '../../src/access-model/access-matrix';

const POOL = 'eu-west-1_AbCdEf123';
const ARN = `arn:aws:cognito-idp:eu-west-1:111122223333:userpool/${POOL}`;

type Existing = (stack: Stack) => ExistingUserPool;
const byId: Existing = stack => ExistingUserPool.fromUserPoolId(stack, 'Users', POOL);
const byArn: Existing = stack => ExistingUserPool.fromUserPoolArn(stack, 'Users', ARN);
const byParameter: Existing = stack =>
  ExistingUserPool.fromUserPoolId(stack, 'Users', new CfnParameter(stack, 'Pool', { default: POOL }).valueAsString);

/** A stack of its own, which takes sign-ins from a user pool that stands already and gives one group a role. */
function app(existing: Existing, env?: object, groupFirst = false) {
  const stack = new Stack(new App(), 'Identity', { env });
  const users = existing(stack);
  const identities = new AppIdentityPool(stack, 'Identities');
  const web = users.addClient('Web', AppClient.browser());
  const addGroup = () => identities.addGroup(users.userPool, 'admins', { precedence: 1 });
  const early = groupFirst ? addGroup() : undefined;
  identities.addUserPool(users.userPool, web);
  return { stack, users, identities, web, admins: early ?? addGroup() };
}

describe.each<[string, Existing, object | undefined]>([
  ['by its id', byId, undefined],
  ['by its id, in a region', byId, { account: '111122223333', region: 'eu-west-1' }],
  ['by its ARN', byArn, undefined],
  ['by its ARN, in a region', byArn, { account: '111122223333', region: 'eu-west-1' }],
  ['by a parameter with a default', byParameter, undefined],
])('of a user pool that is given %s', (_, existing, env) => {
  test.each([false, true])('the members of a group get its role, whether it is added before the pool: %s', groupFirst => {
    const { stack, identities, web, admins } = app(existing, env, groupFirst);
    const model = AccessModel.fromStack(stack);
    model.signedIn(web.userPoolClientId, { groups: ['admins'] }).assertBecomes(admins.role.roleArn);
    model.signedIn(web.userPoolClientId).assertBecomes(identities.authenticated.role.roleArn);
  });
});

describe('of a group that no template makes', () => {
  const { stack, identities, web, admins } = app(byId);
  const model = AccessModel.fromStack(stack);
  const why = `which role the groups of the token give is not known: the user pool ${POOL} is made elsewhere, `
    + 'where its group owners may have a role';

  test.each([[['owners']], [['admins', 'owners']]])('with %j in the token it is not known which role comes of it', groups => {
    expect(model.signedIn(web.userPoolClientId, { groups }).becomes()).toMatchObject({ outcome: Outcome.UNKNOWN, reason: why });
  });

  test('the role claims may be told', () => {
    const client = `userpool:${POOL}:${stack.getLogicalId(web.node.defaultChild as CfnElement)}`;
    const told = (claims: object) => ({ logins: { [client]: claims } });
    model.assertBecomes(identities.authenticated.role.roleArn, told({ 'cognito:groups': ['owners'], 'cognito:roles': [] }));
    const preferred = { 'cognito:groups': ['owners', 'admins'], 'cognito:preferred_role': admins.role.roleArn };
    model.assertBecomes(admins.role.roleArn, told(preferred));
  });
});

test('each group that is known has a row of the access matrix', () => {
  const [{ rows }] = accessMatrices(AccessModel.fromStack(app(byId).stack));
  expect(rows.map(({ identity, outcome }) => [identity, outcome.role])).toEqual([
    ['guests', undefined],
    ['group admins', expect.stringMatching(/^IdentitiesadminsRole/)],
    ['no group', expect.stringMatching(/^IdentitiesAuthenticated/)],
  ]);
});

describe('through an app client that is made elsewhere too', () => {
  const CLIENT = '1h57kf5cpq17m0eml12example';
  const registered = (...ids: string[]) => {
    const stack = new Stack(new App(), 'Identity');
    const { userPool } = byId(stack);
    const client = cognito.UserPoolClient.fromUserPoolClientId(stack, 'Web', CLIENT);
    const [identities] = ids.map(id => {
      const pool = new AppIdentityPool(stack, id);
      pool.addUserPool(userPool, client, { groupRoles: true });
      return pool;
    });
    const admins = identities.addGroup(userPool, 'admins', { precedence: 1 });
    return { client, admins, identities, model: AccessModel.fromStack(stack) };
  };

  test('the members of a group get its role', () => {
    const { client, admins, identities, model } = registered('Identities');
    model.signedIn(client.userPoolClientId, { groups: ['admins'] }).assertBecomes(admins.role.roleArn);
    model.signedIn(CLIENT).assertBecomes(identities.authenticated.role.roleArn);
    expect(model.claimsFor(CLIENT)).toMatchObject({ aud: CLIENT, iss: expect.stringMatching(`${POOL}$`), token_use: 'id' });
  });

  test('of several identity pools the request names one', () => {
    const { admins, model } = registered('Identities', 'Others');
    const ada = model.signedIn(CLIENT, { groups: ['admins'] });
    expect(() => ada.becomes()).toThrow(/there are several identity pools: name one of/);
    ada.assertBecomes(admins.role.roleArn, { identityPool: model.identityPools[0] });
  });

  test('fails for attributes, of which it is not known whether the token has them', () => {
    const { model } = registered('Identities');
    expect(() => model.signedIn(CLIENT, { attributes: { 'custom:plan': 'gold' } })).toThrow(
      `attributes: which of them the token has is for the app client ${CLIENT} to say, which is made elsewhere; `
      + 'tell the claims of the token: becomes({ logins: { \'',
    );
    expect(() => model.signedIn(CLIENT, { attributes: {} })).not.toThrow();
    expect(() => model.signedIn('1another')).toThrow("there is no app client '1another': use one of (there are none)");
  });
});

describe('of templates', () => {
  const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
  const provider = `cognito-idp.eu-west-1.amazonaws.com/${POOL}`;
  const group = (UserPoolId: unknown) => ({
    Type: 'AWS::Cognito::UserPoolGroup', Properties: { UserPoolId, GroupName: 'admins', Precedence: 1, RoleArn: arn('Admins') },
  });
  const model = (Group: object, mapping: object = { Type: 'Token' }) => AccessModel.fromTemplate({
    Conditions: { Old: { 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, '111122223333'] } },
    Resources: {
      Identities: {
        Type: 'AWS::Cognito::IdentityPool',
        Properties: { AllowUnauthenticatedIdentities: false, CognitoIdentityProviders: [{ ProviderName: provider, ClientId: 'c1' }] },
      },
      Everyone: role('authenticated'),
      Admins: role('authenticated'),
      Group,
      Attachment: {
        Type: 'AWS::Cognito::IdentityPoolRoleAttachment',
        Properties: {
          IdentityPoolId: { Ref: 'Identities' },
          Roles: { authenticated: arn('Everyone') },
          RoleMappings: {
            users: { IdentityProvider: `${provider}:c1`, AmbiguousRoleResolution: 'AuthenticatedRole', ...mapping },
          },
        },
      },
    },
  });
  const becomes = (of: AccessModel, ...groups: string[]) =>
    of.becomes({ logins: { [`${provider}:c1`]: groups.length > 0 ? { 'cognito:groups': groups } : {} } });

  test('the group of another pool is none of this one', () => {
    expect(becomes(model(group(POOL)), 'admins')).toMatchObject({ role: 'Admins' });
    expect(becomes(model(group('eu-west-1_Another12')), 'admins')).toMatchObject({ outcome: Outcome.UNKNOWN });
    expect(becomes(model(group('eu-west-1_Another12')))).toMatchObject({ role: 'Everyone' });
  });

  test('a condition may decide which pool has the group', () => {
    const either = { 'Fn::If': ['Old', POOL, 'eu-west-1_Another12'] };
    expect(becomes(model(group(either)), 'admins').outcome).toBe(Outcome.UNKNOWN);
    expect(becomes(model(group({ 'Fn::If': ['Old', POOL, POOL] })), 'admins')).toMatchObject({ role: 'Admins' });
  });

  test('rules on the role claims are not known either where those are not', () => {
    const rules = {
      Type: 'Rules',
      RulesConfiguration: {
        Rules: [{ Claim: 'cognito:preferred_role', MatchType: 'Equals', Value: arn('Admins'), RoleARN: arn('Admins') }],
      },
    };
    expect(becomes(model(group(POOL), rules), 'admins')).toMatchObject({ role: 'Admins', ruleIndex: 0 });
    expect(becomes(model(group(POOL), rules), 'owners')).toMatchObject({
      outcome: Outcome.UNKNOWN, reason: expect.stringContaining(`rule 0 can't be evaluated: the user pool ${POOL} is made elsewhere`),
    });
    expect(becomes(model(group(POOL), rules))).toMatchObject({ role: 'Everyone' });
  });
});
