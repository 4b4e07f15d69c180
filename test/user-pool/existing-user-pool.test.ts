import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { AccessModel, AppIdentityPool, AppUserPool, Claim, RoleRule } from '../../src';
import { AppClient, CustomAttribute, ExistingUserPool, Trigger } from '../../src/user-pool';

const HERE = { account: '123456789012', region: 'us-east-1' };
const THERE = { account: '123456789012', region: 'eu-west-1' };
const ID = 'us-east-1_Abc123';
const ARN = `arn:aws:cognito-idp:us-east-1:123456789012:userpool/${ID}`;
const ARN_THERE = 'arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Abc123';

const aStack = (env: { account?: string; region?: string } = HERE, app = new App()) => new Stack(app, `Stack${env.region ?? ''}`, { env });
const clientOf = (stack: Stack, props: object) => Template.fromStack(stack).hasResourceProperties('AWS::Cognito::UserPoolClient', props);

describe('app clients of a pool that exists', () => {
  test('are those of the presets', () => {
    const stack = aStack();
    ExistingUserPool.fromUserPoolArn(stack, 'Users', ARN).addClient('Web', AppClient.browser());
    clientOf(stack, {
      UserPoolId: ID,
      PreventUserExistenceErrors: 'ENABLED',
      EnableTokenRevocation: true,
      GenerateSecret: false,
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'],
      WriteAttributes: ['email'],
      ReadAttributes: Match.arrayWith(['email', 'email_verified']),
      SupportedIdentityProviders: ['COGNITO'],
    });
  });

  test('go by what is told of the pool', () => {
    const stack = aStack();
    const users = ExistingUserPool.fromUserPoolId(stack, 'Users', ID, {
      attributes: {
        givenName: { required: true }, custom: { plan: CustomAttribute.text(), motto: CustomAttribute.text({ writableByUser: true }) },
      },
      choiceBasedSignIn: true,
      customChallenge: true,
      identityProviders: ['Corp'],
      hasDomain: true,
    });
    users.addClient('Web', AppClient.browser({ callbackUrls: ['https://app.example.com'] }));
    clientOf(stack, {
      ExplicitAuthFlows: ['ALLOW_CUSTOM_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH'],
      WriteAttributes: ['email', 'given_name', 'custom:motto'],
      ReadAttributes: Match.arrayWith(['custom:motto', 'custom:plan']),
      SupportedIdentityProviders: ['Corp', 'COGNITO'],
    });
    Annotations.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp('domain'));
  });

  test.each([
    [
      AppClient.browser({ callbackUrls: ['https://app.example.com'] }), undefined,
      'known whether this user pool has one; say hasDomain: true to ExistingUserPool',
    ],
    [AppClient.browser({ callbackUrls: ['https://app.example.com'] }), false, 'this user pool has no domain'],
    [
      AppClient.machine({ scopes: [cognito.OAuthScope.custom('orders/read')] }), undefined,
      'known whether this user pool has one; say hasDomain: true to ExistingUserPool',
    ],
  ])('are warned of a domain that nobody speaks of', (client, hasDomain, message) => {
    const stack = aStack();
    ExistingUserPool.fromUserPoolId(stack, 'Users', ID, hasDomain === undefined ? {} : { hasDomain }).addClient('Web', client);
    Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp(message));
  });

  test.each([
    ['the pool of the client', ID, 0],
    ['another pool', 'us-east-1_Other', 1],
  ])('are warned unless the app gives a domain to their pool: %s', (_, id, warnings) => {
    const app = new App();
    const stack = aStack(HERE, app);
    const users = ExistingUserPool.fromUserPoolId(stack, 'Users', ID);
    users.addClient('Web', AppClient.browser({ callbackUrls: ['https://app.example.com'] }));
    const domains = new Stack(app, 'Domains', { env: HERE });
    cognito.UserPool.fromUserPoolId(domains, 'Users', id).addDomain('Domain', { cognitoDomain: { domainPrefix: 'example-orders' } });
    expect(Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('domain'))).toHaveLength(warnings);
  });

  test('are not warned where the app makes the pool, and gives it a domain', () => {
    const app = new App();
    const pool = new cognito.UserPool(aStack(HERE, app), 'Pool');
    pool.addDomain('Domain', { cognitoDomain: { domainPrefix: 'example-orders' } });
    const clients = new Stack(app, 'Clients', { env: HERE });
    const users = ExistingUserPool.fromUserPool(clients, 'Users', pool);
    users.addClient('Web', AppClient.browser({ callbackUrls: ['https://app.example.com'] }));
    Annotations.fromStack(clients).hasNoWarning('*', Match.stringLikeRegexp('domain'));
  });

  test('wait for the resource servers that are made with them', () => {
    const stack = aStack();
    const users = ExistingUserPool.fromUserPoolId(stack, 'Users', ID, { hasDomain: true });
    const orders = users.addResourceServer('Orders', { identifier: 'orders', scopes: { read: 'Read orders' } });
    users.addClient('Nightly', AppClient.machine({ scopes: [orders.scope('read')] }));
    Template.fromStack(stack).hasResource('AWS::Cognito::UserPoolClient', {
      Properties: { AllowedOAuthScopes: ['orders/read'], WriteAttributes: ['locale'] },
      DependsOn: [Match.stringLikeRegexp('Orders')],
    });
    Template.fromStack(stack).hasResourceProperties('AWS::Cognito::UserPoolResourceServer', { UserPoolId: ID, Identifier: 'orders' });
  });

  test('fails for an attribute that was not declared', () => {
    const users = ExistingUserPool.fromUserPoolId(aStack(), 'Users', ID);
    expect(() => users.addClient('Web', AppClient.browser({ readAttributes: ['custom:plan'] })))
      .toThrow(/readAttributes: 'custom:plan' is not an attribute of this user pool; declare it in attributes, as the pool has them/);
  });

  test('fails for an id that is taken', () => {
    const users = ExistingUserPool.fromUserPoolId(aStack(), 'Users', ID);
    users.addClient('Web', AppClient.browser());
    expect(() => users.addClient('Web', AppClient.browser()))
      .toThrow("addClient('Web'): the construct id 'Web' is that of an app client already");
    expect(() => users.addResourceServer('Web', { identifier: 'a', scopes: { b: 'c' } }))
      .toThrow("addResourceServer('Web'): the construct id 'Web'");
  });
});

describe('a pool of another region or account', () => {
  test('has its region from the id', () => {
    const { userPool } = ExistingUserPool.fromUserPoolId(aStack(), 'Users', 'eu-west-1_Abc123');
    expect([userPool.env.region, userPool.userPoolArn]).toEqual(['eu-west-1', ARN_THERE]);
  });

  test.each([HERE, { region: 'eu-west-1' }, {}])('is taken by the id where that says enough: %j', env => {
    const id = env.region === undefined ? ID : `${env.region}_Abc123`;
    expect(ExistingUserPool.fromUserPoolId(aStack(env), 'Users', id).userPool.userPoolId).toBe(id);
  });

  test('fails by the id where the account is not known', () => {
    expect(() => ExistingUserPool.fromUserPoolId(aStack({ region: 'us-east-1' }), 'Users', 'eu-west-1_Abc123'))
      .toThrow(/use fromUserPoolArn/);
  });

  test('has clients, groups and resource servers in the stack that is handed in', () => {
    const app = new App();
    const stack = aStack(HERE, app);
    const there = aStack(THERE, app);
    const users = ExistingUserPool.fromUserPoolArn(stack, 'Users', ARN_THERE, { stack: there });
    users.addClient('Web', AppClient.browser());
    users.addResourceServer('Orders', { identifier: 'orders', scopes: { read: 'Read orders' } });
    const identities = new AppIdentityPool(stack, 'Identities');
    identities.addUserPool(users.userPool, cognito.UserPoolClient.fromUserPoolClientId(stack, 'Client', 'abc'));
    identities.addGroup(users.userPool, 'admins', { precedence: 1 });

    const [template, templateThere] = [Template.fromStack(stack), Template.fromStack(there)];
    for (const type of ['UserPoolClient', 'UserPoolResourceServer', 'UserPoolGroup']) {
      template.resourceCountIs(`AWS::Cognito::${type}`, 0);
      templateThere.hasResourceProperties(`AWS::Cognito::${type}`, { UserPoolId: 'eu-west-1_Abc123' });
    }
    // the role has a name that is known beforehand, so neither stack waits for the other
    const [{ Properties: { RoleName: name } }] = Object.values(template.findResources('AWS::IAM::Role', {
      Properties: { RoleName: Match.anyValue() },
    }));
    templateThere.hasResourceProperties('AWS::Cognito::UserPoolGroup', {
      GroupName: 'admins', RoleArn: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::123456789012:role/${name}`]] },
    });
    template.hasResourceProperties('AWS::Cognito::IdentityPool', {
      CognitoIdentityProviders: [
        { ClientId: 'abc', ProviderName: { 'Fn::Join': ['', ['cognito-idp.eu-west-1.', { Ref: 'AWS::URLSuffix' }, '/eu-west-1_Abc123']] } },
      ],
    });
  });

  test('registers a client of the other region by a reference, where the stacks allow that', () => {
    const app = new App();
    const [stack, there] = [HERE, THERE].map(env => new Stack(app, env.region, { env, crossRegionReferences: true }));
    const users = ExistingUserPool.fromUserPoolArn(stack, 'Users', ARN_THERE, { stack: there });
    new AppIdentityPool(stack, 'Identities').addUserPool(users.userPool, users.addClient('Web', AppClient.browser()));
    Template.fromStack(stack).hasResourceProperties('AWS::Cognito::IdentityPool', {
      CognitoIdentityProviders: [{ ClientId: { 'Fn::GetAtt': [Match.anyValue(), Match.anyValue()] } }],
    });
  });

  test('takes the own stack as the one of the pool', () => {
    const stack = aStack();
    const users = ExistingUserPool.fromUserPoolArn(stack, 'Users', ARN, { stack });
    const client = users.addClient('Web', AppClient.browser());
    expect(client.node.path).toBe('Stackus-east-1/Users/Web');
  });

  test.each([
    ["addClient('Web')", (users: ExistingUserPool) => users.addClient('Web', AppClient.browser())],
    ["addResourceServer('Api')", (users: ExistingUserPool) => users.addResourceServer('Api', { identifier: 'a', scopes: { b: 'c' } })],
  ])('fails without such a stack: %s', (call, add) => {
    const elsewhere = ExistingUserPool.fromUserPoolArn(aStack(), 'Users', ARN_THERE);
    expect(() => add(elsewhere)).toThrow(`${call}: the pool is in eu-west-1 and this stack in us-east-1`);
    const foreign = ExistingUserPool.fromUserPoolArn(aStack(), 'Users', ARN.replace('123456789012', '210987654321'));
    expect(() => add(foreign)).toThrow(`${call}: the pool is in 210987654321 and this stack in 123456789012`);
  });

  test('fails for groups without such a stack, and names it', () => {
    const stack = aStack();
    const users = ExistingUserPool.fromUserPoolArn(stack, 'Users', ARN_THERE);
    expect(() => new AppIdentityPool(stack, 'Identities').addGroup(users.userPool, 'admins'))
      .toThrow(/hand in a stack of the pool's region and account/);
  });

  test.each([
    [{ account: '123456789012', region: 'eu-north-1' }, /stack: Stackeu-north-1 is in region eu-north-1 and the pool in eu-west-1/],
    [{ account: '210987654321', region: 'eu-west-1' }, /stack: Stackeu-west-1 is in account 210987654321 and the pool in 123456789012/],
  ])('fails for a stack of somewhere else', (env, message) => {
    const app = new App();
    expect(() => ExistingUserPool.fromUserPoolArn(aStack(HERE, app), 'Users', ARN_THERE, { stack: aStack(env, app) })).toThrow(message);
  });
});

describe('what stays with whoever made the pool', () => {
  test('fails for a trigger, with the way out', () => {
    const stack = aStack();
    const fn = new lambda.Function(stack, 'Fn', {
      runtime: lambda.Runtime.NODEJS_LATEST, handler: 'index.handler', code: lambda.Code.fromInline('//'),
    });
    const users = ExistingUserPool.fromUserPoolId(stack, 'Users', ID);
    expect(() => users.addTrigger(Trigger.preSignUp(fn)))
      .toThrow(/addTrigger: preSignUp can't be set here.*Add the trigger in the app of the pool.*fn.addPermission/s);
  });

  test.each([
    ['mfa', /fromUserPoolId: mfa is a setting of the pool itself.*ask for more in the app itself/],
    ['passwordPolicy', /fromUserPoolId: passwordPolicy is a setting of the pool itself.*set it there, and leave it out here/],
  ])('fails for the setting %s', (setting, message) => {
    expect(() => ExistingUserPool.fromUserPoolId(aStack(), 'Users', ID, { [setting]: {} })).toThrow(message);
  });

  test.each(['us-east-1', 'Abc123', ''])('fails for the id %j', id => {
    expect(() => ExistingUserPool.fromUserPoolId(aStack(), 'Users', id)).toThrow(/is no id of a user pool/);
  });

  test('fails for an ARN in place of the id, and names the method for it', () => {
    const arn = 'arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_Abc123';
    expect(() => ExistingUserPool.fromUserPoolId(aStack(), 'Users', arn)).toThrow(/is no id of a user pool.*use fromUserPoolArn$/);
    expect(() => ExistingUserPool.fromUserPoolArn(aStack(), 'Users', arn)).not.toThrow();
  });

  test.each(['us-east-1_Abc123', 'arn:aws:cognito-identity:us-east-1:123456789012:identitypool/a'])('fails for the ARN %s', arn => {
    expect(() => ExistingUserPool.fromUserPoolArn(aStack(), 'Users', arn)).toThrow(/is no ARN of a user pool/);
  });
});

describe('an identity pool of a second app', () => {
  test('fails for a rule on what others write, until somebody says who does', () => {
    const withRule = (claim: Claim) => {
      const stack = aStack();
      const users = ExistingUserPool.fromUserPoolId(stack, 'Users', ID, { attributes: { custom: { plan: CustomAttribute.text() } } });
      const identities = new AppIdentityPool(stack, 'Identities');
      identities.addUserPool(users.userPool, users.addClient('Web', AppClient.browser()));
      identities.addRule('Gold', RoleRule.equalTo(claim, 'gold'));
      return () => Template.fromStack(stack);
    };
    expect(withRule(Claim.customAttribute('plan'))).toThrow(/isn't known who can write what/);
    expect(withRule(Claim.customAttribute('plan').acknowledgeWriters('only billing writes it'))).not.toThrow();
  });

  test('gives the people of the first app roles of its own', () => {
    const app = new App();
    const first = new AppUserPool(new Stack(app, 'First'), 'Users', { attributes: { custom: { plan: CustomAttribute.text() } } });
    const second = new Stack(app, 'Second');
    const users = ExistingUserPool.fromUserPool(second, 'Users', first.userPool, {
      attributes: { custom: { plan: CustomAttribute.text() } },
    });
    const client = users.addClient('Reports', AppClient.browser());
    const identities = new AppIdentityPool(second, 'Identities');
    identities.addUserPool(users.userPool, client);
    const editors = identities.addGroup(users.userPool, 'editors');
    const gold = identities.addRule('Gold', RoleRule.equalTo(Claim.customAttribute('plan'), 'gold'));
    const object = 'arn:aws:s3:::reports/a';
    editors.addToPolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [object] }));

    const model = AccessModel.fromStack(second);
    const someone = (groups: string[], plan?: string) =>
      model.signedIn(client.userPoolClientId, { groups, ...plan ? { attributes: { 'custom:plan': plan } } : {} });
    someone([]).assertBecomes(identities.authenticated.role.roleArn);
    someone(['editors']).assertBecomes(editors.role.roleArn);
    someone([], 'gold').assertBecomes(gold.role.roleArn);
    someone(['editors']).assertCan('s3:GetObject', object);
    someone([]).assertCannot('s3:GetObject', object);
    // the clients of the other app get nobody into this one
    expect(model.identityPools).toHaveLength(1);
    Template.fromStack(second).resourceCountIs('AWS::Cognito::UserPool', 0);
  });

  test('grants administration of the pool by its ARN', () => {
    const stack = aStack();
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    ExistingUserPool.fromUserPoolId(stack, 'Users', 'eu-west-1_Abc123').grants.readUsers(role);
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: [Match.objectLike({ Resource: ARN_THERE })] },
    });
  });
});
