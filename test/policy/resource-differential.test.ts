/**
 * Policies on resources, judged by the engine and by the independent simulator, which is AGPL and for tests only.
 */
import * as fc from 'fast-check';
import { ROLE, ROOT, resourceCases, SESSION, THE_SESSION } from './private/resource-cases';
import { simulateDecision } from './private/simulator';
import { decide, Decision, PolicySet } from '../../src/policy';

const numRuns = Number(process.env.IAM_SIMULATE_RUNS ?? 4000);

interface Disagreement {
  readonly why: string;
  /** Generated cases that it explains. */
  readonly covers?: (policies: PolicySet) => boolean;
  readonly policies: PolicySet;
  readonly ours: Decision;
  readonly theirs: Decision;
}

const policy = (statement: object) => [{
  name: 'Example',
  document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...statement }] },
}];
const everything = policy({});
const nothing = policy({ Action: 's3:Nothing' });
const statementsOf = (policies: PolicySet): any[] => policies.resource!.flatMap(({ document }) => document!.Statement);

const DISAGREEMENTS: Disagreement[] = [
  {
    why: 'AWS says that a session policy does not limit what a resource policy allows to the session itself; for the simulator it does',
    covers: policies => policies.session !== undefined
      && statementsOf(policies).some(({ Effect, Principal, NotPrincipal }) =>
        Effect === 'Allow' && (NotPrincipal !== undefined || JSON.stringify(Principal).includes(SESSION))),
    policies: { identity: [], session: nothing, resource: policy({ Principal: { AWS: SESSION } }) },
    ours: Decision.ALLOWED,
    theirs: Decision.DENIED,
  },
  {
    why: 'nor what it allows to everybody, who the session is one of',
    covers: policies => policies.session !== undefined
      && statementsOf(policies).some(({ Effect, Principal }) => Effect === 'Allow' && JSON.stringify(Principal ?? '').includes('"*"')),
    policies: { identity: [], session: nothing, resource: policy({ Principal: '*' }) },
    ours: Decision.ALLOWED,
    theirs: Decision.DENIED,
  },
  {
    why: 'AWS says that a Deny for everybody but a role may deny unless account and session are named too; '
      + 'for the simulator the role is enough',
    covers: policies => statementsOf(policies).some(({ Effect, NotPrincipal }) => Effect === 'Deny' && NotPrincipal !== undefined),
    policies: { identity: everything, resource: policy({ Effect: 'Deny', NotPrincipal: { AWS: [ROLE, ROOT] } }) },
    ours: Decision.UNKNOWN,
    theirs: Decision.ALLOWED,
  },
  {
    why: 'a Deny for everybody but the root user denies to roles; for the simulator the account spares them',
    policies: { identity: everything, resource: policy({ Effect: 'Deny', NotPrincipal: { AWS: ROOT } }) },
    ours: Decision.DENIED,
    theirs: Decision.ALLOWED,
  },
  {
    why: 'a session that began with a token may be named by who gave the token; the simulator does not know how it began',
    policies: { identity: [], resource: policy({ Principal: { Federated: 'cognito-identity.amazonaws.com' } }) },
    ours: Decision.ALLOWED,
    theirs: Decision.DENIED,
  },
];

test('decides policies on resources as the simulator does', async () => {
  const seen = { allowed: 0, denied: 0, unknown: 0 };
  await fc.assert(fc.asyncProperty(resourceCases, async ({ request, policies }) => {
    fc.pre(!DISAGREEMENTS.some(({ covers }) => covers?.(policies)));
    const ours = decide(request, policies).decision;
    seen[ours]++;
    expect(ours).toBe(await simulateDecision(request, policies));
  }), { numRuns, seed: 20260101, maxSkipsPerRun: 10 });
  expect(seen.unknown).toBe(0);
  expect(Math.min(seen.allowed, seen.denied)).toBeGreaterThan(numRuns / 10);
}, 120_000);

test.each(DISAGREEMENTS)('differs from the simulator: $why', async ({ policies, ours, theirs }) => {
  const request = { action: 's3:GetObject', resource: 'arn:aws:s3:::photos/a', context: {}, principal: THE_SESSION };
  expect(decide(request, policies).decision).toBe(ours);
  expect(await simulateDecision(request, policies)).toBe(theirs);
});
