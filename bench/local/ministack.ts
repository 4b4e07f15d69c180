import { ChildProcess, spawn } from 'child_process';
import { existsSync, mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { end, freePort, isReady } from '../../scripts/private/loopback';

const PROGRAM = resolve(__dirname, '../../.venv/emulator/bin/ministack');
const READY_MS = 20_000;

/** An emulator to compare with; needs Python, so it may not be there. */
export class Ministack {
  /** Why it cannot be started here; undefined if it can. */
  public static missing(): string | undefined {
    return existsSync(PROGRAM) ? undefined : 'it is not installed; verify/python-layer/run.sh installs it where there is Python';
  }

  public static async start(): Promise<Ministack> {
    const folder = mkdtempSync(join(tmpdir(), 'ministack-'));
    const port = await freePort();
    const child = spawn(PROGRAM, [], {
      cwd: folder,
      stdio: 'ignore',
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        BIND_HOST: '127.0.0.1',
        GATEWAY_PORT: String(port),
        MINISTACK_HOST: '127.0.0.1',
        IOT_MTLS_ENABLED: '0',
        STATE_DIR: folder,
      },
    });
    const started = new Ministack(`http://127.0.0.1:${port}`, child, folder);
    if (await isReady(`${started.endpoint}/_ministack/health`, child, READY_MS)) return started;
    await started.stop();
    throw new Error('ministack did not start');
  }

  private constructor(public readonly endpoint: string, private readonly child: ChildProcess, private readonly folder: string) {}

  public async stop(): Promise<void> {
    await end(this.child, 3_000);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
