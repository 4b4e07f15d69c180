import { App, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { handWritten } from './construct/hand-written';
import { l2Composition } from './construct/l2-composition';
import { ours } from './construct/ours';
import { longestChain } from './private/longest-chain';
import { sameResources } from './private/same-resources';
import { median, once } from './private/timing';

/** Makes an identity stack with this many kinds of identity: everyone signed in, and a group for each further one. */
type Variant = (stack: Stack, identities: number) => void;

/** Rounds by identities: what takes little time needs more of them, until the engine has compiled all and a second run says the same. */
const ROUNDS: Record<number, number> = { 1: 300, 10: 100, 48: 40 };

const VARIANTS = {
  ours,
  // in a construct of its own, as ours is: only there the CDK makes logical ids from paths
  l1: (stack, identities) => handWritten(new Construct(stack, 'Auth'), identities),
  topLevelL1: handWritten,
  l2: l2Composition,
} satisfies Record<string, Variant>;

/**
 * Construction and synthesis against the same resources hand-written as L1s and composed from the CDK's L2s,
 * one after the other in every round so that the machine's mood hits all alike, and none always cleans up after the same other.
 */
export function constructBench(): string[] {
  process.env.CDK_VALIDATION = 'false';
  // ts-node looks up every frame of every stack trace in source maps, which users of the compiled package don't pay for
  Reflect.deleteProperty(Error, 'prepareStackTrace');
  const times = Object.entries(ROUNDS).map(([size, rounds]) => timesAt(Number(size), Number(process.env.BENCH_ROUNDS ?? rounds)));
  return [...times, minimalProgram()];
}

function timesAt(size: number, count: number): string {
  if (!sameResources(template(VARIANTS.ours, size), template(VARIANTS.l1, size))) {
    throw new Error(`the hand-written L1s no longer make what the library makes of ${size} identities; `
      + 'bring bench/construct/hand-written.ts up to date');
  }
  const rounds = Array.from({ length: 2 * count }, (_, round) =>
    mapValues(rotated(VARIANTS, round), variant => once(() => synth(variant, size)))).slice(count);
  const time = (name: keyof typeof VARIANTS) => `${median(rounds.map(round => round[name])).toFixed(1)} ms`;
  const against = (name: keyof typeof VARIANTS) => `${time(name)} (× ${median(rounds.map(round => round.ours / round[name])).toFixed(2)})`;
  return `${String(size).padStart(2)} identities: ${time('ours')}, hand-written L1s in a construct ${against('l1')}, at the top of the `
    + `stack ${against('topLevelL1')}, `
    + `composed L2s ${against('l2')}`;
}

function minimalProgram(): string {
  const [mine, theirs] = [VARIANTS.ours, VARIANTS.l2].map(variant => template(variant, 1));
  return `minimal program: ${Object.keys(mine.Resources).length} resources, longest chain ${longestChain(mine)}; `
    + `composed L2s ${Object.keys(theirs.Resources).length} resources, longest chain ${longestChain(theirs)}`;
}

function template(variant: Variant, identities: number): any {
  return synth(variant, identities).getStackByName('Bench').template;
}

function synth(variant: Variant, identities: number) {
  const app = new App({ analyticsReporting: false, treeMetadata: false });
  variant(new Stack(app, 'Bench'), identities);
  return app.synth();
}

function rotated<V>(record: Record<string, V>, by: number): Record<string, V> {
  const entries = Object.entries(record);
  const start = by % entries.length;
  return Object.fromEntries([...entries.slice(start), ...entries.slice(0, start)]);
}

function mapValues<K extends string, V, W>(record: Record<K, V>, each: (value: V) => W): Record<K, W> {
  return Object.fromEntries(Object.entries<V>(record).map(([key, value]) => [key, each(value)])) as Record<K, W>;
}
