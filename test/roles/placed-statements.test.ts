import { readFileSync } from 'fs';
import { join } from 'path';
import { App, CfnOutput, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { CognitoAuth, Trigger } from '../../src';
import { appCycles } from '../grants/cycles';

const HERE = { account: '123456789012', region: 'eu-west-1' };

interface Layout {
  readonly app: App;
  readonly home: Stack;
  readonly auth: CognitoAuth;
  stack(id: string, env?: object, scope?: Construct): Stack;
}

function layout(env?: object, scope = (app: App): Construct => app): Layout {
  const app = new App();
  const home = new Stack(scope(app), 'Auth', env ? { env } : {});
  return {
    app,
    home,
    auth: new CognitoAuth(home, 'Auth', { guestAccess: true }),
    stack: (id, other = env, parent = scope(app)) => new Stack(parent, id, other ? { env: other } : {}),
  };
}

/** The actions of all policies, by the template that has them. */
function actions(app: App): Record<string, string[]> {
  expect(appCycles(app)).toEqual([]);
  return Object.fromEntries(app.synth().stacksRecursively.map(({ stackName, template }): [string, string[]] =>
    [stackName, policies(template)
      .flatMap(({ PolicyDocument: { Statement } }) => Statement.flatMap(({ Action }: any) => Action))]));
}

const policies = (template: any): any[] => Object.values<any>(template.Resources ?? {})
  .filter(({ Type }) => Type === 'AWS::IAM::Policy').map(({ Properties }) => Properties);

const fn = (scope: Construct, id = 'Fn') => new lambda.Function(scope, id, {
  runtime: lambda.Runtime.NODEJS_22_X, handler: 'i.h', code: lambda.Code.fromInline('x'),
});

describe.each([['of an unknown account and region', undefined], ['of a known account and region', HERE]])('in stacks %s', (_, env) => {
  test('a grant is made in the stack of what it is about, which may know the user pool', () => {
    const { app, home, auth, stack } = layout(env);
    const photos = stack('Photos');
    const bucket = new s3.Bucket(photos, 'Bucket');
    bucket.grantRead(auth.authenticated, 'shared/*');
    bucket.grantPut(auth.guests);
    new CfnOutput(photos, 'Pool', { value: auth.userPool.userPoolId });
    expect(Object.entries(actions(app)).filter(([, list]) => list.length > 0).map(([name]) => name)).toEqual(['Photos']);
    expect(photos.dependencies).toEqual([home]);
    expect(home.dependencies).toEqual([]);
  });

  test.each<[string, boolean, number]>([
    ['without indexes', false, 1], ['with one', true, 2],
  ])('a table %s: no statement is about nothing', (_indexes, indexed, count) => {
    const { app, auth, stack } = layout(env);
    const partitionKey = { name: 'owner', type: dynamodb.AttributeType.STRING };
    const table = new dynamodb.Table(stack('Orders'), 'Table', { partitionKey });
    table.grantReadData(auth.authenticated);
    if (indexed) table.addGlobalSecondaryIndex({ indexName: 'byDay', partitionKey: { name: 'day', type: dynamodb.AttributeType.STRING } });
    const statements = app.synth().stacks.flatMap(({ stackName, template }) => policies(template)
      .flatMap(({ PolicyDocument: { Statement } }) => Statement.map(({ Resource }: any) => [stackName, Resource])));
    expect(statements.map(([name]) => name)).toEqual(['Orders', 'Orders']);
    expect(statements.map(([, resource]) => [resource].flat().length)).toContain(count);
    expect(statements.every(([, resource]) => [resource].flat().length > 0 && resource !== undefined)).toBe(true);
  });

  test('two stacks of equal paths, groups added later and either order of statements make no cycle and no two policies of one name', () => {
    const { app, auth, stack } = layout(env);
    const others = ['Photos', 'Orders'].map(name => {
      const other = stack(name);
      new CfnOutput(other, 'Pool', { value: auth.identityPool.identityPoolId });
      return new s3.Bucket(other, 'Bucket');
    });
    others[0].grantRead(auth.authenticated);
    const early = auth.addGroup('early', { precedence: 0 });
    others.forEach(bucket => bucket.grantWrite(early));
    others[1].grantRead(auth.authenticated);
    auth.addGroup('late', { precedence: 1 });
    const found = actions(app);
    expect(found.Photos.sort()).toEqual(found.Orders.sort());
    const all = app.synth().stacks.flatMap(({ template }) => policies(template));
    expect(new Set(all.map(({ PolicyName }) => JSON.stringify(PolicyName))).size).toBe(all.length);
    const shared = all.filter(({ PolicyDocument }) => JSON.stringify(PolicyDocument).includes('s3:GetObject*'));
    expect(shared.map(({ Roles }) => Roles.length)).toEqual([3, 3]);
  });

  test('a grant stays with the role where its stack waits already, as for the function of a trigger', () => {
    const { app, home, auth, stack } = layout(env);
    const other = stack('Functions');
    auth.addTrigger(Trigger.preSignUp(fn(other)));
    new s3.Bucket(other, 'Bucket').grantRead(auth.authenticated);
    expect(actions(app).Auth).toContain('s3:GetObject*');
    expect(home.dependencies).toEqual([other]);
  });

  test('a grant stays with the role where its stack waits through a third', () => {
    const { app, home, auth, stack } = layout(env);
    const [one, two] = [stack('One'), stack('Two')];
    home.addDependency(one);
    fn(one).addEnvironment('BUCKET', new s3.Bucket(two, 'Other').bucketName);
    new s3.Bucket(two, 'Bucket').grantRead(auth.authenticated);
    expect(actions(app).Auth).toContain('s3:GetObject*');
  });

  test('a grant stays with the role where a construct of its stack was told to wait', () => {
    const { app, auth, stack } = layout(env);
    const other = stack('Other');
    const bucket = new s3.Bucket(other, 'Bucket');
    auth.node.addDependency(bucket);
    bucket.grantRead(auth.authenticated);
    expect(actions(app).Auth).toContain('s3:GetObject*');
  });

  test('a statement about several stacks is one in each', () => {
    const { app, auth, stack } = layout(env);
    const buckets = ['Photos', 'Orders'].map(name => new s3.Bucket(stack(name), 'Bucket'));
    auth.authenticated.addToPolicy(new iam.PolicyStatement({
      actions: ['s3:GetObject'], resources: [...buckets.map(bucket => bucket.arnForObjects('*')), 'arn:aws:s3:::literal/*'],
    }));
    expect(actions(app)).toEqual({ Auth: ['s3:GetObject'], Photos: ['s3:GetObject'], Orders: ['s3:GetObject'] });
  });

  test('literal ARNs and everything stay with the role', () => {
    const { app, auth } = layout(env);
    auth.authenticated.addToPolicy(new iam.PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] }));
    expect(actions(app)).toEqual({ Auth: ['s3:ListAllMyBuckets'] });
  });

  test('a key and what it encrypts in an app stack', () => {
    const { app, auth, stack } = layout(env);
    const other = stack('Other');
    new s3.Bucket(other, 'Bucket', { encryptionKey: new kms.Key(other, 'Key') }).grantReadWrite(auth.addGroup('admins'));
    new CfnOutput(other, 'Pool', { value: auth.userPool.userPoolId });
    expect(actions(app).Other).toContain('kms:Decrypt');
  });

  test('what is in a nested stack is granted there', () => {
    const { app, home, auth } = layout(env);
    const nested = new NestedStack(home, 'Nested');
    new s3.Bucket(nested, 'Bucket').grantRead(auth.authenticated);
    new CfnOutput(nested, 'Pool', { value: auth.userPool.userPoolId });
    expect(actions(app).Auth).toEqual([]);
    expect(readFileSync(join(app.synth().directory, nested.templateFile), 'utf8')).toContain('s3:GetObject*');
  });

  test('a nested stack with a trigger keeps its grants with the role', () => {
    const { app, home, auth } = layout(env);
    const nested = new NestedStack(home, 'Nested');
    auth.addTrigger(Trigger.preSignUp(fn(nested)));
    new s3.Bucket(nested, 'Bucket').grantRead(auth.authenticated);
    expect(actions(app).Auth).toContain('s3:GetObject*');
  });

  test('a role of a nested stack is granted what the stack around it has there', () => {
    const app = new App();
    const around = new Stack(app, 'Around', env ? { env } : {});
    const auth = new CognitoAuth(new NestedStack(around, 'Nested'), 'Auth');
    new s3.Bucket(around, 'Bucket').grantRead(auth.authenticated);
    expect(actions(app).Around).toContain('s3:GetObject*');
  });

  test('within a stage as without', () => {
    const app = new App();
    const stage = new Stage(app, 'Live', env ? { env } : {});
    const auth = new CognitoAuth(new Stack(stage, 'Auth'), 'Auth');
    const other = new Stack(stage, 'Other');
    new s3.Bucket(other, 'Bucket').grantRead(auth.authenticated);
    new CfnOutput(other, 'Pool', { value: auth.userPool.userPoolId });
    expect(Object.entries(actions(app)).filter(([, list]) => list.length > 0).map(([name]) => name)).toEqual(['Live-Other']);
  });
});

test('a grant about another region or account stays with the role', () => {
  const { app, auth, stack } = layout(HERE);
  new s3.Bucket(stack('Region', { ...HERE, region: 'us-east-1' }), 'Bucket', {
    bucketName: 'photos-of-another-region',
  }).grantRead(auth.authenticated);
  new s3.Bucket(stack('Account', { ...HERE, account: '210987654321' }), 'Bucket', {
    bucketName: 'photos-of-another-account',
  }).grantRead(auth.authenticated);
  expect(actions(app).Auth).toEqual(expect.arrayContaining(['s3:GetObject*']));
});

test('what waits for a grant waits for the policy in whichever stack it is', () => {
  const { app, auth, stack } = layout();
  const other = stack('Other');
  const grant = new s3.Bucket(other, 'Bucket').grantRead(auth.authenticated);
  const topic = fn(other, 'Waits');
  grant.applyBefore(topic);
  const { template } = app.synth().getStackByName('Other');
  const waiting = Object.entries<any>(template.Resources).find(([id]) => id.startsWith('Waits') && !id.includes('Role'))![1];
  expect(waiting.DependsOn.some((id: string) => template.Resources[id].Type === 'AWS::IAM::Policy')).toBe(true);
});

test('the characters of inline policies count over all stacks', () => {
  const { app, auth, stack } = layout();
  for (const name of ['One', 'Two']) {
    const other = stack(name);
    const bucket = new s3.Bucket(other, 'Bucket');
    Array.from({ length: 60 }, (_, index) => bucket.grantRead(auth.guests, `${'x'.repeat(60)}${index}/*`));
  }
  expect(() => app.synth()).toThrow(/a role may have 10240 characters of inline policies, grants included, and this one has at least/);
});
