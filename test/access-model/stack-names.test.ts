import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { App, Aws, Fn, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { allow, role, signedIn, template } from './fixture';
import { AccessModel, CognitoAuth } from '../../src';

const NAMED = { 'Fn::Sub': 'arn:aws:s3:::${AWS::StackName}-photos/*' };
const JOINED = { 'Fn::Join': ['', ['arn:aws:s3:::', { Ref: 'AWS::StackName' }, '-photos/*']] };
const photos = (stack: string) => `arn:aws:s3:::${stack}-photos/cat.jpg`;
const model = (statements: object[], resources: object = {}) =>
  AccessModel.fromTemplate(template({ resources: { Members: role('authenticated', statements), ...resources } }));
const decision = (statements: object[], resource: string, resources?: object) =>
  model(statements, resources).can('Members', 's3:GetObject', resource).decision;

describe('of a template alone, what a policy says with the name of the stack is not known', () => {
  test.each([[NAMED], [JOINED]])('where it may be what is asked for: %j', resource => {
    const statement = allow('s3:GetObject', resource as never);
    expect(decision([statement], photos('prod'))).toBe('unknown');
    expect(decision([statement], photos('template'))).toBe('unknown');
    expect(decision([statement], 'arn:aws:s3:::prod-videos/cat.mp4')).toBe('denied');
    expect(decision([statement, allow('s3:GetObject', '*')], photos('prod'))).toBe('allowed');
  });

  test('where it may deny, or leave out', () => {
    const all = allow('s3:GetObject', '*');
    expect(decision([all, { ...allow('s3:*', NAMED as never), Effect: 'Deny' }], photos('prod'))).toBe('unknown');
    expect(decision([all, { ...allow('s3:*', NAMED as never), Effect: 'Deny' }], 'arn:aws:s3:::videos/x')).toBe('allowed');
    const { Resource: _, ...rest } = allow('s3:GetObject', '*') as any;
    expect(decision([{ ...rest, NotResource: NAMED }], photos('prod'))).toBe('unknown');
  });

  test('where a condition asks for it, or the id of the stack', () => {
    const where = (value: unknown) => [{ ...allow('s3:GetObject', '*'), Condition: { StringEquals: { 'aws:x': value } } }];
    const can = (value: unknown, told: string) =>
      model(where(value)).can('Members', 's3:GetObject', photos('a'), { context: { 'aws:x': told } });
    expect(can({ Ref: 'AWS::StackName' }, 'prod').decision).toBe('unknown');
    expect(can({ Ref: 'AWS::StackId' }, 'arn:aws:cloudformation:us-east-1:123456789012:stack/prod/1').decision).toBe('unknown');
    expect(can('prod', 'prod').decision).toBe('allowed');
  });

  test('in a trust policy', () => {
    const own: any = role('authenticated');
    own.Properties.AssumeRolePolicyDocument.Statement[0].Condition.StringLike = { 'aws:UserAgent': { Ref: 'AWS::StackName' } };
    const asking = { ...signedIn({}), context: { 'aws:UserAgent': 'prod' } };
    expect(AccessModel.fromTemplate(template({ resources: { Members: own } })).becomes(asking).outcome).toBe('unknown');
  });

  test('but a bucket of the template that is called so is one and the same', () => {
    const Photos = { Type: 'AWS::S3::Bucket', Properties: { BucketName: { 'Fn::Sub': '${AWS::StackName}-photos' } } };
    const byName = [allow('s3:GetObject', NAMED as never)];
    const byReference = [allow('s3:GetObject', { 'Fn::Sub': '${Photos.Arn}/*' } as never)];
    expect(decision(byName, photos('template'), { Photos })).toBe('allowed');
    expect(decision(byReference, photos('template'), { Photos })).toBe('allowed');
    expect(decision(byName, photos('prod'), { Photos })).toBe('unknown');
    expect(decision(byReference, photos('prod'), { Photos })).toBe('unknown');
  });
});

describe('in an app, the name of a stack is known', () => {
  const made = () => {
    const app = new App({ outdir: fs.mkdtempSync(path.join(os.tmpdir(), 'stack-names-')) });
    const stack = new Stack(app, 'Stack', { stackName: 'prod' });
    const auth = new CognitoAuth(stack, 'Auth');
    auth.authenticated.addToPolicy(new iam.PolicyStatement({
      actions: ['s3:GetObject'], resources: [Fn.sub('arn:aws:s3:::${AWS::StackName}-photos/*')],
    }));
    return { stack, auth };
  };

  test('and decides', () => {
    const { stack, auth } = made();
    const me = AccessModel.fromStack(stack).signedIn(auth.client.userPoolClientId);
    me.assertCan('s3:GetObject', photos('prod'));
    me.assertCannot('s3:GetObject', photos('test'));
  });

  test('but the id that its deployment gives it does not', () => {
    const { stack, auth } = made();
    auth.authenticated.addToPolicy(new iam.PolicyStatement({
      actions: ['s3:PutObject'], resources: [`arn:aws:s3:::${Fn.select(2, Fn.split('/', Aws.STACK_ID))}-x/*`],
    }));
    new s3.Bucket(stack, 'Other');
    const model2 = AccessModel.fromStack(stack).signedIn(auth.client.userPoolClientId);
    expect(model2.can('s3:PutObject', 'arn:aws:s3:::1234-x/a').decision).toBe('unknown');
  });
});
