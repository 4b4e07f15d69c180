import { allow, role, template } from './fixture';
import { AccessModel } from '../../src/access-model';
import { checkTemplates } from '../../src/guardrails/check';
import { POLICIES } from '../../src/policy/managed/policies.generated';
import { policyOfAws } from '../../src/policy/managed/policy-of-aws';

const OBJECT = 'arn:aws:s3:::photos/cat';
const arnOf = (name: string) => `arn:aws:iam::aws:policy/${name}`;
const member = (name: unknown, more: object = {}) => AccessModel.fromTemplate(template({
  resources: { Members: role('authenticated', [], { ManagedPolicyArns: [typeof name === 'string' ? arnOf(name) : name], ...more }) },
}));

describe('a policy of AWS whose content is known', () => {
  test('answers, and says since when it is so', () => {
    const model = member('AmazonS3ReadOnlyAccess');
    expect(model.can('Members', 's3:GetObject', OBJECT)).toMatchObject({
      decision: 'allowed',
      statement: `${arnOf('AmazonS3ReadOnlyAccess')} (v3 of 2023-08-10)#0`,
      reason: expect.stringContaining('AmazonS3ReadOnlyAccess (v3 of 2023-08-10) allows s3:GetObject'),
    });
    expect(model.can('Members', 's3:PutObject', OBJECT)).toMatchObject({
      decision: 'denied',
      reason: expect.stringContaining('AWS may since have changed arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess (v3 of 2023-08-10)'),
    });
  });

  test('may have changed where nothing allows what is asked, and not where something else denies it or is not known', () => {
    const [first, second] = ['AmazonS3ReadOnlyAccess', 'AWSLambda_FullAccess'];
    const reason = (action: string, arns: unknown[], more: object[] = []) => AccessModel.fromTemplate(template({
      resources: { Members: role('authenticated', more, { ManagedPolicyArns: arns }) },
      rest: { Parameters: { P: { Type: 'String' } } },
    })).can('Members', action, OBJECT).reason;
    expect(reason('s3:PutObject', [arnOf(first), arnOf(second)])).toMatch(new RegExp(
      `; AWS may since have changed ${arnOf(first)} \\(v3 of 2023-08-10\\), ${arnOf(second)} \\(v\\d+ of [\\d-]+\\)$`,
    ));
    expect(reason('s3:PutObject', [arnOf(first)], [allow('s3:GetObject', '*')])).not.toContain('own');
    expect(reason('s3:PutObject', [arnOf(first)], [{ ...allow('s3:*', '*'), Effect: 'Deny' }])).not.toContain('AWS may');
    expect(reason('s3:PutObject', [arnOf(first), { Ref: 'P' }])).not.toContain('AWS may');
    expect(reason('s3:GetObject', [arnOf(first)])).not.toContain('AWS may');
    expect(reason('s3:PutObject', [], [allow('s3:GetObject', '*')])).not.toContain('AWS may');
  });

  test.each([
    ['PowerUserAccess', 'dynamodb:DeleteTable', '*', 'allowed'],
    ['PowerUserAccess', 'iam:CreateUser', '*', 'denied'],
    ['PowerUserAccess', 'iam:ListRoles', '*', 'allowed'],
    ['AdministratorAccess', 'iam:CreateUser', '*', 'allowed'],
    ['AWSLambda_FullAccess', 'lambda:UpdateFunctionCode', 'arn:aws:lambda:us-east-1:123456789012:function:f', 'allowed'],
    ['AWSLambda_FullAccess', 's3:GetObject', OBJECT, 'denied'],
    ['service-role/AWSLambdaRole', 'lambda:InvokeFunction', 'arn:aws:lambda:us-east-1:123456789012:function:f', 'allowed'],
    ['AmazonDynamoDBReadOnlyAccess', 'dynamodb:GetItem', 'arn:aws:dynamodb:us-east-1:123456789012:table/t', 'allowed'],
    ['AmazonDynamoDBReadOnlyAccess', 'dynamodb:PutItem', 'arn:aws:dynamodb:us-east-1:123456789012:table/t', 'denied'],
    ['AmazonAPIGatewayInvokeFullAccess', 'execute-api:Invoke', 'arn:aws:execute-api:us-east-1:123456789012:api/prod/GET/a', 'allowed'],
  ])('%s and %s on %s', (name, action, resource, expected) => {
    expect(member(name).can('Members', action, resource).decision).toBe(expected);
  });

  test('is one in any partition, about the resources there', () => {
    const { document } = policyOfAws('arn:aws-us-gov:iam::aws:policy/AmazonAPIGatewayInvokeFullAccess')!;
    expect(document.Statement).toEqual([expect.objectContaining({ Resource: 'arn:aws-us-gov:execute-api:*:*:*' })]);
    expect(member({
      'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/AmazonS3ReadOnlyAccess',
    }).can('Members', 's3:GetObject', OBJECT).decision).toBe('allowed');
  });

  test.each([
    ['ReadOnlyAccess', 's3:GetObject', 'allowed'],
    ['ReadOnlyAccess', 's3:PutObject', 'unknown'],
    ['ReadOnlyAccess', 'ec2:DescribeInstances', 'unknown'],
    ['job-function/ViewOnlyAccess', 's3:ListBucket', 'allowed'],
    ['job-function/ViewOnlyAccess', 's3:GetObject', 'unknown'],
    ['SecurityAudit', 'cognito-idp:ListUsers', 'allowed'],
    ['SecurityAudit', 's3:GetObject', 'unknown'],
    ['AWSDenyAll', 's3:GetObject', 'denied'],
  ])('that is too big to carry is known in part: %s and %s', (name, action, expected) => {
    const { decision, reason } = member(name).can('Members', action, OBJECT);
    expect({ decision, reason }).toEqual({ decision: expected, reason: expect.stringContaining(arnOf(name)) });
    if (expected !== 'unknown') return;
    expect(reason).toContain('of whose content only a part is known');
    expect(() => member(name).assertCan('Members', action, OBJECT)).toThrow(arnOf(name));
    expect(() => member(name).assertCannot('Members', action, OBJECT)).toThrow(arnOf(name));
  });

  test('takes nothing away in the part that is not known, so what another policy allows or denies is sure', () => {
    const also = (name: string, ...own: object[]) => AccessModel.fromTemplate(template({
      resources: { Members: role('authenticated', own, { ManagedPolicyArns: [arnOf(name)] }) },
    })).can('Members', 's3:PutObject', OBJECT).decision;
    expect(also('SecurityAudit', allow('s3:PutObject', '*'))).toBe('allowed');
    expect(also('SecurityAudit', { ...allow('s3:PutObject', '*'), Effect: 'Deny' })).toBe('denied');
    expect(also('CloudWatchReadOnlyAccess', allow('s3:PutObject', '*'))).toBe('unknown');
  });

  test('limits as a boundary where it is known in part', () => {
    const model = AccessModel.fromTemplate(template({
      resources: { Members: role('authenticated', [allow('s3:*', '*')], { PermissionsBoundary: arnOf('ReadOnlyAccess') }) },
    }));
    model.assertCan('Members', 's3:GetObject', OBJECT);
    expect(model.can('Members', 's3:PutObject', OBJECT).decision).toBe('unknown');
    model.assertCannot('Members', 'sqs:ReceiveMessage', '*');
  });

  test('limits as a boundary', () => {
    const model = AccessModel.fromTemplate(template({
      resources: { Members: role('authenticated', [allow('*', '*')], { PermissionsBoundary: arnOf('AmazonS3ReadOnlyAccess') }) },
    }));
    model.assertCan('Members', 's3:GetObject', OBJECT);
    model.assertCannot('Members', 's3:PutObject', OBJECT);
  });

  test('one of the account with the same name is another', () => {
    expect(policyOfAws('arn:aws:iam::123456789012:policy/AdministratorAccess')).toBeUndefined();
    expect(member({
      'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:policy/AdministratorAccess',
    }).can('Members', 's3:GetObject', OBJECT).decision).toBe('unknown');
    expect(member('AWSLambdaRole').can('Members', 'lambda:InvokeFunction', '*').decision).toBe('unknown');
    expect(member('toString').can('Members', 's3:GetObject', OBJECT).decision).toBe('unknown');
  });

  test('each has a date, a version and statements', () => {
    for (const { version, date, document } of Object.values(POLICIES)) {
      expect({ version, date }).toEqual({ version: expect.stringMatching(/^v\d+$/), date: expect.stringMatching(/^20\d\d-\d\d-\d\d$/) });
      expect(document).toMatchObject({ Version: '2012-10-17', Statement: expect.anything() });
    }
  });
});

describe('the guardrails', () => {
  const rules = (name: unknown, kind: 'Guests' | 'Members') => checkTemplates([{
    name: 'T',
    body: template({
      pool: { AllowUnauthenticatedIdentities: true },
      resources: {
        [kind]: role(kind === 'Guests' ? 'unauthenticated' : 'authenticated', [], {
          ManagedPolicyArns: [typeof name === 'string' ? arnOf(name) : name],
        }),
      },
    }),
  }]).filter(({ resource }) => resource === kind).map(({ rule, message }) => `${rule}: ${message}`);

  test('name the policy instead of what stands in it', () => {
    expect(rules('AmazonS3FullAccess', 'Members'))
      .toContain(`signed-in-role-wildcards: users with Members may do ${arnOf('AmazonS3FullAccess')}`);
    expect(rules('PowerUserAccess', 'Guests').filter(text => text.startsWith('guest-role-writes'))).toEqual([
      `guest-role-writes: guests get Guests and with it ${arnOf('PowerUserAccess')}`,
    ]);
  });

  test('see what is known of one that is too big, and that the rest was not read', () => {
    expect(rules('ReadOnlyAccess', 'Members').join()).toMatch(/dangerous-on-anything: .*ssm:GetParameter.*not-read: .*ReadOnlyAccess/);
    expect(rules('ReadOnlyAccess', 'Guests').join()).toContain('guest-reads-everything');
    expect(rules('AWSDenyAll', 'Members').join()).not.toContain('not-read');
  });

  test.each(['ReadOnlyAccess', 'SecurityAudit', 'job-function/ViewOnlyAccess', 'AmazonCognitoReadOnly', 'job-function/Billing'])(
    'do not say that guests write where that is not known: %s', name => {
      expect(rules(name, 'Guests').join()).not.toContain('guest-role-writes');
    });

  test('say that one was not read, unless its name tells that it allows all in a service', () => {
    for (const kind of ['Guests', 'Members'] as const) {
      expect(rules('job-function/Billing', kind).join()).toContain('not-read');
      expect(rules('AmazonEC2FullAccess', kind).join()).not.toContain('not-read');
      expect(rules({ 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:policy/OursFullAccess' }, kind).join())
        .not.toMatch(/guest-role-writes|signed-in-role-wildcards/);
    }
  });

  test('see what it lets guests read', () => {
    expect(rules('AmazonS3ReadOnlyAccess', 'Guests').join()).toContain('guest-reads-everything');
    expect(rules({ 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/AmazonS3ReadOnlyAccess' }, 'Guests').join())
      .toContain('guest-reads-everything');
    expect(rules('AmazonS3ReadOnlyAccess', 'Guests').join()).not.toContain('guest-role-writes');
  });
});
