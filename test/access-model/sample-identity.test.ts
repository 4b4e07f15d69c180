import { App, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { allow, group, role, rulesMapping, template, tokenMapping, trust } from './fixture';
import { AccessModel, AppIdentityPool, AuthFlow, Claim, CognitoAuth, CustomAttribute, Decision, Outcome, RoleRule, Via } from '../../src';

const own = allow('s3:GetObject', 'arn:aws:s3:::photos/${aws:PrincipalTag/plan}/*');
const PLAN = {
  Type: 'AWS::Cognito::IdentityPoolPrincipalTag',
  Properties: {
    IdentityPoolId: { Ref: 'Identities' },
    IdentityProviderName: { 'Fn::GetAtt': ['Users', 'ProviderName'] },
    PrincipalTags: { plan: 'custom:plan' },
  },
};

describe('somebody signed in', () => {
  const stack = new Stack(new App(), 'Stack');
  const photos = new s3.Bucket(stack, 'Photos');
  const auth = new CognitoAuth(stack, 'Auth', { attributes: { custom: { plan: CustomAttribute.text() } } });
  const admins = auth.addGroup('admins');
  const gold = auth.addRule('Gold', RoleRule.equalTo(Claim.customAttribute('plan'), 'gold'));
  photos.grantRead(auth.authenticated, 'shared/*');
  photos.grantReadWrite(gold);
  const model = AccessModel.fromStack(stack);
  const client = auth.client.userPoolClientId;

  test('has the tokens of groups and attributes, by the token of the client or its logical id', () => {
    for (const name of [client, stack.getLogicalId(auth.client.node.defaultChild as cognito.CfnUserPoolClient)]) {
      model.signedIn(name).assertBecomes(auth.authenticated.role.roleArn);
      model.signedIn(name, { groups: ['admins'] }).assertBecomes(admins.role.roleArn);
      model.signedIn(name, { attributes: { 'custom:plan': 'gold' } }).assertBecomes(gold.role.roleArn);
    }
  });

  test('may do what the role may', () => {
    const member = model.signedIn(client);
    member.assertCan('s3:GetObject', photos.arnForObjects('shared/cat.jpg'));
    member.assertCannot('s3:PutObject', photos.arnForObjects('shared/cat.jpg'));
    expect(member.can('s3:GetObject', photos.arnForObjects('shared/cat.jpg')).decision).toBe(Decision.ALLOWED);
    expect(() => member.assertCan('s3:PutObject', photos.arnForObjects('shared/cat.jpg'))).toThrow('to be allowed s3:PutObject');
    expect(() => member.assertCannot('s3:GetObject', photos.arnForObjects('shared/cat.jpg'))).toThrow('to be denied s3:GetObject');
  });

  test('is a request that can be asked with', () => {
    const { request } = model.signedIn(client, { groups: ['admins'] });
    model.assertBecomes(model.roleFor(request), request);
    expect(model.becomes(request)).toEqual(model.signedIn(client, { groups: ['admins'] }).becomes());
  });

  test('fails where another role or none comes out, with the reason', () => {
    expect(() => model.signedIn(client).assertBecomes(admins.role.roleArn))
      .toThrow(/expected the role Auth\w*admins\w*, got Auth\w*Authenticated/);
    expect(() => model.signedIn(client).assertRefused()).toThrow('expected no role');
    expect(() => model.signedIn('Nobody')).toThrow("there is no app client 'Nobody'");
    expect(() => model.guest().role()).toThrow('expected a role, got denied: guests get nothing');
    expect(() => model.guest().assertCannot('s3:GetObject', photos.arnForObjects('a'))).toThrow('guests get nothing');
    model.guest().assertRefused();
  });
});

test('session tags are those of the claims', () => {
  const tagging = role('authenticated', [own], {
    AssumeRolePolicyDocument: trust('authenticated', { actions: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'] }),
  });
  const model = AccessModel.fromTemplate(template({ resources: { Members: tagging, Tags: PLAN } }));
  const gold = model.signedIn('Web', { attributes: { 'custom:plan': 'gold' } });
  gold.assertCan('s3:GetObject', 'arn:aws:s3:::photos/gold/cat.jpg');
  gold.assertCannot('s3:GetObject', 'arn:aws:s3:::photos/silver/cat.jpg');
  gold.assertCan('s3:GetObject', 'arn:aws:s3:::photos/silver/cat.jpg', { context: { 'aws:PrincipalTag/plan': 'silver' } });
});

test('a guest has a role where guests are let in', () => {
  const model = AccessModel.fromTemplate(template({ pool: { AllowUnauthenticatedIdentities: true } }));
  expect(model.guest().becomes()).toMatchObject({ outcome: Outcome.ROLE, via: Via.GUEST });
  model.guest().assertBecomes('Guests');
});

test('options say what else a request says', () => {
  const model = AccessModel.fromTemplate(template({ pool: { AllowClassicFlow: true }, resources: { Other: role('authenticated') } }));
  const member = model.signedIn('Web');
  expect(member.role({ flow: AuthFlow.BASIC, customRoleArn: 'Other' })).toBe('Other');
  member.assertBecomes('Members', { flow: AuthFlow.ENHANCED });
  member.assertRefused({ customRoleArn: 'Other' });
});

describe('several identity pools', () => {
  const second = { Type: 'AWS::Cognito::IdentityPool', Properties: { AllowUnauthenticatedIdentities: false } };
  const registered = (client: string) =>
    ({ CognitoIdentityProviders: [{ ClientId: { Ref: client }, ProviderName: { 'Fn::GetAtt': ['Users', 'ProviderName'] } }] });
  const other = { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Users' } } };

  test('the one that takes the client is meant', () => {
    const model = AccessModel.fromTemplate(template({ resources: { Second: second, Unused: other } }));
    model.signedIn('Web').assertBecomes('Members');
    model.signedIn('Web').assertRefused({ identityPool: 'Second' });
    model.signedIn('Unused').assertRefused({ identityPool: 'Identities' });
    expect(() => model.signedIn('Unused').assertRefused()).toThrow('several identity pools');
  });

  test('fails without a name where several take it', () => {
    const model = AccessModel.fromTemplate(template({
      resources: { Second: { ...second, Properties: { ...second.Properties, ...registered('Web') } } },
    }));
    expect(() => model.signedIn('Web').becomes()).toThrow('there are several identity pools: name one of Identities, Second');
    model.signedIn('Web').assertBecomes('Members', { identityPool: 'Identities' });
  });
});

test('a client of a user pool that no template makes', () => {
  const stack = new Stack(new App(), 'Stack', { env: { region: 'us-east-1', account: '111122223333' } });
  const userPool = cognito.UserPool.fromUserPoolId(stack, 'Pool', 'us-east-1_Abc123');
  const client = userPool.addClient('Client');
  const identityPool = new AppIdentityPool(stack, 'Identities');
  identityPool.addUserPool(userPool, client);
  AccessModel.fromStack(stack).signedIn(client.userPoolClientId).assertBecomes(identityPool.authenticated.role.roleArn);
});

describe('a key of logins that can be no provider', () => {
  const resources = {
    Admins: role('authenticated'),
    admins: group('admins', 'Admins', 0),
    Gold: role('authenticated'),
    Corp: { Type: 'AWS::IAM::SAMLProvider', Properties: {} },
    Other: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Users' } } },
  };
  const mappings = { ...tokenMapping(), ...rulesMapping([['plan', 'Equals', 'gold', 'Gold']]) };
  const pool = { SupportedLoginProviders: { 'accounts.google.com': 'app' }, DeveloperProviderName: 'mine' };
  const model = AccessModel.fromTemplate(template({ resources, mappings, pool }));
  const ask = (key: string) => model.becomes({ logins: { [key]: {} } });

  test.each([
    ['userpool:Users:Wbe', "there is no app client 'Wbe'"],
    ['userpool:User:Web', "there is no user pool 'User'"],
    ['userpool:Web', 'write userpool:POOL:CLIENT'],
    ['google', 'it is neither the name or ARN of a provider nor a resource that is one'],
    ['Members', 'it is neither the name or ARN of a provider nor a resource that is one'],
    [model._entities.userPools[0].providerName, 'the app client is missing'],
  ])('fails, with those there are: %s', (key, why) => {
    expect(() => ask(key)).toThrow(`logins: '${key}' can be no provider: ${why}`);
    expect(() => model.assertRefused({ logins: { [key]: {} } })).toThrow('Identities has userpool:Users:Web, accounts.google.com, mine');
  });

  test.each([
    'userpool:Users:Other', 'userpool:us-east-1_Abc123:Web', 'userpool:Users:3n4b5urk1ft4fl3mg5e62d9ado', 'Corp', 'graph.facebook.com',
    'arn:aws:iam::123456789012:saml-provider/other', 'cognito-idp.us-east-1.amazonaws.com/us-east-1_Abc123:3n4b5urk1ft4fl3mg5e62d9ado',
  ])('one that is not registered is refused: %s', key => expect(ask(key).outcome).toBe(Outcome.DENIED));

  test('one without providers says so', () => {
    const bare = AccessModel.fromTemplate(template({ pool: { CognitoIdentityProviders: [] } }));
    expect(() => bare.becomes({ logins: { x: {} } })).toThrow('Identities has none');
  });

  test('one that may be the name of a developer provider is not known', () => {
    const open = AccessModel.fromTemplate(template({
      pool: { DeveloperProviderName: { Ref: 'Name' } }, rest: { Parameters: { Name: { Type: 'String' } } },
    }));
    expect(open.becomes({ logins: { mine: {} } }).outcome).toBe(Outcome.UNKNOWN);
    expect(() => open.becomes({ logins: { 'userpool:Users:Typo': {} } })).toThrow("there is no app client 'Typo'");
  });

  test('an OIDC provider goes by its address as well', () => {
    const oidc = AccessModel.fromTemplate(template({
      pool: { OpenIdConnectProviderARNs: ['arn:aws:iam::123456789012:oidc-provider/id.example.com'] },
    }));
    expect(oidc.becomes({ logins: { 'id.example.com': {} } })).toMatchObject({ outcome: Outcome.ROLE, role: 'Members' });
  });
});
