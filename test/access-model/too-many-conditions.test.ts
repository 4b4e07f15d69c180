import { allow, role, template } from './fixture';
import { AccessModel } from '../../src/access-model';

/** What hangs on more conditions than can be tried together is not known, and the answer names what it is. */
const NAMES = Array.from({ length: 7 }, (_, i) => `C${i}`);
const rest = {
  Parameters: Object.fromEntries(NAMES.map(name => [`${name}Of`, { Type: 'String' }])),
  Conditions: Object.fromEntries(NAMES.map(name => [name, { 'Fn::Equals': [{ Ref: `${name}Of` }, 'x'] }])),
};
const each = (yes: unknown, no: unknown = { Ref: 'AWS::NoValue' }) => NAMES.map(name => ({ 'Fn::If': [name, yes, no] }));
const asked = (resources: Record<string, object>, action: string, resource = '*') =>
  AccessModel.fromTemplate(template({ resources, rest })).can('Members', action, resource);
const TOO_MANY = 'too many combinations of conditions';

test('the roles of a policy', () => {
  const PolicyDocument = { Statement: allow('s3:*', '*') };
  const Extra = { Type: 'AWS::IAM::Policy', Properties: { Roles: each({ Ref: 'Members' }), PolicyDocument } };
  expect(asked({ Extra }, 's3:GetObject')).toMatchObject({
    decision: 'unknown', reason: expect.stringContaining(`whether Extra is attached to Members: ${TOO_MANY}`),
  });
  expect(asked({ Extra }, 'sqs:SendMessage').decision).toBe('denied');
});

test('the resources of a policy', () => {
  const Statement = { ...allow('sqs:SendMessage', '*'), Principal: { AWS: { 'Fn::GetAtt': ['Members', 'Arn'] } } };
  const Jobs = { Type: 'AWS::SQS::QueuePolicy', Properties: { Queues: each({ Ref: 'A' }), PolicyDocument: { Statement } } };
  const resources = { A: { Type: 'AWS::SQS::Queue' }, Jobs };
  const queue = 'arn:aws:sqs:us-east-1:123456789012:jobs';
  expect(asked(resources, 'sqs:SendMessage', queue)).toMatchObject({
    decision: 'unknown', reason: expect.stringContaining(`what Jobs stands on: ${TOO_MANY}`),
  });
  expect(asked(resources, 'sqs:ReceiveMessage', queue).decision).toBe('denied');
});

test('the policies of a role together', () => {
  const Policies = each({ PolicyName: 'own', PolicyDocument: { Statement: allow('s3:*', '*') } });
  expect(asked({ Members: role('authenticated', [], { Policies }) }, 's3:GetObject')).toMatchObject({
    decision: 'unknown', reason: expect.stringContaining('the policies of Members'),
  });
});
