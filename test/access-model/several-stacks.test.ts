import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { App, Stack, Stage } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { allow, group, role, signedIn, template, tokenMapping } from './fixture';
import { AccessModel, CognitoAuth } from '../../src';
import { accessMatrices } from '../../src/access-model/access-matrix';
import { createDirectory } from '../../src/local/directory/access-directory';
import { Assembly } from '../../src/template/assembly';
import { checkTemplate, LoadedTemplate } from '../../src/template/text/load';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'several-stacks-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

function loaded(name: string, body: object, more: Partial<LoadedTemplate> = {}): LoadedTemplate {
  return { name, body: checkTemplate(body, name), ...more };
}

const modelOf = (...templates: LoadedTemplate[]) => AccessModel._fromTemplates(templates);

const policyFor = (Roles: unknown, action: string) => ({
  Type: 'AWS::IAM::Policy',
  Properties: { Roles, PolicyDocument: { Version: '2012-10-17', Statement: [allow(action, '*')] } },
});

/** The same stack twice: all logical ids are the same, what the roles may do is not. */
const twins = (more: (name: string) => object = () => ({})) => ['Dev', 'Prod'].map(name => loaded(name, template({
  pool: { AllowUnauthenticatedIdentities: true },
  mappings: tokenMapping(),
  resources: {
    Photos: { Type: 'AWS::S3::Bucket' },
    Admins: role('authenticated', [allow(`s3:${name}`, { 'Fn::GetAtt': ['Photos', 'Arn'] })]),
    admins: group('admins', 'Admins', 0),
    ...more(name),
  },
})));

describe('two stacks with the same logical ids', () => {
  const model = modelOf(...twins());

  test('have names with their stack', () => {
    expect(model.roles)
      .toEqual(['Guests', 'Members', 'Admins'].map(id => `Dev/${id}`).concat(['Guests', 'Members', 'Admins'].map(id => `Prod/${id}`)));
    expect(model.identityPools).toEqual(['Dev/Identities', 'Prod/Identities']);
    expect(accessMatrices(model).map(({ identityPool }) => identityPool)).toEqual(model.identityPools);
  });

  test.each(['Dev', 'Prod'])('lead to their own roles: %s', name => {
    const identityPool = `${name}/Identities`;
    const admins = { identityPool, ...signedIn({ 'cognito:groups': ['admins'] }) };
    expect(model.becomes({ identityPool })).toMatchObject({ role: `${name}/Guests` });
    expect(model.becomes(admins)).toMatchObject({ role: `${name}/Admins` });
    expect(model.becomes({ ...admins, customRoleArn: 'Admins' })).toMatchObject({ role: `${name}/Admins`, via: 'custom-role' });
    model.assertBecomes(`${name}/Admins`, admins);
    expect(model.becomes({ identityPool, logins: { [`userpool:${name}/Users:${name}/Web`]: {} } }).outcome).toBe('denied');
    expect(model.becomes({ identityPool, logins: { [`userpool:${name === 'Dev' ? 'Prod' : 'Dev'}/Users:${name}/Web`]: {} } }).reason)
      .toContain('not a provider');
    expect(model.claimsFor(`${name}/Web`, { groups: ['admins'] }))
      .toMatchObject({ 'cognito:preferred_role': `arn:aws:iam::123456789012:role/${name}-Admins` });
  });

  test('lead to their own resources', () => {
    const ask = (from: string, to: string) => model.can(`${from}/Admins`, `s3:${from}`, `arn:aws:s3:::${to}-Photos`);
    expect(ask('Dev', 'Dev')).toMatchObject({ decision: 'allowed', statement: 'Dev/Admins/own#0' });
    expect(ask('Dev', 'Prod').decision).toBe('denied');
    expect(ask('Prod', 'Prod').decision).toBe('allowed');
  });

  test('are not asked about by a name that several have', () => {
    expect(() => model.can('Admins', 's3:Dev', '*')).toThrow("there are several of 'Admins': use one of Dev/Admins, Prod/Admins");
    expect(() => model.becomes({ identityPool: 'Identities' })).toThrow('use one of Dev/Identities, Prod/Identities');
    expect(() => model.becomes()).toThrow('several identity pools');
    expect(() => model.claimsFor('Web')).toThrow('use one of Dev/Web, Prod/Web');
    for (const resource of ['arn:aws:s3:::Photos', 'arn:aws:s3:::Photos/cat']) {
      expect(() => model.assertCannot('Dev/Admins', 's3:Dev', resource))
        .toThrow('use one of arn:aws:s3:::Dev-Photos, arn:aws:s3:::Prod-Photos');
    }
    expect(model.can('Dev/Admins', 's3:Dev', 'arn:aws:s3:::PhotosToo').decision).toBe('denied');
  });

  test('keep short names for what only one of them has', () => {
    const [dev, prod] = twins(name => name === 'Dev' ? { Only: role('authenticated') } : {});
    const both = modelOf(dev, prod);
    expect(both.roles).toContain('Only');
    expect(both.can('Dev/Only', 's3:Get', '*').decision).toBe(both.can('Only', 's3:Get', '*').decision);
    expect(modelOf(dev).roles).toEqual(['Guests', 'Members', 'Admins', 'Only']);
  });

  test('are served each with their own roles', () => {
    const directory = createDirectory(model, {
      issuers: { 'Dev/Users': 'http://127.0.0.1:1/us-east-1_dev' }, clientIds: {}, log: () => undefined,
    });
    const [dev, prod] = [...directory.pools.values()];
    expect([dev, prod].map(pool => directory.becomes(pool, {}).role?.arn))
      .toEqual(['Dev', 'Prod'].map(name => `arn:aws:iam::123456789012:role/${name}-Guests`));
    expect(directory.roles.size).toBe(6);
    const options = { issuers: { Users: 'http://127.0.0.1:1/us-east-1_dev' }, clientIds: {}, log: () => undefined };
    expect(() => createDirectory(model, options)).toThrow("'Users' is no user pool of the template: use one of Dev/Users, Prod/Users");
  });
});

describe('two stacks whose roles have the same name of their own', () => {
  const named = (id: string, action: string) => ({ [id]: role('authenticated', [allow(action, '*')], { RoleName: 'members' }) });

  test('mean their own', () => {
    const model = modelOf(...twins(name => ({ ...named('Members', `own:${name}`), Extra: policyFor(['members'], `extra:${name}`) })));
    for (const name of ['Dev', 'Prod']) {
      const other = name === 'Dev' ? 'Prod' : 'Dev';
      const preferred = { 'cognito:preferred_role': 'arn:aws:iam::123456789012:role/members' };
      expect(model.becomes({ identityPool: `${name}/Identities`, ...signedIn(preferred) }))
        .toMatchObject({ outcome: 'role', role: `${name}/Members` });
      for (const kind of ['own', 'extra']) {
        expect(model.can(`${name}/Members`, `${kind}:${name}`, '*').decision).toBe('allowed');
        expect(model.can(`${name}/Members`, `${kind}:${other}`, '*').decision).toBe('denied');
      }
    }
    expect(() => model.can('arn:aws:iam::123456789012:role/members', 's3:Get', '*')).toThrow('use one of Dev/Members, Prod/Members');
  });

  const roles = (name: string, more: Partial<LoadedTemplate> = {}) =>
    loaded(`${name}/Roles`, { Resources: named('Members', 's3:Own') }, more);
  const policy = (name: string, more: Partial<LoadedTemplate> = {}) =>
    loaded(name, { Resources: { Extra: policyFor(['members'], `s3:${name.replace('/', '')}`) } }, more);
  const may = (model: AccessModel, stage: string, action: string) => model.can(`${stage}/Roles/Members`, action, '*').decision;

  test('are meant by the stacks of the same stage', () => {
    const model = modelOf(roles('Dev'), roles('Prod'), policy('Dev/More'), policy('Prod/More'));
    expect([may(model, 'Dev', 's3:DevMore'), may(model, 'Dev', 's3:ProdMore')]).toEqual(['allowed', 'denied']);
    expect([may(model, 'Prod', 's3:DevMore'), may(model, 'Prod', 's3:ProdMore')]).toEqual(['denied', 'allowed']);
  });

  test('are either for a stack that is as near to both', () => {
    const model = modelOf(roles('Dev'), roles('Prod'), policy('More'));
    for (const stage of ['Dev', 'Prod']) {
      expect(model.can(`${stage}/Roles/Members`, 's3:More', '*'))
        .toMatchObject({ decision: 'unknown', reason: expect.stringContaining('several templates make a role members') });
    }
  });

  test('are told apart by the account', () => {
    const [dev, prod] = [{ account: '111111111111' }, { account: '222222222222' }];
    const model = modelOf(roles('Dev', dev), roles('Prod', prod), policy('More', dev));
    expect(may(model, 'Dev', 's3:More')).toBe('allowed');
    expect(may(model, 'Prod', 's3:More')).toBe('denied');
    const open = loaded(
      'Open', { Parameters: { Name: { Type: 'String' } }, Resources: { Open: policyFor([{ Ref: 'Name' }], 's3:Open') } }, dev,
    );
    expect(['Dev', 'Prod'].map(stage => may(modelOf(roles('Dev', dev), roles('Prod', prod), open), stage, 's3:Open')))
      .toEqual(['unknown', 'denied']);
  });
});

test('a policy for a role by name may be for one whose name is decided at deployment', () => {
  const model = AccessModel.fromTemplate(template({
    rest: { Parameters: { Name: { Type: 'String' } } },
    resources: {
      Nameless: role('authenticated', [], { RoleName: { Ref: 'Name' } }),
      Known: role('authenticated', [], { RoleName: 'known' }),
      Extra: policyFor(['somebody'], 's3:Somebody'),
      Other: policyFor(['known'], 's3:Known'),
    },
  }));
  expect(model.can('Nameless', 's3:Somebody', '*'))
    .toMatchObject({ decision: 'unknown', reason: expect.stringContaining('the name of Nameless') });
  expect(model.can('Nameless', 's3:Known', '*').decision).toBe('denied');
  expect(model.can('Known', 's3:Somebody', '*').decision).toBe('denied');
  expect(model.can('Known', 's3:Known', '*').decision).toBe('allowed');
});

test('one identity pool may have clients of several stacks with the same logical ids', () => {
  const users = (name: string) => loaded(name, {
    Resources: {
      Users: { Type: 'AWS::Cognito::UserPool' },
      Web: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Users' } } },
    },
    Outputs: {
      Provider: { Value: { 'Fn::GetAtt': ['Users', 'ProviderName'] }, Export: { Name: `${name}-provider` } },
      Client: { Value: { Ref: 'Web' }, Export: { Name: `${name}-client` } },
    },
  });
  const provider = (name: string) =>
    ({ ProviderName: { 'Fn::ImportValue': `${name}-provider` }, ClientId: { 'Fn::ImportValue': `${name}-client` } });
  const joint = loaded('Joint', {
    Resources: {
      Identities: { Type: 'AWS::Cognito::IdentityPool', Properties: { CognitoIdentityProviders: [provider('A'), provider('B')] } },
    },
  });
  const model = modelOf(users('A'), users('B'), joint);
  expect(() => model.becomes(signedIn()))
    .toThrow("'userpool:Users:Web' is several clients of Identities: use one of userpool:A/Users:A/Web, userpool:B/Users:B/Web");
  expect(model.becomes({ logins: { 'userpool:B/Users:B/Web': {} } }).reason).toContain('userpool:B/Users:B/Web has no role mapping');
});

test('an export is that of the nearest stack', () => {
  const exporting = (name: string) => loaded(name, { Resources: {}, Outputs: { O: { Value: name, Export: { Name: 'shared' } } } });
  const value = (...templates: LoadedTemplate[]) => new Assembly(templates).scopes.at(-1)!.resolve({ 'Fn::ImportValue': 'shared' });
  expect(value(exporting('Dev/Data'), exporting('Prod/Data'), loaded('Prod/App', { Resources: {} }))).toBe('Prod/Data');
  expect(value(exporting('Dev/Data'), exporting('Prod/Data'), loaded('App', { Resources: {} }))).toHaveProperty(['Fn::Unresolved']);
});

describe('of a CDK app with two stages', () => {
  const app = new App({ outdir: path.join(folder, 'cdk.out') });
  const [dev, prod] = ['Dev', 'Prod'].map(name => {
    const stack = new Stack(new Stage(app, name), 'Auth', { stackName: `auth-of-${name.toLowerCase()}` });
    const auth = new CognitoAuth(stack, 'Auth', { guestAccess: true });
    const photos = new s3.Bucket(stack, 'Photos');
    photos.grantRead(auth.guests!, 'public/*');
    return { stack, bucket: stack.getLogicalId(photos.node.defaultChild as s3.CfnBucket) };
  });

  test('the stack that is asked about keeps its short names', () => {
    const model = AccessModel.fromStack(dev.stack);
    const guest = model.becomes().role!;
    expect(guest).not.toContain('/');
    model.assertCan(guest, 's3:GetObject', `arn:aws:s3:::${dev.bucket}/public/cat`);
  });

  test('all of it has both, each with its own', () => {
    const model = AccessModel.fromFile(app.synth().directory);
    const [forDev, forProd] = model.identityPools;
    expect([forDev, forProd].map(name => name.split('/').slice(0, -1))).toEqual([['Dev', 'Auth'], ['Prod', 'Auth']]);
    const guest = model.becomes({ identityPool: forDev }).role!;
    expect(guest).toContain('Dev/Auth/');
    expect(model.becomes({ identityPool: forProd }).role).toContain('Prod/Auth/');
    model.assertCan(guest, 's3:GetObject', `arn:aws:s3:::Dev-Auth-${dev.bucket}/public/cat`);
    model.assertCannot(guest, 's3:GetObject', `arn:aws:s3:::Prod-Auth-${prod.bucket}/public/cat`);
  });
});
