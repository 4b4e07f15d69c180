import { App, CfnParameter, Fn, Lazy, Stack, Stage, Token } from 'aws-cdk-lib';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { allow, role, signedIn, template } from './fixture';
import { AccessModel, CognitoAuth } from '../../src';
import { AppTokens } from '../../src/access-model/private/app-tokens';
import { checkTemplate } from '../../src/template/text/load';

describe('where a part of the template was not read that may change anything', () => {
  const body = template({ resources: { Members: role('authenticated', [allow('*', '*')]) } });
  const model = AccessModel.fromTemplate({ ...body, Transform: 'Ours' });
  const reason = expect.stringMatching(/^.*Ours.* in Transform was not read: .+/);

  test('no answer is sure', () => {
    expect(model.becomes(signedIn())).toEqual({ outcome: 'unknown', reason });
    expect(model.can('Members', 's3:GetObject', '*')).toEqual({ decision: 'unknown', reason });
    expect(() => model.assertCan('Members', 's3:GetObject', '*')).toThrow('but it is unknown: ');
    expect(() => model.roleFor(signedIn())).toThrow('expected a role, got unknown: ');
  });
  test('answers are sure where it changes nothing that they hang on', () => {
    const known = AccessModel.fromTemplate({ ...template(), Transform: 'AWS::SecretsManager-2020-07-23' });
    expect(known.roleFor(signedIn())).toBe('Members');
    const other = AccessModel.fromTemplate(template({
      resources: { Child: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://s3.amazonaws.com/b/child.json' } } },
    }));
    expect(other.roleFor(signedIn())).toBe('Members');
  });
});

describe('the name of the role that somebody becomes', () => {
  const model = AccessModel.fromTemplate(template());
  test('is that in the model', () => expect(model.roleFor(signedIn())).toBe('Members'));
  test('fails where somebody becomes none', () => expect(() => model.roleFor()).toThrow(/^expected a role, got denied: guests get nothing/));
  test('fails where it is not known whether the role lets the token in', () => {
    const open = AccessModel.fromTemplate(template({
      resources: { Members: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Ref: 'P' } } } },
      rest: { Parameters: { P: { Type: 'String' } } },
    }));
    expect(open.becomes(signedIn())).toMatchObject({ outcome: 'unknown', role: 'Members' });
    expect(() => open.roleFor(signedIn())).toThrow(/^expected a role, got unknown: /);
    expect(() => open.assertBecomes('Members', signedIn())).toThrow(/^expected the role Members, got unknown: /);
  });
});

describe('what is asked about is found', () => {
  const named = (name: string, body: object) => ({ name, body: checkTemplate(body, name) });
  test('a role by template and logical id, although its short name would do', () => {
    const Members = role('authenticated', [allow('s3:*', '*')]);
    const model = AccessModel._fromTemplates([named('T', template({ resources: { Members } }))]);
    for (const name of ['Members', 'T/Members', 'arn:aws:iam::123456789012:role/Members']) model.assertCan(name, 's3:GetObject', '*');
  });
  test('before another that has its name otherwise', () => {
    const resources = { Members: role('authenticated', [allow('s3:*', '*')]), Other: role('authenticated', [], { RoleName: 'Members' }) };
    expect(AccessModel.fromTemplate(template({ resources })).can('Members', 's3:GetObject', '*').decision).toBe('allowed');
  });
  test('fails with what there is, or that there is nothing', () => {
    expect(() => AccessModel.fromTemplate({ Resources: {} }).can('Members', 's3:GetObject', '*'))
      .toThrow(/^there is no role 'Members': use one of \(there are none\)$/);
    expect(() => AccessModel.fromTemplate(template()).can('Nobody', 's3:GetObject', '*'))
      .toThrow(/^there is no role 'Nobody': use one of Guests, Members$/);
  });
});

describe('tokens that cannot be read', () => {
  const app = new App();
  const stack = new Stack(app, 'Main');
  const auth = new CognitoAuth(stack, 'Auth', { guestAccess: true });
  const other = new Stack(app, 'Other');
  const queue = new sqs.Queue(other, 'Queue');
  const late = new CfnParameter(stack, 'Late', { type: 'Number' });
  const list = new CfnParameter(stack, 'List', { type: 'CommaDelimitedList', default: 'a,b' });
  const model = AccessModel.fromStack(stack);
  const guests = auth.guests.role.roleArn;
  const open = Lazy.string({ produce: () => Fn.importValue('else') });

  test.each<[string, () => unknown]>([
    ['action', () => model.can(guests, open, '*')], ['resource', () => model.can(guests, 's3:GetObject', open)],
    ['role', () => model.can(open, 's3:GetObject', '*')], ['client', () => model.claimsFor(open)],
    ['user', () => model.claimsFor(auth.client.userPoolClientId, { groups: [open] })],
    ['context', () => model.can(guests, 's3:GetObject', '*', { context: { 'aws:SourceIp': open } })],
    ['request', () => model.becomes({ logins: { x: { y: open } } })],
  ])('fails with the name of what has it: %s', (what, ask) => {
    expect(ask).toThrow(new RegExp(`^${what}: .*has a token that is not known before deployment: .*; write out the value, `
      + 'or take it from a construct of this app$'));
  });

  test('a list is read as one, and what stands for no text fails', () => {
    const resource = Fn.join('/', ['arn:aws:s3:::b', Fn.select(1, list.valueAsList)]);
    expect(model.can(guests, 's3:GetObject', resource).decision).toBe('denied');
    expect(model.claimsFor(auth.client.userPoolClientId, { groups: list.valueAsList })['cognito:groups']).toEqual(['a', 'b']);
    expect(() => model.can(guests, 's3:GetObject', Token.asString({ a: 1 }))).toThrow('it is {"a":1}, which is no text');
    expect(() => model.can(guests, 's3:GetObject', `arn:aws:s3:::${late.valueAsString}`)).toThrow('parameter Late has no default');
  });

  test('fails where the stack of the construct was not read', () => {
    const reader = new AppTokens(stack, () => undefined);
    expect(() => reader.read('resource', queue.queueArn)).toThrow('Other is not part of the assembly that was read');
    const inner = new sqs.Queue(new Stack(new Stage(app, 'Stage'), 'Inner'), 'Queue');
    const failing = Lazy.string({ produce: () => { throw new Error('first\nsecond'); } });
    expect(() => model.can(guests, 's3:GetObject', inner.queueArn)).toThrow('Stage/Inner is not part of the assembly');
    expect(() => model.can(guests, 's3:GetObject', failing)).toThrow(/before deployment: .*first; write out/);
  });
});
