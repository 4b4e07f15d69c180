import { guest } from './case-parts';
import { Patch, patched } from './good-template';
import { checkTemplates } from '../../src/guardrails/check';

// The tags of a role are principal tags of its sessions, unless a tag of the session takes their place.

const asks = (value: string, key: string = 'team') => ({ StringEquals: { [`aws:PrincipalTag/${key}`]: value } });
const allow = (Condition?: object, Action: string = 'sqs:*') =>
  ({ Effect: 'Allow', Action, Resource: '*', ...Condition && { Condition } });
const deny = (Condition: object) => ({ ...allow(Condition), Effect: 'Deny' });
const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const tagged = (Value: unknown, Key: unknown = 'team'): Patch => ({ 'Member/Tags': [{ Key, Value }] });
const ids = (patch: Patch, tags?: Record<string, string>) =>
  checkTemplates([{ name: 'T', body: { Parameters: { Given: { Type: 'String' } }, ...patched(patch) }, ...tags && { tags } }])
    .flatMap(({ catalogue }) => catalogue);
const member = (statements: object[], more: Patch = {}, tags?: Record<string, string>) =>
  ids({ 'Member/Policies': [{ PolicyName: 'p', PolicyDocument: document(...statements) }], ...more }, tags);
const given = { Ref: 'Given' };

describe('what a statement allows by a tag', () => {
  test.each<[string, Patch, boolean]>([
    ['that the role has', tagged('blue'), true],
    ['that the role has in another case', tagged('blue', 'Team'), true],
    ['that may be the one of the role', tagged(given), true],
    ['of which the role has another value', tagged('red'), false],
  ])('%s', (_which, tags, found) => expect(member([allow(asks('blue'))], tags).includes('A51')).toBe(found));

  test('of the stack, which its roles have too', () => {
    expect(member([allow(asks('blue'))], {}, { team: 'red' })).not.toContain('A51');
    expect(member([allow(asks('blue'))], tagged('blue'), { Team: 'red' })).toContain('A51');
  });

  test('that sessions have by themselves hangs on their claims', () => {
    const sends = (PrincipalTags: unknown, UseDefaults: unknown = false): Patch => ({
      ...tagged('red'),
      Sent: {
        Type: 'AWS::Cognito::IdentityPoolPrincipalTag',
        Properties: { IdentityPoolId: { Ref: 'Identities' }, IdentityProviderName: 'p', PrincipalTags, UseDefaults },
      },
    });
    const found = (patch: Patch) => member([allow(asks('blue'))], patch).includes('A51');
    expect(found(sends({ Team: 'custom:team' }))).toBe(true);
    expect(found(sends(given))).toBe(true);
    expect(found(sends({ site: 'custom:site' }))).toBe(false);
    expect(found(sends(undefined, true))).toBe(false);
  });
});

describe('what limits a role by a tag', () => {
  test('a denial', () => {
    expect(member([allow(), deny(asks('blue'))], tagged('blue'))).not.toContain('A51');
    expect(member([allow(), deny(asks('blue'))], tagged('red'))).toContain('A51');
  });

  test('a boundary', () => {
    const bounded = (value: string): Patch => ({
      'Bound': { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: document(allow(asks('blue'))) } },
      'Member/PermissionsBoundary': { Ref: 'Bound' },
      ...tagged(value),
    });
    expect(member([allow()], bounded('blue'))).toContain('A51');
    expect(member([allow()], bounded('red'))).not.toContain('A51');
  });
});

describe('a policy on a queue that lets in whoever has a tag', () => {
  const open = (Principal: unknown, value: string) => ids({
    ...guest([]),
    'Guest/Tags': [{ Key: 'team', Value: value }],
    'Jobs': { Type: 'AWS::SQS::Queue' },
    'Open': {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: { Queues: [{ Ref: 'Jobs' }], PolicyDocument: document({ ...allow(asks('blue'), 'sqs:SendMessage'), Principal }) },
    },
  });

  test.each<[string, unknown]>([
    ['everybody', '*'], ['the role by name', { AWS: { 'Fn::GetAtt': ['Guest', 'Arn'] } }],
  ])('%s', (_who, principal) => {
    expect(open(principal, 'blue')).toContain('A97');
    expect(open(principal, 'red')).not.toContain('A97');
  });
});

test("what is compared with a tag stays the caller's own", () => {
  const own = { ...allow(undefined, 's3:GetObject'), Resource: 'arn:aws:s3:::files/${aws:PrincipalTag/team}/*' };
  expect(member([own], tagged('blue'))).toEqual(member([own]));
});
