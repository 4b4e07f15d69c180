import { spawnSync } from 'child_process';
import { mkdtempSync, readdirSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { LocalRun } from './local-run';
import { AccessModel } from '../../src/access-model';

/** The example, standing on this machine. */
export interface Stage {
  readonly model: AccessModel;
  readonly server: LocalRun;
  clear(): Promise<void>;
}

const EXAMPLE = resolve(__dirname, '../../examples/photo-sharing');

/** Synthesizes the example, and returns its template and the folder to remove afterwards. */
export function synthesize(): { templateFile: string; folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'photo-sharing-'));
  const done = spawnSync(process.execPath, ['-r', 'ts-node/register/transpile-only', 'app.ts'], {
    cwd: EXAMPLE,
    env: { ...process.env, CDK_OUTDIR: folder, CDK_VALIDATION: 'false', JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' },
    encoding: 'utf8',
  });
  const template = readdirSync(folder).find(file => file.endsWith('.template.json'));
  if (done.status === 0 && template) return { templateFile: join(folder, template), folder };
  rmSync(folder, { recursive: true, force: true });
  throw new Error(`the example cannot be synthesized: ${done.stderr}`);
}

/** Starts the user pools and the identity pool of a template. */
export async function setStage(templateFile: string, options = ['--port', '0']): Promise<Stage> {
  const server = await LocalRun.start([templateFile, '--user-pool', ...options]);
  return { model: AccessModel.fromFile(templateFile), server, clear: async () => { await server.stop(); } };
}
