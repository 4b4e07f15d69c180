import { ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import { Template } from '../stacks/template';

const ROOT = path.join(__dirname, '..', '..', '..');
const START_TIMEOUT_MS = 30_000;

/** What `serve` says when it is ready. */
export interface StartLine {
  readonly endpoint: string;
  readonly identityPools: Record<string, string>;
  readonly providers: Record<string, string>;
  readonly roles: Record<string, string>;
}

export interface IdentityServer extends StartLine {
  stop(): Promise<void>;
}

/**
 * Our identity pool for the template, on loopback, from the source as it is.
 *
 * @param names the user pools (by logical id, with their issuers) and the app clients (with their ids) that really exist
 * @throws Error with what it says if it does not come up
 */
export async function startIdentityServer(
  template: Template,
  names: { issuers: Record<string, string>; clients: Record<string, string> },
  keysFrom: string,
): Promise<IdentityServer> {
  const directory = mkdtempSync(path.join(tmpdir(), 'identities-'));
  const file = path.join(directory, 'template.json');
  writeFileSync(file, JSON.stringify(template));
  const child = spawn(process.execPath, [
    '-r', 'ts-node/register/transpile-only',
    '-r', path.join(__dirname, 'redirect-keys.ts'),
    '-e', 'require("./src/cli/main").main(process.argv.slice(1)).then(code => { process.exitCode = code; });',
    '--', 'serve', file,
    ...Object.entries(names.issuers).flatMap(([pool, issuer]) => ['--issuer', `${pool}=${issuer}`]),
    ...Object.entries(names.clients).flatMap(([client, id]) => ['--client', `${client}=${id}`]),
  ], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, KEYS_FROM: keysFrom } });
  const stop = async () => {
    const ended = child.exitCode !== null ? Promise.resolve() : new Promise(resolve => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
    rmSync(directory, { recursive: true });
  };
  try {
    return { ...await startLine(child), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function startLine(child: ChildProcess): Promise<StartLine> {
  const errors: string[] = [];
  createInterface({ input: child.stderr! }).on('line', line => errors.push(line));
  return new Promise((resolve, reject) => {
    const give = (reason: string) => reject(new Error(`serve ${reason}: ${errors.slice(-10).join('\n')}`));
    const timer = setTimeout(() => give(`says nothing for ${START_TIMEOUT_MS / 1000} s`), START_TIMEOUT_MS);
    child.once('exit', code => {
      clearTimeout(timer);
      give(`ends with exit code ${code}`);
    });
    createInterface({ input: child.stdout! }).once('line', line => {
      clearTimeout(timer);
      resolve(JSON.parse(line));
    });
  });
}
