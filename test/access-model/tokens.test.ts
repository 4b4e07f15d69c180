import { App, Aws, CfnParameter, Fn, Lazy, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { template } from './fixture';
import { AccessModel, CognitoAuth } from '../../src';

function app(props: { env?: object; bucketEnv?: object } = {}) {
  const root = new App();
  const data = new Stack(root, 'Data', { env: props.bucketEnv as any });
  const stack = new Stack(root, 'Main', { env: props.env as any });
  const photos = new s3.Bucket(data, 'Photos', props.bucketEnv ? { bucketName: 'harbour-photos' } : {});
  const unused = new s3.Bucket(data, 'Unused');
  const notes = new dynamodb.Table(stack, 'Notes', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
  const auth = new CognitoAuth(stack, 'Auth', { guestAccess: true });
  photos.grantRead(auth.guests, 'public/*');
  notes.grantReadData(auth.authenticated);
  return { root, data, stack, photos, unused, notes, auth };
}

describe('tokens in questions', () => {
  const { stack, photos, unused, notes, auth } = app();
  const model = AccessModel.fromStack(stack);
  const guests = auth.guests.role.roleArn;

  test('an ARN of a construct in another stack is that of its template', () => {
    model.assertCan(guests, 's3:GetObject', photos.arnForObjects('public/cat.jpg'));
    model.assertCannot(guests, 's3:GetObject', `${photos.bucketArn}/private/cat.jpg`);
    model.assertCannot(guests, 's3:GetObject', `${unused.bucketArn}/public/cat.jpg`);
  });

  test('an ARN that the stack makes of names and of where it is', () => {
    const members = auth.authenticated.role.roleArn;
    model.assertCan(members, 'dynamodb:GetItem', notes.tableArn);
    model.assertCan(
      members, 'dynamodb:GetItem', stack.formatArn({ service: 'dynamodb', resource: 'table', resourceName: notes.tableName }),
    );
    model.assertCan(members, 'dynamodb:GetItem', `arn:${Aws.PARTITION}:dynamodb:${Aws.REGION}:${Aws.ACCOUNT_ID}:table/${notes.tableName}`);
    model.assertCan(members, Lazy.string({ produce: () => 'dynamodb:GetItem' }), notes.tableArn);
  });

  test('a role is asked for by its ARN, by its name and as the construct', () => {
    expect(model.roleOf(auth.guests.role)).toBe(model.becomes().role);
    expect(model.can(auth.guests.role.roleName, 's3:GetObject', `${photos.bucketArn}/public/a`).decision).toBe('allowed');
    model.assertBecomes(guests);
  });

  test('identity pools, providers, clients and claims', () => {
    const login = `${auth.userPool.userPoolProviderName}:${auth.client.userPoolClientId}`;
    const request = { identityPool: auth.identityPool.identityPoolId, logins: { [login]: { aud: auth.client.userPoolClientId } } };
    model.assertBecomes(auth.authenticated.role.roleArn, request);
    expect(model.claimsFor(auth.client.userPoolClientId, { sub: 'me' })).toMatchObject({ sub: 'me' });
  });

  test('the message of a failed check names what the templates have', () => {
    expect(() => model.assertCan(guests, 's3:GetObject', `${photos.bucketArn}/private/a`))
      .toThrow(/on arn:aws:s3:::Photos\w+\/private\/a, but it is denied/);
  });

  test.each<[string, () => unknown, string]>([
    [
      'the resource is imported from nowhere', () => model.assertCannot(guests, 's3:GetObject', `${Fn.importValue('else')}/a`),
      'resource: <known at deployment>/a has a token',
    ],
    [
      'the resource is of another app', () => model.assertCannot(guests, 's3:GetObject', app().photos.bucketArn),
      'resource: <known at deployment> has a token that is not known before deployment: it refers to a construct of another app',
    ],
    [
      'the role is of another app', () => model.assertCannot(app().auth.guests.role.roleArn, 's3:GetObject', '*'),
      'role: <known at deployment> has a token',
    ],
    [
      'the action is a parameter of no template', () => model.assertCannot(guests, Fn.ref('Which'), '*'),
      'Which is neither a resource nor a parameter',
    ],
    ['a claim is of no template', () => model.becomes({ logins: { x: { plan: Fn.importValue('else') } } }), 'request: {'],
    [
      'the construct is newer than the templates',
      () => model.roleOf(iam.Role.fromRoleArn(stack, 'Late', 'arn:aws:iam::123456789012:role/late')), 'there is no role',
    ],
  ])('fails when %s', (_, ask, message) => expect(ask).toThrow(message));
});

test('a bucket of another region has its own name', () => {
  const { stack, photos, auth } = app({
    env: { account: '111122223333', region: 'eu-west-1' }, bucketEnv: { account: '111122223333', region: 'us-east-1' },
  });
  const model = AccessModel.fromStack(stack);
  model.assertCan(auth.guests.role.roleArn, 's3:GetObject', photos.arnForObjects('public/cat.jpg'));
  model.assertCan(auth.guests.role.roleArn, 's3:GetObject', 'arn:aws:s3:::harbour-photos/public/cat.jpg');
});

test('a construct in a nested stack, and stacks in a stage', () => {
  const stage = new Stage(new App(), 'Prod');
  const stack = new Stack(stage, 'Main');
  const nested = new NestedStack(stack, 'Inner');
  const photos = new s3.Bucket(nested, 'Photos');
  const auth = new CognitoAuth(stack, 'Auth', { guestAccess: true });
  photos.grantRead(auth.guests, 'public/*');
  const model = AccessModel.fromStack(stack);
  model.assertCan(model.roleOf(auth.guests.role), 's3:GetObject', photos.arnForObjects('public/cat.jpg'));
  model.assertCannot(model.roleOf(auth.guests.role), 's3:GetObject', photos.arnForObjects('private/cat.jpg'));
});

test('a parameter with a default is taken for it', () => {
  const { stack, auth } = app();
  const name = new CfnParameter(stack, 'Bucket', { default: 'harbour' });
  const open = new CfnParameter(stack, 'Open');
  const model = AccessModel.fromStack(stack);
  model.assertCannot(auth.guests.role.roleArn, 's3:GetObject', `arn:aws:s3:::${name.valueAsString}/a`);
  expect(() => model.assertCannot(auth.guests.role.roleArn, 's3:GetObject', `arn:aws:s3:::${open.valueAsString}/a`))
    .toThrow('parameter Open has no default');
});

describe('a model of a plain template', () => {
  const model = AccessModel.fromTemplate(template());

  test('fails on tokens', () => {
    expect(() => model.assertCannot('Members', 's3:GetObject', new s3.Bucket(new Stack(), 'B').bucketArn))
      .toThrow('resource has a token of the CDK');
    expect(() => model.roleOf(new iam.Role(new Stack(), 'R', { assumedBy: new iam.AnyPrincipal() })))
      .toThrow('role has a token of the CDK');
  });

  test.each([
    ['no ARN', 's3:GetObject', 'photos/cat.jpg', 'resource: give an ARN'],
    ['an ARN cut short', 's3:GetObject', 'arn:aws:s3:::', 'resource: give an ARN'],
    ['no action', 'GetObject', '*', 'action: ask for one action'],
    ['several actions', 's3:Get*', '*', 'action: ask for one action'],
  ])('fails when asked about %s, to which nobody can say yes', (_, action, resource, message) => {
    expect(() => model.assertCannot('Members', action, resource)).toThrow(message);
  });
});
