import { ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Target } from './aws-calls';
import { end, freePort, isReady } from '../../scripts/private/loopback';

const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 5_000;

/** The account that the access model also reckons with, so role ARNs can be compared as they are. */
const ACCOUNT = '123456789012';

/** A running ministack on loopback, with IAM enforcement switched on. */
export interface Ministack extends Target {
  stop(): Promise<void>;
}

/** @throws Error with the end of ministack's log if it does not come up */
export async function startMinistack(executable: string): Promise<Ministack> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const state = mkdtempSync(path.join(tmpdir(), 'ministack-'));
  const log = path.join(state, 'log');
  const descriptor = openSync(log, 'w');
  const child = spawn(executable, [], {
    cwd: state,
    // its own process group: the workers of Lambda functions end with it
    detached: true,
    stdio: ['ignore', descriptor, descriptor],
    env: {
      PATH: process.env.PATH,
      HOME: state,
      TMPDIR: state,
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      MINISTACK_HOST: '127.0.0.1',
      MINISTACK_ACCOUNT_ID: ACCOUNT,
      IOT_MTLS_ENABLED: '0',
      SFTP_ENABLED: '0',
      AUTH: 'true',
      STATE_DIR: state,
      S3_DATA_DIR: path.join(state, 's3'),
    },
  });
  closeSync(descriptor);
  const killOnExit = () => signal(child, 'SIGKILL');
  process.once('exit', killOnExit);
  const stop = async () => {
    await end(child, STOP_TIMEOUT_MS, name => signal(child, name));
    process.removeListener('exit', killOnExit);
    rmSync(state, { recursive: true, force: true });
  };
  if (!await isReady(`${endpoint}/_ministack/health`, child, START_TIMEOUT_MS)) {
    const tail = readFileSync(log, 'utf8').split('\n').slice(-15).join('\n');
    await stop();
    throw new Error(`ministack did not answer within ${START_TIMEOUT_MS / 1000} s; the end of its log:\n${tail}`);
  }
  return { endpoint, region: 'us-east-1', account: ACCOUNT, stop };
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  try {
    process.kill(-child.pid!, name);
  } catch {
    // already gone
  }
}
