/**
 * The engine, which was written from AWS's documentation, against an independent simulator, which is AGPL and for tests only.
 * `IAM_SIMULATE_RUNS` sets the number of generated cases per property.
 */
import * as fc from 'fast-check';
import { conditionCases, permissionCases, trustCases } from './private/cases';
import { DISAGREEMENTS } from './private/disagreements';
import { simulateDecision, simulateTrust } from './private/simulator';
import { decide, Decision, PolicyDocument, PolicySet, RequestContextValues, trusts } from '../../src/policy';

const numRuns = Number(process.env.IAM_SIMULATE_RUNS ?? 4000);
const seed = 20260101;
const timeout = 120_000;

function documentsOf({ identity, boundary, session }: PolicySet): PolicyDocument[] {
  return [...identity, ...boundary ? [boundary] : [], ...session ?? []].map(({ document }) => document!);
}

/** Whether a documented disagreement covers the case; then the next one takes its place. */
function isExplained(documents: readonly PolicyDocument[], ours: Decision, context: RequestContextValues): boolean {
  return DISAGREEMENTS.some(({ covers }) => covers?.(documents, ours, context));
}

test.each([
  ['conditions', conditionCases],
  ['actions, resources, boundaries and session policies', permissionCases],
])('decides %s as the simulator does', async (_, cases) => {
  const seen = { allowed: 0, denied: 0, unknown: 0 };
  await fc.assert(fc.asyncProperty(cases, async ({ request, policies }) => {
    const ours = decide(request, policies);
    fc.pre(!isExplained(documentsOf(policies), ours.decision, request.context));
    seen[ours.decision]++;
    expect(ours.decision).toBe(await simulateDecision(request, policies));
  }), { numRuns, seed, maxSkipsPerRun: 10 });
  expect(seen.unknown).toBe(0);
  expect(Math.min(seen.allowed, seen.denied)).toBeGreaterThan(numRuns / 10);
}, timeout);

test('decides trust as the simulator does', async () => {
  const seen = { allowed: 0, denied: 0, unknown: 0 };
  await fc.assert(fc.asyncProperty(trustCases, async ({ trust, request }) => {
    const ours = trusts(trust, request);
    fc.pre(!isExplained([trust], ours.decision, request.context));
    seen[ours.decision]++;
    expect(ours.decision).toBe(await simulateTrust(trust, request));
  }), { numRuns, seed, maxSkipsPerRun: 10 });
  expect(seen.unknown).toBe(0);
  expect(Math.min(seen.allowed, seen.denied)).toBeGreaterThan(numRuns / 10);
}, timeout);

test.each(DISAGREEMENTS)('differs from the simulator: $why', async ({ statement, version, action, resource, context, ours, theirs }) => {
  const policies = {
    identity: [{
      name: 'Example',
      document: {
        Version: version ?? '2012-10-17',
        Statement: [JSON.parse(JSON.stringify({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...statement }))],
      },
    }],
  };
  const request = { action: action ?? 's3:GetObject', resource: resource ?? 'arn:aws:s3:::photos/a', context: context ?? {} };
  expect(decide(request, policies).decision).toBe(ours);
  expect(await simulateDecision(request, policies)).toBe(theirs);
});
