import { ChildProcess } from 'child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { crowd } from './local/crowd';
import { drive, IdentityCaller, Measured } from './local/drive';
import { Ministack } from './local/ministack';
import { firstLine, serve } from './local/serve';
import { photoTemplate } from '../test/local/fixture';
import { TestIssuer } from '../test/local/issuer';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 4);
const CONCURRENCY = 16;
const IDENTITIES = 10_000;
/** How many times the requests of the reference we want to answer, and verify every token besides. */
const WANTED = 4;

/**
 * GetId and GetCredentialsForIdentity from sixteen sides at once, by users who have been there before, the memory of the server with
 * ten thousand identities, and the right role for everybody of two hundred who sign in at once.
 */
export async function localBench(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-local-'));
  const issuer = await new TestIssuer().start();
  const template = join(folder, 'photos.json');
  writeFileSync(template, JSON.stringify(photoTemplate()));
  const child = serve(template, '--issuer', `Pool=${issuer.url}`);
  try {
    const { endpoint, identityPools, providers } = await firstLine(child);
    const key: string = providers['Pool:Web'];
    const pool: string = identityPools.Photos;
    const tokens = Array.from(
      { length: CONCURRENCY }, (_, worker) => issuer.token({ sub: `user-${worker}`, exp: Math.floor(Date.now() / 1000) + 3_600 }),
    );
    const signIn = (worker: number) => ({ [key]: tokens[worker] });
    const ours = await signIns(endpoint, pool, signIn);
    return [
      line('local identity pool, every token verified', ours),
      ...await others(signIn, ours),
      await memory(child, endpoint, pool, user => ({ [key]: issuer.token({ sub: user }) })),
      await crowd(folder),
    ];
  } finally {
    child.kill('SIGTERM');
    await issuer.stop();
    rmSync(folder, { recursive: true });
  }
}

async function signIns(endpoint: string, pool: string, logins: (worker: number) => Record<string, string>): Promise<Measured> {
  const caller = new IdentityCaller(endpoint, CONCURRENCY);
  const round = (seconds: number) => drive(seconds, CONCURRENCY, async (worker, time) => {
    const { IdentityId } = await time(caller.call('GetId', { IdentityPoolId: pool, Logins: logins(worker) }));
    await time(caller.call('GetCredentialsForIdentity', { IdentityId, Logins: logins(worker) }));
  });
  await round(1);
  const measured = await round(SECONDS);
  caller.close();
  return measured;
}

async function memory(
  child: ChildProcess, endpoint: string, pool: string, logins: (user: string) => Record<string, string>,
): Promise<string> {
  const caller = new IdentityCaller(endpoint, CONCURRENCY);
  const before = residentMegabytes(child);
  for (let next = 0; next < IDENTITIES; next += CONCURRENCY) {
    await Promise.all(Array.from({ length: CONCURRENCY }, async (_, i) => {
      const Logins = logins(`visitor-${next + i}`);
      const { IdentityId } = await caller.call('GetId', { IdentityPoolId: pool, Logins });
      await caller.call('GetCredentialsForIdentity', { IdentityId, Logins });
    }));
  }
  caller.close();
  return `memory: ${before.toFixed(0)} MB before, ${residentMegabytes(child).toFixed(0)} MB after ${IDENTITIES} more identities with `
    + 'credentials';
}

/** What others do with the same calls, a moment later. */
async function others(logins: (worker: number) => Record<string, string>, ours: Measured): Promise<string[]> {
  const missing = Ministack.missing();
  if (missing) return [`ministack: skipped, ${missing}`];
  const ministack = await Ministack.start();
  try {
    const caller = new IdentityCaller(ministack.endpoint, 1);
    const { IdentityPoolId } = await caller.call('CreateIdentityPool', {
      IdentityPoolName: 'photos', AllowUnauthenticatedIdentities: true,
    });
    const role = 'arn:aws:iam::000000000000:role/UserRole';
    await caller.call('SetIdentityPoolRoles', { IdentityPoolId, Roles: { authenticated: role, unauthenticated: role } });
    caller.close();
    const theirs = await signIns(ministack.endpoint, IdentityPoolId, logins);
    return [
      line('ministack, the same calls, no provider registered to verify the tokens with', theirs),
      `${(ours.perSecond / theirs.perSecond).toFixed(1)} × the requests of ministack; at least ${WANTED} × are wanted`,
    ];
  } finally {
    await ministack.stop();
  }
}

const line = (what: string, { perSecond, p50, p99 }: Measured) =>
  `${what}: ${perSecond.toFixed(0)} requests/s, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`;

/** Linux tells it by file; elsewhere it is not known. */
function residentMegabytes(child: ChildProcess): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return NaN;
  }
}
