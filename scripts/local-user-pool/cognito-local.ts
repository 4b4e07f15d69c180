import { ChildProcess, spawn } from 'child_process';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { end, freePort, isReady } from '../private/loopback';

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
    await end(this.child, 2_000);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async ready(): Promise<void> {
    if (await isReady(`${this.url}/health`, this.child, READY_MS)) return;
    if (this.child.exitCode !== null) throw new Error(`cognito-local ended with ${this.child.exitCode}`);
    throw new Error(`cognito-local is not ready after ${READY_MS / 1000} s`);
  }
}
