import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { main } from '../../src/cli/main';
import { regionOfTrusts, standInsOf } from '../../src/template/resolve/stand-ins';
import { allow, role, template } from '../access-model/fixture';

const FOLDER = fs.mkdtempSync(path.join(os.tmpdir(), 'limits-'));
afterAll(() => fs.rmSync(FOLDER, { recursive: true }));

let written = 0;
async function run(command: string, body: object, ...more: string[]): Promise<string> {
  const file = path.join(FOLDER, `T${written++}.json`);
  fs.writeFileSync(file, JSON.stringify(body));
  let out = '';
  const spies = [jest.spyOn(process.stdout, 'write').mockImplementation(chunk => { out += String(chunk); return true; })];
  try {
    await main([command, file, ...more]);
  } finally {
    spies.forEach(spy => spy.mockRestore());
  }
  return out;
}

/** As GovCloud or China names the service. */
function trusting(service: string, more: object = {}): any {
  const text = JSON.stringify(template({ pool: { AllowUnauthenticatedIdentities: true }, ...more }));
  return JSON.parse(text.replaceAll('cognito-identity.amazonaws.com', service));
}

describe('what was read with', () => {
  const PARAMETERS = {
    Stage: { Type: 'String', Default: 'dev' },
    Secret: { Type: 'String', Default: 'hush', NoEcho: true },
    Unused: { Type: 'String', Default: 'x' },
    Empty: { Type: 'String', Default: '' },
    Open: { Type: 'String' },
    Looked: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/a' },
  };
  const uses = allow('s3:GetObject', { 'Fn::Sub': 'arn:aws:s3:::${Stage}-${Empty}-${Looked}/${Secret}/*' });
  const body = template({ resources: { Members: role('authenticated', [uses]) }, rest: { Parameters: PARAMETERS } });

  test('are region and account that are not said, and defaults in use', async () => {
    const out = await run('access', body);
    expect(out)
      .toContain(['read with', '', '  region us-east-1, a stand-in (--region …)', '  account 123456789012, a stand-in (--account …)',
        "  parameter Stage is 'dev', its default (--parameters Stage=…)", "  parameter Secret is '(not shown)', its default "
        + '(--parameters Secret=…)', ''].join('\n'));
    expect(out).not.toContain('hush,');
  });

  test('are names that the deployment makes and answers show', async () => {
    const named = (more: object) => template({
      resources: {
        Photos: { Type: 'AWS::S3::Bucket', Metadata: { 'aws:cdk:path': 'App/Photos/Resource' }, Properties: more },
        Unused: { Type: 'AWS::S3::Bucket' },
        Members: role('authenticated', [
          allow('s3:GetObject', { 'Fn::Sub': '${Photos.Arn}/*' }),
          allow('sqs:SendMessage', { 'Fn::Sub': 'arn:aws:sqs:*:*:${AWS::StackName}-a' }),
        ]),
      },
    });
    for (const format of ['text', 'markdown', 'html', 'json']) {
      const out = await run('access', named({}), '--format', format);
      expect(out).toContain('name Photos, a stand-in for that of the AWS::S3::Bucket App/Photos/Resource');
      expect(out).toMatch(/stack name T\d+, a stand-in/);
      expect(out).not.toContain('name Unused');
    }
    expect(await run('access', named({ BucketName: 'Photos' }))).not.toContain('name Photos');
    expect(await run('access', named({ BucketName: 'cats' }))).not.toContain('name Photos');
    expect(await run('access', template())).not.toContain('stack name');
  });

  test('are not what the caller says', async () => {
    const out = await run(
      'access', body, '--region', 'eu-west-1', '--account', '111122223333', '--parameters', 'Stage=prod', '--parameters', 'Secret=x',
    );
    expect(out).not.toContain('read with');
    expect(JSON.parse(await run('access', body, '--region', 'eu-west-1', '--format', 'json')).standIns).toEqual([
      expect.objectContaining({ what: 'account' }), expect.objectContaining({
        what: 'parameter', name: 'Stage', value: 'dev',
      }), expect.objectContaining({ name: 'Secret' }),
    ]);
  });

  test('are told by check too, as far as findings hang on them', async () => {
    expect(await run('check', body)).toContain("read with parameter Stage is 'dev', its default (--parameters Stage=…)");
    expect(JSON.parse(await run('check', body, '--format', 'json')).standIns).toHaveLength(2);
    expect(JSON.parse(await run('check', template(), '--format', 'json'))).not.toHaveProperty('standIns');
  });
});

describe('where a template is taken to be deployed', () => {
  test.each([
    ['cognito-identity-us-gov.amazonaws.com', 'us-gov-west-1'],
    ['cognito-identity.us-gov-east-1.amazonaws.com', 'us-gov-east-1'],
    ['cognito-identity.amazonaws.com', undefined],
  ])('is told by the service that its roles trust: %s', (service, region) => {
    expect(regionOfTrusts([{ name: 'T', body: trusting(service) }])).toBe(region);
  });

  test('GovCloud needs no --region', async () => {
    const out = await run('access', trusting('cognito-identity-us-gov.amazonaws.com'));
    expect(out).toContain('becomes  Guests (guest)');
    expect(out).toContain('region us-gov-west-1, which the trust policies of the roles tell (--region …)');
  });

  test.each([
    [
      'another role trusts another service',
      trusting('cognito-identity-us-gov.amazonaws.com', { resources: { Odd: { ...role('authenticated') as object, x: 1 } } }), 'Odd',
    ],
    [
      'an ARN is of the commercial partition',
      trusting('cognito-identity-us-gov.amazonaws.com', {
        resources: { M: role('authenticated', [allow('s3:GetObject', 'arn:aws:s3:::b/*')]) },
      }),
      '',
    ],
  ])('is not told where %s', (_why, body, odd) => {
    if (odd) body.Resources[odd] = role('authenticated');
    expect(regionOfTrusts([{ name: 'T', body }])).toBeUndefined();
  });

  test('is nothing to say where it is said', () => {
    expect(standInsOf([{ name: 'T', body: template(), region: 'eu-west-1', account: '111122223333' }])).toEqual([]);
  });

  test.each([null, 'String', ['String'], 5])('a parameter that is none has no default that was used: %j', parameter => {
    const body = { ...template({ pool: { AllowUnauthenticatedIdentities: { Ref: 'P' } } }), Parameters: { P: parameter as any } };
    expect(standInsOf([{ name: 'T', body, region: 'eu-west-1', account: '111122223333' }])).toEqual([]);
  });
});

describe('what was not read', () => {
  const LIST = 'arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess';

  test('are policies and roles that no template has', async () => {
    const body = template({
      roles: { authenticated: 'arn:aws:iam::123456789012:role/elsewhere', unauthenticated: { 'Fn::GetAtt': ['Guests', 'Arn'] } },
      pool: { AllowUnauthenticatedIdentities: true },
      resources: { Guests: role('unauthenticated', [], { ManagedPolicyArns: [LIST] }) },
    });
    const lines = [
      'whom arn:aws:iam::123456789012:role/elsewhere trusts and what it may do: no template makes it',
      `what ${LIST} says, a policy of Guests`,
    ];
    expect(JSON.parse(await run('access', body, '--format', 'json')).notRead).toEqual(expect.arrayContaining(lines));
    for (const format of ['text', 'markdown', 'html']) {
      expect((await run('access', body, '--format', format)).toLowerCase()).toContain('not read');
    }
  });

  test('is nothing of a template that says everything', async () => {
    expect(JSON.parse(await run('access', template(), '--format', 'json')).notRead).toEqual([]);
    expect(await run('access', template())).not.toContain('not read');
  });
});

test('the page says where a CDK app makes a role', async () => {
  const body = template({
    resources: { Members: { ...role('authenticated'), Metadata: { 'aws:cdk:path': 'App/Auth/Members/Resource' } } },
  });
  for (const format of ['text', 'markdown', 'html', 'json']) {
    // where the page may break a line, which is no part of what is read, found or copied there
    const said = (await run('access', body, '--format', format)).replaceAll('<wbr>', '');
    expect(said).toContain('App/Auth/Members/Resource');
  }
});
