/**
 * The engine, which was written from AWS's documentation, against an independent simulator, which is AGPL and for tests only.
 * `IAM_SIMULATE_RUNS` sets the number of generated cases per property: few where one waits for them, many in the whole proof.
 */
import * as fc from 'fast-check';
import { conditionCases, permissionCases, trustCases } from './private/cases';
import { DISAGREEMENTS } from './private/disagreements';
import { possibleValues, requestKeyCases, REQUEST_KEYS } from './private/request-key-cases';
import { simulateDecision, simulateTrust } from './private/simulator';
import { decide, Decision, PolicyDocument, PolicySet, RequestContextValues, trusts } from '../../src/policy';

const numRuns = Number(process.env.IAM_SIMULATE_RUNS ?? 1200);
const seed = 20260101;
const timeout = 300_000;

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
  ['principal tags and request keys', requestKeyCases],
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

test('an answer that is sure without a key is the answer for every value of it', () => {
  const seen = { sure: 0, unknown: 0 };
  fc.assert(fc.property(requestKeyCases, fc.constantFrom(...REQUEST_KEYS), ({ request, policies }, key) => {
    const { [key]: _, ...context } = request.context;
    const open = decide(
      { ...request, context: { ...context, [key]: { unknown: 'it is not told', mayBeAbsent: true } } }, policies,
    ).decision;
    const contexts = possibleValues(key).map(value => value === undefined ? context : { ...context, [key]: value });
    const told = contexts.map(known => decide({ ...request, context: known }, policies).decision);
    seen[open === 'unknown' ? 'unknown' : 'sure']++;
    if (open !== 'unknown') expect(told).toEqual(told.map(() => open));
  }), { numRuns, seed });
  expect(Math.min(seen.sure, seen.unknown)).toBeGreaterThan(numRuns / 50);
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
