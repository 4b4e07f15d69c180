import { role, template } from './fixture';
import { AccessModel } from '../../src/access-model';

const US = ':us-east-1:123456789012:';
const everybody = (Effect: string, Action: string) =>
  ({ Version: '2012-10-17', Statement: [{ Effect, Principal: '*', Action, Resource: '*' }] });
const modelOf = (own: unknown[], Type: string, Properties: object) => AccessModel.fromTemplate(template({
  resources: { Members: role('authenticated', own as any), Policy: { Type, Properties } },
}));

test('a policy of logs is for services of AWS, and neither lets roles in nor keeps them out', () => {
  const decision = (Effect: string, own: unknown[]) =>
    modelOf(own, 'AWS::Logs::ResourcePolicy', { PolicyName: 'logs', PolicyDocument: everybody(Effect, 'logs:*') })
      .can('Members', 'logs:PutLogEvents', `arn:aws:logs${US}log-group:/app:log-stream:one`).decision;
  expect(decision('Allow', [])).toBe('denied');
  expect(decision('Deny', [{ Effect: 'Allow', Action: 'logs:*', Resource: '*' }])).toBe('allowed');
});

test('a policy of a workspace surely counts about sharing alone', () => {
  const WorkspaceArn = `arn:aws:aps${US}workspace/w`;
  const model = modelOf([], 'AWS::APS::ResourcePolicy', { WorkspaceArn, PolicyDocument: everybody('Allow', 'aps:*') });
  expect(model.can('Members', 'aps:QueryMetrics', WorkspaceArn).decision).toBe('allowed');
  expect(model.can('Members', 'aps:DeleteWorkspace', WorkspaceArn))
    .toMatchObject({ decision: 'unknown', reason: expect.stringContaining('need not be heeded') });
});

test('how far a policy of X-Ray counts is named, and not known', () => {
  const model = modelOf([], 'AWS::XRay::ResourcePolicy', {
    PolicyName: 'traces', PolicyDocument: JSON.stringify(everybody('Allow', 'xray:*')),
  });
  expect(model.can('Members', 'xray:PutTraceSegments', '*'))
    .toMatchObject({ decision: 'unknown', reason: expect.stringContaining('AWS::XRay::ResourcePolicy') });
  expect(model.can('Members', 's3:GetObject', '*').decision).toBe('denied');
});

describe('what is asked of an alias of a key', () => {
  const ALIAS = `arn:aws:kms${US}alias/photos`;
  const model = modelOf([{ Effect: 'Allow', Action: 'kms:*', Resource: ALIAS }], 'AWS::KMS::Alias', {
    AliasName: 'alias/photos', TargetKeyId: '1234abcd-12ab-34cd-56ef-1234567890ab',
  });

  test('is asked of the key, which is to be named', () => {
    const { decision, reason } = model.can('Members', 'kms:Decrypt', ALIAS);
    expect({ decision, reason }).toEqual({ decision: 'unknown', reason: expect.stringContaining('ask for its ARN') });
    expect(() => model.assertCannot('Members', 'kms:GenerateDataKey', ALIAS)).toThrow('ask for its ARN');
  });

  test('is asked of the alias where it is about that', () => {
    model.assertCan('Members', 'kms:DeleteAlias', ALIAS);
    model.assertCannot('Members', 'kms:DeleteAlias', `arn:aws:kms${US}alias/other`);
  });
});
