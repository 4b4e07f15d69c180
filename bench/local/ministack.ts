import { ChildProcess, spawn } from 'child_process';
import { existsSync, mkdtempSync, rmSync } from 'fs';
import { createServer, AddressInfo } from 'net';
import { tmpdir } from 'os';
import { join, resolve } from 'path';

const PROGRAM = resolve(__dirname, '../../.venv/emulator/bin/ministack');
const READY_MS = 20_000;

/** An emulator to compare with; needs Python, so it may not be there. */
export class Ministack {
  /** Why it cannot be started here; undefined if it can. */
  public static missing(): string | undefined {
    return existsSync(PROGRAM) ? undefined : 'it is not installed; scripts/python-layer/run.sh installs it where there is Python';
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
    const end = Date.now() + READY_MS;
    while (Date.now() < end && child.exitCode === null) {
      if (await fetch(`${started.endpoint}/_ministack/health`).then(response => response.ok, () => false)) return started;
      await new Promise(done => setTimeout(done, 100));
    }
    await started.stop();
    throw new Error('ministack did not start');
  }

  private constructor(public readonly endpoint: string, private readonly child: ChildProcess, private readonly folder: string) {}

  public async stop(): Promise<void> {
    const gone = this.child.exitCode !== null || new Promise(done => this.child.once('exit', done));
    this.child.kill('SIGTERM');
    const force = setTimeout(() => this.child.kill('SIGKILL'), 3_000);
    await gone;
    clearTimeout(force);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise(done => server.close(done));
  return port;
}
