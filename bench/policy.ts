import { runSimulation } from '@cloud-copilot/iam-simulate';
import { once } from './private/timing';
import { compile, decide, PolicyDocument, PolicyRequest, PolicySet } from '../src/policy';

const OURS = 200_000;
const THEIRS = 1_000;

const SUB = 'aws:PrincipalTag/sub';

/** Of the size of a real role: several statements, variables, conditions, a boundary. */
const role: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: ['s3:GetObject*', 's3:GetBucket*', 's3:List*'],
      Resource: ['arn:aws:s3:::photos', 'arn:aws:s3:::photos/public/*'],
    },
    { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: `arn:aws:s3:::photos/private/\${${SUB}}/*` },
    {
      Effect: 'Allow',
      Action: 'dynamodb:*',
      Resource: '*',
      Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': `\${${SUB}}` } },
    },
    { Effect: 'Deny', Action: 's3:*', Resource: '*', Condition: { NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '192.168.0.0/16'] } } },
  ],
};
const boundary: PolicyDocument = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: ['s3:*', 'dynamodb:*'], Resource: '*' } };
const policies: PolicySet = { identity: [{ name: 'Role', document: role }], boundary: { name: 'Boundary', document: boundary } };

const requests: PolicyRequest[] = [
  'me/a.jpg', 'you/a.jpg', 'me/b/c.jpg',
].flatMap(key => ['s3:GetObject', 's3:DeleteObject'].map(action => ({
  action,
  resource: `arn:aws:s3:::photos/private/${key}`,
  context: { [SUB]: 'me', 'aws:SourceIp': '10.1.2.3' },
})));

/** Policy decisions per second, ours and the simulator's, on the same requests in the same run. */
export async function policyBench(): Promise<string[]> {
  await agree();
  const compiled = compile(policies);
  const cached = perSecond(OURS, index => compiled.decide(requests[index % requests.length]));
  const parsing = perSecond(OURS / 10, index => decide(requests[index % requests.length], policies));
  const start = process.hrtime.bigint();
  for (let index = 0; index < THEIRS; index++) {
    await simulate(requests[index % requests.length]);
  }
  const simulator = THEIRS / (Number(process.hrtime.bigint() - start) / 1e9);
  return [
    `${rounded(cached)} policy decisions/s, policies compiled once (goal: 100 x the simulator)`,
    `${rounded(parsing)} policy decisions/s, policies compiled each time`,
    `${rounded(simulator)} policy decisions/s by iam-simulate: ${rounded(cached / simulator)} x and ${rounded(parsing / simulator)} x `
      + 'slower',
  ];
}

/** Both warms up and makes sure that the same thing is measured. */
async function agree(): Promise<void> {
  const compiled = compile(policies);
  for (let round = 0; round < 20; round++) {
    for (const request of requests) {
      const ours = compiled.decide(request).decision === 'allowed';
      if (ours !== (await simulate(request) === 'Allowed')) {
        throw new Error(`the engines disagree about ${request.action} on ${request.resource}`);
      }
    }
  }
  perSecond(OURS / 10, index => compiled.decide(requests[index % requests.length]));
}

async function simulate({ action, resource, context }: PolicyRequest): Promise<string | undefined> {
  const result = await runSimulation({
    identityPolicies: [{ name: 'Role', policy: role }],
    permissionBoundaryPolicies: [{ name: 'Boundary', policy: boundary }],
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    request: {
      principal: 'arn:aws:sts::123456789012:assumed-role/Role/CognitoIdentityCredentials',
      action,
      resource: { resource, accountId: '123456789012' },
      contextVariables: context as Record<string, string>,
    },
  }, {});
  if (result.resultType === 'error') {
    throw new Error(`the simulator refuses ${action} on ${resource}: ${JSON.stringify(result.errors)}`);
  }
  return result.overallResult;
}

function perSecond(count: number, decision: (index: number) => unknown): number {
  const milliseconds = once(() => {
    for (let index = 0; index < count; index++) {
      decision(index);
    }
  });
  return count / (milliseconds / 1000);
}

function rounded(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}
