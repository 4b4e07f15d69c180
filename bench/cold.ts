import { spawnSync } from 'child_process';
import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { ModuleKind, transpileModule } from 'typescript';
import { median, once } from './private/timing';

const ROOT = join(__dirname, '..');
const ROUNDS = 21;
const LIMIT = 1.15;

const program = (make: string) => `
  const { App, Stack } = require('aws-cdk-lib');
  ${make}
  const app = new App({ analyticsReporting: false, treeMetadata: false });
  make(new Stack(app, 'Bench'));
  app.synth();
`;

/** A process that loads the compiled library, makes the construct and synthesizes, against one that composes the CDK's L2s. */
export function coldBench(): string[] {
  if (!existsSync(join(ROOT, 'lib/index.js'))) {
    throw new Error('cold measures the compiled library: run "npx projen compile" first');
  }
  const ours = program('const make = stack => new (require(\'.\').CognitoAuth)(stack, \'Auth\');');
  const theirs = program(`const make = (() => { const exports = {}; ${compiled('construct/l2-composition.ts')}; return stack => `
    + 'exports.l2Composition(stack, 1); })();');
  const rounds = Array.from({ length: ROUNDS }, () => ({ ours: once(() => run(ours)), theirs: once(() => run(theirs)) }));
  const ratio = median(rounds.map(round => round.ours / round.theirs));
  const time = (name: 'ours' | 'theirs') => `${median(rounds.map(round => round[name])).toFixed(0)} ms`;
  const line = `require, make and synthesize in a fresh process: ${time('ours')}, composed L2s ${time('theirs')} (× ${ratio.toFixed(2)}, `
    + `at most ${LIMIT})`;
  if (ratio > LIMIT) {
    throw new Error(line);
  }
  return [line];
}

function compiled(file: string): string {
  return transpileModule(readFileSync(join(__dirname, file), 'utf8'), {
    compilerOptions: { module: ModuleKind.CommonJS, target: 9 },
  }).outputText;
}

function run(source: string): void {
  const { status, stderr } = spawnSync(process.execPath, ['-e', source], {
    cwd: ROOT, env: { ...process.env, CDK_VALIDATION: 'false' }, encoding: 'utf8',
  });
  if (status !== 0) {
    throw new Error(stderr);
  }
}
