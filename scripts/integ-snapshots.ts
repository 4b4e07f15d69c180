import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { basename, join, resolve } from 'path';
import { isDeepStrictEqual } from 'util';
import * as flags from '@aws-cdk/integ-runner/lib/recommended-feature-flags.json';
import { difference } from './private/difference';

/**
 * Compares the integration apps with their committed snapshots: the same apps under the same feature flags as `integ-runner` runs
 * them, but in one process and each once (it takes two processes of each), and every value compared, hashes of assets too.
 */
const directory = resolve(__dirname, '../integ');

process.env.CDK_CONTEXT_JSON = JSON.stringify(flags);

/** The app synthesizes where it would in a process of its own: once nothing is left to do. */
function synthesize(app: string, outdir: string): void {
  process.env.CDK_OUTDIR = outdir;
  const others = process.listeners('beforeExit');
  require(app); // eslint-disable-line @typescript-eslint/no-require-imports
  const own = process.listeners('beforeExit').filter(listener => !others.includes(listener));
  if (own.length === 0) {
    throw new Error(`${basename(app)} makes no app`);
  }
  for (const listener of own) {
    process.removeListener('beforeExit', listener);
    listener(0);
  }
}

/** What a snapshot is held to: every template, and what the test deploys and asserts. */
function held(folder: string): Map<string, unknown> {
  const files = readdirSync(folder).filter(file => file.endsWith('.template.json') || file === 'integ.json').sort();
  return new Map(files.map(file => [file, JSON.parse(readFileSync(join(folder, file), 'utf8'), withoutTime)]));
}

/** Assertions carry the time of synthesis, so that each deployment asks anew. */
function withoutTime(this: any, key: string, value: unknown): unknown {
  return key === 'salt' && 'flattenResponse' in this ? undefined : value;
}

function changes(app: string): string[] {
  const outdir = mkdtempSync(join(tmpdir(), 'integ-'));
  try {
    synthesize(app, outdir);
    const actual = held(outdir);
    const expected = held(`${app}.snapshot`);
    return [...new Set([...expected.keys(), ...actual.keys()])]
      .filter(file => !isDeepStrictEqual(expected.get(file), actual.get(file)))
      .map(file => `${file}${difference(expected.get(file), actual.get(file))}`);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

const asked = process.argv.slice(2).map(name => basename(name));
const apps = readdirSync(directory).filter(file => /^integ\..*\.ts$/.test(file) && (asked.length === 0 || asked.includes(file)));
if (apps.length === 0) {
  throw new Error(`no integration app ${asked.join(', ')} in ${directory}`);
}
for (const app of apps) {
  const found = changes(join(directory, app));
  console.log(`${found.length > 0 ? 'CHANGED  ' : 'UNCHANGED'} ${app}`);
  for (const change of found) {
    console.log(`  ${change}`);
    process.exitCode = 1;
  }
}
if (process.exitCode) {
  console.log('To accept an intended change: npm run integ:snapshot');
}
