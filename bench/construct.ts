import { App, Stack } from 'aws-cdk-lib';
import { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { handWritten } from './construct/hand-written';
import { l2Composition } from './construct/l2-composition';
import { ours } from './construct/ours';
import { longestChain } from './private/longest-chain';
import { median, once } from './private/timing';

/** Makes an identity stack with this many kinds of identity: everyone signed in, and a group for each further one. */
export type Variant = (stack: Stack, identities: number) => void;

const SIZES = [1, 10, 48];
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 15);

function synth(variant: Variant, identities: number): CloudAssembly {
  const app = new App({ analyticsReporting: false, treeMetadata: false });
  variant(new Stack(app, 'Bench'), identities);
  return app.synth();
}

/**
 * Construction and synthesis against the same resources hand-written as L1s and composed from the CDK's L2s,
 * one after the other in every round so that the machine's mood hits all three alike.
 */
export function constructBench(): string[] {
  process.env.CDK_VALIDATION = 'false';
  const lines: string[] = [];
  for (const size of SIZES) {
    const times = { ours: [] as number[], l1: [] as number[], l2: [] as number[] };
    for (let round = -3; round < ROUNDS; round++) {
      const [l1, our, l2] = [handWritten, ours, l2Composition].map(variant => once(() => synth(variant, size)));
      if (round >= 0) {
        times.l1.push(l1);
        times.ours.push(our);
        times.l2.push(l2);
      }
    }
    const ratio = (other: number[]) => median(times.ours.map((time, i) => time / other[i])).toFixed(2);
    lines.push(
      `${String(size).padStart(2)} identities: ${median(times.ours).toFixed(1)} ms, hand-written L1s ${median(times.l1).toFixed(1)} ms (× ${ratio(times.l1)}), `
      + `composed L2s ${median(times.l2).toFixed(1)} ms (× ${ratio(times.l2)})`);
  }
  const [mine, theirs] = [ours, l2Composition].map(variant => synth(variant, 1).getStackByName('Bench').template);
  lines.push(
    `minimal program: ${Object.keys(mine.Resources).length} resources, longest chain ${longestChain(mine)}; `
    + `composed L2s ${Object.keys(theirs.Resources).length} resources, longest chain ${longestChain(theirs)}`);
  return lines;
}
