import { spawnSync } from 'child_process';
import { existsSync, mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { median } from './private/timing';

const ROOT = join(__dirname, '..');
const PROGRAMS = join(ROOT, 'verify/languages/python');
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 7);
const LIMIT = 1.05;
/** Prints the processor time, in seconds, of a program and of the kernel of jsii: on a busy machine the clock says little. */
const CPU_TIME = `
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime)
`;

/**
 * The smallest program in Python against the same of the CDK's L2s, in turns, by processor time. BENCH_PYTHON may name a Python that has
 * both packages; otherwise they are installed into a folder that is removed again.
 */
export function pythonBench(): string[] {
  if (process.env.BENCH_PYTHON) return measure(process.env.BENCH_PYTHON);
  if (spawnSync('python3', ['-c', 'import ensurepip, venv']).status !== 0) return ['skipped: there is no python3 with venv and pip here'];
  if (!existsSync(join(ROOT, '.jsii'))) return ['skipped: Python gets the compiled library, so run "npx projen compile" first'];
  const folder = mkdtempSync(join(tmpdir(), 'bench-python-'));
  try {
    run('npx', ['jsii-pacmak', '--code-only', '--targets', 'python', '--outdir', folder]);
    run('python3', ['-m', 'venv', join(folder, 'venv')]);
    const python = join(folder, 'venv/bin/python');
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the version that is installed
    const cdk = `aws-cdk-lib==${require('aws-cdk-lib/package.json').version}`;
    run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', cdk, join(folder, 'python')]);
    return measure(python);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measure(python: string): string[] {
  const start = (program: string) => Number(run(python, ['-c', CPU_TIME, python, join(PROGRAMS, program)]));
  const [ours, theirs] = ['minimal.py', 'minimal_of_l2s.py'].map(program => () => start(program));
  // the first start of each compiles what it imports
  ours();
  theirs();
  const rounds = Array.from({ length: ROUNDS }, (_, round) => {
    const [mine, other] = round % 2 === 0 ? [ours(), theirs()] : [theirs(), ours()].reverse();
    return { ours: mine, theirs: other };
  });
  const seconds = (name: 'ours' | 'theirs') => `${median(rounds.map(round => round[name])).toFixed(2)} s`;
  const ratio = median(rounds.map(round => round.ours / round.theirs));
  const line = `processor time of the smallest program in Python: ${seconds('ours')}, composed L2s ${seconds('theirs')} `
    + `(× ${ratio.toFixed(2)}, at most ${LIMIT})`;
  if (ratio > LIMIT) throw new Error(line);
  return [line];
}

function run(command: string, args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: ROOT, env: { ...process.env, CDK_VALIDATION: 'false', PYTHONDONTWRITEBYTECODE: '' }, encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${command} ${args[0]}: ${stderr}`);
  return stdout;
}
