import { AwsCalls, Target } from '../aws-calls';
import { Tally } from '../tally';
import { iamProbes } from './iam';
import { identityPoolProbes } from './identity-pool';
import { Probe } from './probe';
import { userPoolProbes } from './user-pool';
import { World } from './world';

/** Asserts what the emulator truly refuses. The rest is said, and counted neither as passed nor as failed. */
export async function runProbes(target: Target, calls: AwsCalls, tally: Tally): Promise<void> {
  const world = await World.make(target, calls);
  for (const probe of [...await userPoolProbes(world), ...await identityPoolProbes(world), ...iamProbes(world)]) {
    if (probe.notProved === undefined) {
      await tally.check(`${probe.claim}; refused: ${probe.wrongInput}`, () => holds(probe));
    } else {
      const changed = await holds(probe).then(() => true, () => false);
      tally.note(`not proved: ${probe.claim} (${changed ? 'but this version does refuse the wrong input: assert it' : probe.notProved})`);
    }
  }
}

async function holds(probe: Probe): Promise<void> {
  const refusal = await probe.wrong().then(() => undefined, (error: Error & { code?: string }) => error.code ?? error.name);
  if (refusal === undefined) throw new Error(`accepted: ${probe.wrongInput}`);
  if (!probe.refusal.test(refusal)) throw new Error(`${probe.wrongInput}: refused with ${refusal}, expected ${probe.refusal}`);
  await probe.right();
}
