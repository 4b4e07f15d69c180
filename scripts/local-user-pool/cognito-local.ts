import { ChildProcess, spawn } from 'child_process';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { createServer, AddressInfo } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';

const READY_MS = 15_000;

export interface CognitoLocalOptions {
  /** Every confirmation code that it sends. */
  readonly code: string;
  /** Where its functions are invoked. */
  readonly functionsEndpoint: string;
  /** Function name by trigger; the emulator has one set for all of its pools. */
  readonly triggers: Record<string, string>;
}

/** The user-pool emulator `cognito-local` as a process on loopback, with its state in a folder that goes with it. */
export class CognitoLocal {
  public static async start(options: CognitoLocalOptions): Promise<CognitoLocal> {
    const folder = mkdtempSync(join(tmpdir(), 'cognito-local-'));
    const port = await freePort();
    mkdirSync(join(folder, '.cognito'));
    writeFileSync(join(folder, '.cognito', 'config.json'), JSON.stringify({
      LambdaClient: { endpoint: options.functionsEndpoint },
      TriggerFunctions: options.triggers,
      UserPoolDefaults: { UsernameAttributes: [] },
    }));
    const child = spawn(process.execPath, [require.resolve('cognito-local/lib/bin/start.js')], {
      cwd: folder,
      env: { PATH: process.env.PATH, HOST: '127.0.0.1', PORT: String(port), CODE: options.code, AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const log = createWriteStream(join(folder, 'log'));
    child.stdout.pipe(log);
    child.stderr.pipe(log);
    const started = new CognitoLocal(`http://127.0.0.1:${port}`, child, folder);
    try {
      await started.ready();
    } catch (error) {
      await started.stop();
      throw error;
    }
    return started;
  }

  private constructor(public readonly url: string, private readonly child: ChildProcess, private readonly folder: string) {}

  /** Ends this very process, and removes its folder. */
  public async stop(): Promise<void> {
    const gone = this.child.exitCode !== null || new Promise(done => this.child.once('exit', done));
    this.child.kill('SIGTERM');
    const force = setTimeout(() => this.child.kill('SIGKILL'), 2_000);
    await gone;
    clearTimeout(force);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async ready(): Promise<void> {
    const end = Date.now() + READY_MS;
    while (Date.now() < end) {
      if (this.child.exitCode !== null) throw new Error(`cognito-local ended with ${this.child.exitCode}`);
      if (await fetch(`${this.url}/health`).then(response => response.ok, () => false)) return;
      await new Promise(done => setTimeout(done, 50));
    }
    throw new Error(`cognito-local is not ready after ${READY_MS / 1000} s`);
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise(done => server.close(done));
  return port;
}
