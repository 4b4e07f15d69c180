import { spawnSync } from 'child_process';
import { mkdtempSync, readdirSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { IdentityServer } from './identity-server';
import { AccessModel } from '../../src/access-model';
import { LocalUserPools, startLocalUserPools } from '../local-user-pool';

/** The example, standing on this machine. */
export interface Stage {
  readonly model: AccessModel;
  readonly pools: LocalUserPools;
  readonly server: IdentityServer;
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
export async function setStage(templateFile: string): Promise<Stage> {
  const model = AccessModel.fromFile(templateFile);
  const pools = await startLocalUserPools(model, templateFile);
  try {
    const server = await IdentityServer.start([
      templateFile,
      ...Object.entries(pools.issuers).flatMap(([logicalId, url]) => ['--issuer', `${logicalId}=${url}`]),
      ...Object.entries(pools.clientIds).flatMap(([logicalId, id]) => ['--client', `${logicalId}=${id}`]),
    ]);
    return { model, pools, server, clear: async () => { await server.stop(); await pools.stop(); } };
  } catch (error) {
    await pools.stop();
    throw error;
  }
}
