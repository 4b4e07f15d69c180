import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { App, CfnParameter, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { allow, group, POOL_REF, role, rulesMapping, signedIn, template, tokenMapping, trust } from './fixture';
import { AccessModel, CognitoAuth } from '../../src';

const GUESTS_ON = { AllowUnauthenticatedIdentities: true };
const read = allow('s3:GetObject', 'arn:aws:s3:::photos/public/*');

describe('can', () => {
  test('says which statement decided', () => {
    const model = AccessModel.fromTemplate(template({ resources: { Members: role('authenticated', [read]) } }));
    expect(model.can('Members', 's3:GetObject', 'arn:aws:s3:::photos/public/cat'))
      .toMatchObject({ decision: 'allowed', statement: 'Members/own#0' });
    expect(model.can('arn:aws:iam::123456789012:role/Members', 's3:GetObject', 'arn:aws:s3:::photos/private/cat'))
      .toMatchObject({ decision: 'denied' });
  });

  test('fills in the caller\'s identity id', () => {
    const own = allow('s3:GetObject', 'arn:aws:s3:::photos/${cognito-identity.amazonaws.com:sub}/*');
    const model = AccessModel.fromTemplate(template({ resources: { Members: role('authenticated', [own]) } }));
    const context = { 'cognito-identity.amazonaws.com:sub': 'me' };
    model.assertCan('Members', 's3:GetObject', 'arn:aws:s3:::photos/me/cat', { context });
    model.assertCannot('Members', 's3:GetObject', 'arn:aws:s3:::photos/you/cat', { context });
  });

  test('knows pool and kind of identity of any role that the pool gives', () => {
    const amr = (kind: string) => allow('s3:GetObject', '*', {
      Condition: {
        'StringEquals': { 'cognito-identity.amazonaws.com:aud': POOL_REF },
        'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': kind },
      },
    });
    const model = AccessModel.fromTemplate(template({
      mappings: rulesMapping([['plan', 'Equals', 'gold', 'Gold']]),
      resources: {
        Guests: role('unauthenticated', [amr('unauthenticated')]),
        Gold: role('authenticated', [amr('authenticated')]),
        Admins: role('authenticated', [amr('authenticated')]),
        admins: group('admins', 'Admins', 0),
        Stranger: role('authenticated', [amr('authenticated')]),
      },
    }));
    for (const name of ['Guests', 'Gold', 'Admins']) model.assertCan(name, 's3:GetObject', 'arn:aws:s3:::b/k');
    model.assertCannot('Stranger', 's3:GetObject', 'arn:aws:s3:::b/k');
  });

  test('collects policies from wherever they stand', () => {
    const policy = (type: string, props: object, action: string) => ({
      Type: type,
      Properties: { ...props, PolicyDocument: { Version: '2012-10-17', Statement: [allow(action, '*')] } },
    });
    const model = AccessModel.fromTemplate(template({
      resources: {
        Members: role('authenticated', [], { ManagedPolicyArns: [{ Ref: 'Attached' }] }),
        Inline: policy('AWS::IAM::Policy', { PolicyName: 'p', Roles: [{ Ref: 'Members' }] }, 's3:A'),
        Single: policy('AWS::IAM::RolePolicy', { PolicyName: 'p', RoleName: { Ref: 'Members' } }, 's3:B'),
        Attached: policy('AWS::IAM::ManagedPolicy', {}, 's3:C'),
        Attaching: policy('AWS::IAM::ManagedPolicy', { Roles: [{ Ref: 'Members' }] }, 's3:D'),
      },
    }));
    for (const letter of 'ABCD') model.assertCan('Members', `s3:${letter}`, '*');
    model.assertCannot('Members', 's3:E', '*');
  });

  test('does not know what a policy says that is not in the template', () => {
    const model = AccessModel.fromTemplate(template({
      resources: { Members: role('authenticated', [], { ManagedPolicyArns: ['arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess'] }) },
    }));
    expect(model.can('Members', 's3:GetObject', 'arn:aws:s3:::b/k').decision).toBe('unknown');
    expect(() => model.assertCannot('Members', 's3:GetObject', '*')).toThrow('it is unknown');
    expect(() => model.assertCan('Members', 's3:GetObject', '*')).toThrow('expected Members to be allowed');
  });

  test('keeps inside a boundary', () => {
    const model = AccessModel.fromTemplate(template({
      resources: {
        Members: role('authenticated', [allow('s3:*', '*')], { PermissionsBoundary: { Ref: 'Boundary' } }),
        Boundary: {
          Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { Version: '2012-10-17', Statement: [allow('s3:Get*', '*')] } },
        },
      },
    }));
    model.assertCan('Members', 's3:GetObject', '*');
    model.assertCannot('Members', 's3:PutObject', '*');
  });

  test('does not know what hangs on a condition of the template', () => {
    const rest = { Parameters: { Stage: { Type: 'String' } }, Conditions: { Prod: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } } };
    const statement = allow('s3:GetObject', { 'Fn::If': ['Prod', 'arn:aws:s3:::p/*', 'arn:aws:s3:::*'] });
    const model = AccessModel.fromTemplate(template({ resources: { Members: role('authenticated', [statement]) }, rest }));
    expect(model.can('Members', 's3:GetObject', 'arn:aws:s3:::p/x').decision).toBe('allowed');
    expect(model.can('Members', 's3:GetObject', 'arn:aws:s3:::d/x'))
      .toMatchObject({ decision: 'unknown', reason: expect.stringContaining('condition') });
  });

  describe('for guests', () => {
    const statements = [allow(['s3:GetObject', 'secretsmanager:GetSecretValue'], '*')];
    const model = (pool: object, more: Parameters<typeof template>[0] = {}) =>
      AccessModel.fromTemplate(template({
        resources: { Guests: role('unauthenticated', statements) }, pool: { ...GUESTS_ON, ...pool }, ...more,
      }));

    test('Cognito\'s session policy counts in the enhanced flow', () => {
      model({}).assertCan('Guests', 's3:GetObject', 'arn:aws:s3:::b/k');
      model({}).assertCannot('Guests', 'secretsmanager:GetSecretValue', '*');
    });

    test('it does not where the basic flow goes around it, or the role is also that of those signed in', () => {
      model({ AllowClassicFlow: true }).assertCan('Guests', 'secretsmanager:GetSecretValue', '*');
      const arn = { 'Fn::GetAtt': ['Guests', 'Arn'] };
      model({}, { roles: { unauthenticated: arn, authenticated: arn } }).assertCan('Guests', 'secretsmanager:GetSecretValue', '*');
    });
  });
});

describe('assertions about roles', () => {
  const model = AccessModel.fromTemplate(template({ resources: { Admins: role('authenticated') } }));

  test('explain what happened instead', () => {
    model.assertBecomes('Members', signedIn());
    expect(() => model.assertBecomes('Admins', signedIn())).toThrow('expected the role Admins, got Members: userpool');
    expect(() => model.assertBecomes('Guests')).toThrow('expected the role Guests, got denied: guests get nothing');
    model.assertRefused({});
    expect(() => model.assertRefused(signedIn())).toThrow('expected no role, got Members');
  });

  test('refuse roles, pools and clients that are not there', () => {
    expect(() => model.can('Nobody', 's3:GetObject', '*')).toThrow("there is no role 'Nobody': use one of Guests, Members, Admins");
    expect(() => model.becomes({ identityPool: 'Other' })).toThrow("there is no identity pool 'Other': use one of Identities");
    expect(() => model.claimsFor('Other')).toThrow("there is no app client 'Other': use one of Web");
    expect(model.becomes({ identityPool: 'Identities' }).outcome).toBe('denied');
  });

  test('name what there is', () => {
    expect(model.roles).toEqual(['Guests', 'Members', 'Admins']);
    expect(model.identityPools).toEqual(['Identities']);
  });

  test('without or with several identity pools there is nothing to choose from', () => {
    expect(() => AccessModel.fromTemplate({ Resources: {} }).becomes()).toThrow('no identity pool');
    const two = AccessModel.fromTemplate(template({ resources: { Second: { Type: 'AWS::Cognito::IdentityPool' } } }));
    expect(() => two.becomes()).toThrow('several identity pools');
    expect(two.becomes({ identityPool: 'Second' }).outcome).toBe('denied');
  });
});

describe('the claims that a client gets', () => {
  const resources = {
    Web: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Users' }, ReadAttributes: ['email'] } },
    Open: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Users' } } },
    Orphan: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: 'eu-west-1_other' } },
    Admins: role('authenticated'),
    admins: group('admins', 'Admins', 0),
  };
  const model = AccessModel.fromTemplate(template({ resources, mappings: tokenMapping() }));
  const user = {
    groups: ['admins'], username: 'ann', sub: 's-1', attributes: { 'email': 'a@example.com', 'custom:plan': 'gold', 'name': '' },
  };

  test('are what it may read, the groups and their roles', () => {
    expect(model.claimsFor('Web', user)).toEqual({
      'email': 'a@example.com',
      'sub': 's-1',
      'aud': 'Web',
      'iss': 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Users',
      'token_use': 'id',
      'cognito:username': 'ann',
      'cognito:groups': ['admins'],
      'cognito:roles': ['arn:aws:iam::123456789012:role/Admins'],
      'cognito:preferred_role': 'arn:aws:iam::123456789012:role/Admins',
    });
    expect(model.claimsFor('Open', user)).toMatchObject({ 'custom:plan': 'gold' });
    expect(model.claimsFor('Open', user)).not.toHaveProperty('name');
  });

  test('lead to the role', () => {
    expect(model.becomes(signedIn(model.claimsFor('Web', user)))).toMatchObject({ role: 'Admins', via: 'preferred-role' });
    expect(model.claimsFor('Orphan')).not.toHaveProperty('cognito:groups');
  });
});

test('a group role that is decided at deployment is not taken for none', () => {
  const unknown = {
    Type: 'AWS::Cognito::UserPoolGroup',
    Properties: { UserPoolId: { Ref: 'Users' }, GroupName: 'x', RoleArn: { 'Fn::ImportValue': 'elsewhere' } },
  };
  const model = AccessModel.fromTemplate(template({ resources: { x: unknown }, mappings: tokenMapping('AuthenticatedRole') }));
  expect(model.becomes(signedIn({ 'cognito:groups': ['x'] })))
    .toMatchObject({ outcome: 'unknown', role: expect.stringContaining('not known') });
});

test('whether a role trusts is not known when its policy is not', () => {
  const rest = { Parameters: { Trust: { Type: 'String' }, Id: { Type: 'String' } } };
  const members = role('authenticated', [], { AssumeRolePolicyDocument: trust('authenticated', { aud: { Ref: 'Id' } }) });
  const model = AccessModel.fromTemplate(template({ resources: { Members: members }, rest }));
  expect(model.becomes(signedIn())).toMatchObject({ outcome: 'unknown', role: 'Members', reason: expect.stringContaining('not known') });
  expect(() => model.assertBecomes('Members', signedIn())).toThrow(/expected the role Members, got unknown/);
  expect(() => model.assertRefused(signedIn())).toThrow(/expected no role/);
});

describe('reading', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'access-model-'));
  const write = (name: string, text: string) => {
    fs.writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  test('JSON and YAML with short tags say the same', () => {
    const yaml = `
Resources:
  Users: { Type: AWS::Cognito::UserPool }
  Web:
    Type: AWS::Cognito::UserPoolClient
    Properties: { UserPoolId: !Ref Users }
  Identities:
    Type: AWS::Cognito::IdentityPool
    Properties:
      AllowUnauthenticatedIdentities: true
      CognitoIdentityProviders:
        - ClientId: !Ref Web
          ProviderName: !GetAtt Users.ProviderName
  Guests:
    Type: AWS::IAM::Role
    Properties:
      RoleName: !Join [ '-', [ my, !Sub '\${AWS::Region}' ] ]
      Path: !If [ Never, /x/, / ]
      AssumeRolePolicyDocument:
        Version: 2012-10-17
        Statement:
          - Effect: Allow
            Principal: { Federated: cognito-identity.amazonaws.com }
            Action: sts:AssumeRoleWithWebIdentity
            Condition:
              StringEquals: { cognito-identity.amazonaws.com:aud: !Ref Identities }
  Attachment:
    Type: AWS::Cognito::IdentityPoolRoleAttachment
    Properties:
      IdentityPoolId: !Ref Identities
      Roles: { unauthenticated: !GetAtt [ Guests, Arn ] }
      RoleMappings: !Transform { Name: x }
Conditions:
  Never: !Equals [ a, b ]
`;
    const model = AccessModel.fromFile(write('a.yaml', yaml));
    expect(model.becomes()).toMatchObject({ outcome: 'role', role: 'Guests' });
    expect(model._entities.roles[0].arn).toBe('arn:aws:iam::123456789012:role/my-us-east-1');
    expect(model.becomes(signedIn()).reason).toContain('Fn::Transform');
    expect(AccessModel.fromFile(write('a.json', JSON.stringify(template({ pool: GUESTS_ON })))).becomes())
      .toMatchObject({ role: 'Guests' });
  });

  test.each([
    ['nothing.json', undefined, 'no such file or folder'],
    ['bad.json', '{', 'not JSON'],
    ['bad.yaml', 'a: [', 'not YAML'],
    ['tag.yaml', 'Resources: !Unheard x', 'not YAML'],
    ['list.json', '[]', 'not an object'],
    ['text.yaml', 'hello', 'not an object'],
    ['none.json', '{"Outputs":{}}', "no 'Resources'"],
    ['type.json', '{"Resources":{"A":{}}}', "resource 'A' has no 'Type'"],
    ['props.json', '{"Resources":{"A":{"Type":"T","Properties":[]}}}', "'Properties' of resource 'A'"],
    ['resources.yaml', 'Fn::Transform: x', "no 'Resources'"],
    ['section.json', '{"Resources":{},"Parameters":[]}', "'Parameters' is not an object"],
  ])('fails on %s', (name, text, message) => {
    const file = text === undefined ? path.join(folder, name) : write(name, text);
    expect(() => AccessModel.fromFile(file)).toThrow(message);
    expect(() => AccessModel.fromFile(file)).toThrow(name);
  });

  test('a folder without templates fails, one without a manifest is read', () => {
    const empty = fs.mkdtempSync(path.join(folder, 'empty-'));
    expect(() => AccessModel.fromFile(empty)).toThrow('no template in this folder');
    fs.writeFileSync(path.join(empty, 'A.template.json'), JSON.stringify(template()));
    expect(AccessModel.fromFile(empty).identityPools).toEqual(['Identities']);
    fs.writeFileSync(path.join(empty, 'manifest.json'), '[]');
    expect(() => AccessModel.fromFile(empty)).toThrow('not the manifest');
  });

  test('fails on a template that is no object', () => {
    expect(() => AccessModel.fromTemplate('x' as any)).toThrow('template: not a CloudFormation template');
    expect(() => AccessModel.fromTemplate([], 'mine')).toThrow('mine: ');
  });
});

describe('of CDK apps', () => {
  test('a stack is read with what it imports from others', () => {
    const app = new App();
    const data = new Stack(app, 'Data');
    const photos = new s3.Bucket(data, 'Photos');
    const stack = new Stack(app, 'Auth');
    const auth = new CognitoAuth(stack, 'Auth', { guestAccess: true });
    photos.grantRead(auth.guests!, 'public/*');

    const model = AccessModel.fromStack(stack);
    const guest = model.becomes().role!;
    const arn = `arn:aws:s3:::${data.getLogicalId(photos.node.defaultChild as s3.CfnBucket)}`;
    model.assertCan(guest, 's3:GetObject', `${arn}/public/cat.jpg`);
    model.assertCannot(guest, 's3:GetObject', `${arn}/private/cat.jpg`);
  });

  test('a nested stack is read with its parent', () => {
    const stack = new Stack(new App(), 'Parent', { env: { region: 'eu-west-1', account: '111122223333' } });
    const nested = new NestedStack(stack, 'Nested');
    const inner = new iam.Role(nested, 'Inner', { assumedBy: new iam.AccountRootPrincipal() });
    const outer = new s3.Bucket(stack, 'Outer');
    outer.grantRead(inner);
    new CfnParameter(stack, 'Unused');

    const model = AccessModel.fromStack(stack);
    const role_ = nested.getLogicalId(inner.node.defaultChild as iam.CfnRole);
    expect(model._entities.roles[0])
      .toMatchObject({ template: expect.stringContaining('/'), arn: expect.stringContaining('arn:aws:iam::111122223333:role/') });
    model.assertCan(role_, 's3:GetObject', `arn:aws:s3:::${stack.getLogicalId(outer.node.defaultChild as s3.CfnBucket)}/x`);
  });

  test('the stacks of all stages are read', () => {
    const app = new App();
    for (const id of ['Dev', 'Prod']) {
      const stack = new Stack(new Stage(app, id), 'Auth');
      new cognito.CfnIdentityPool(stack, `Pool${id}`, { allowUnauthenticatedIdentities: false });
    }
    expect(AccessModel.fromFile(app.synth().directory).identityPools).toEqual(['PoolDev', 'PoolProd']);
  });

  test('a nested stack whose file is gone stays opaque', () => {
    const app = new App();
    const stack = new Stack(app, 'Parent');
    new iam.Role(new NestedStack(stack, 'Nested'), 'Inner', { assumedBy: new iam.AccountRootPrincipal() });
    const { directory } = app.synth();
    for (const name of fs.readdirSync(directory)) if (name.includes('.nested.')) fs.rmSync(path.join(directory, name));
    expect(AccessModel.fromFile(directory).roles).toEqual([]);
    for (const name of fs.readdirSync(directory)) if (name.endsWith('.assets.json')) fs.rmSync(path.join(directory, name));
    expect(AccessModel.fromFile(directory).roles).toEqual([]);
  });

  test('a stack that is in no app fails', () => {
    expect(() => AccessModel.fromStack({ node: { scopes: [], path: 'Alone' } } as any)).toThrow('Alone is in no App or Stage');
  });

  test('two apps\' pools are told apart by the stack that was asked about', () => {
    const app = new App();
    const [a] = ['A', 'B'].map(id => {
      const stack = new Stack(app, id);
      new cognito.CfnIdentityPool(stack, `Pool${id}`, { allowUnauthenticatedIdentities: false });
      return stack;
    });
    expect(AccessModel.fromStack(a).becomes().reason).toContain('PoolA');
  });
});

test('properties that are a function or missing are no reason to stop', () => {
  const model = AccessModel.fromTemplate(template({
    rest: {
      Parameters: { P: { Type: 'String' } }, Conditions: { C: { 'Fn::Equals': [{ Ref: 'P' }, 'x'] } }, Outputs: { O: { Value: 'x' } },
    },
    roles: { Ref: 'P' },
    pool: {
      CognitoIdentityProviders: [{ ClientId: { Ref: 'P' }, ProviderName: { Ref: 'P' } }, 'odd'], OpenIdConnectProviderARNs: [{ Ref: 'P' }],
    },
    resources: {
      'Fn::ForEach::Loop': ['x'] as any,
      'Bare': { Type: 'AWS::IAM::Role' },
      'Anonymous': role('authenticated', [], {
        Policies: [{ PolicyDocument: { Ref: 'P' } }], ManagedPolicyArns: [{ Ref: 'P' }], Tags: [{ Key: 'k', Value: 'v' }],
      }),
      'group': { Type: 'AWS::Cognito::UserPoolGroup', Properties: { UserPoolId: { Ref: 'Users' }, Precedence: 'x' } },
      'Broken': { Type: 'AWS::IAM::Role', Properties: { 'Fn::If': ['C', {}, {}] } },
    },
  }));
  expect(model._entities.groups[0]).toMatchObject({ name: 'group' });
  expect(model._entities.groups[0]).not.toHaveProperty('precedence');
  expect(model._entities.roles.find(({ logicalId }) => logicalId === 'Anonymous')).toMatchObject({ tags: { k: 'v' } });
  expect(model.can('Anonymous', 's3:GetObject', '*').decision).toBe('unknown');
  expect(model.can('Bare', 's3:GetObject', '*').decision).toBe('denied');
  expect(model.becomes(signedIn()).outcome).toBe('unknown');
});

test('roles that are decided at deployment are not known', () => {
  const rest = { Parameters: { P: { Type: 'String' } } };
  const model = AccessModel.fromTemplate(template({ roles: { Ref: 'P' }, rest, pool: GUESTS_ON }));
  expect(model.becomes()).toMatchObject({ outcome: 'unknown', reason: expect.stringContaining('parameter P') });
  expect(model.becomes(signedIn())).toMatchObject({ outcome: 'unknown', reason: expect.stringContaining('parameter P') });
});

test('which of several attachments is last is not known, and a pool may have none', () => {
  const second = {
    Type: 'AWS::Cognito::IdentityPoolRoleAttachment',
    Properties: { IdentityPoolId: POOL_REF, Roles: { authenticated: { 'Fn::GetAtt': ['Other', 'Arn'] } } },
  };
  expect(AccessModel.fromTemplate(template({ resources: { Other: role('authenticated'), Second: second } })).becomes(signedIn()))
    .toMatchObject({ outcome: 'unknown' });
  expect(AccessModel.fromTemplate(template({ resources: { Attachment: { Type: 'AWS::SNS::Topic' } } })).becomes(signedIn()).outcome)
    .toBe('error');
});
