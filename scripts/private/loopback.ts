import { ChildProcess } from 'node:child_process';
import { AddressInfo, createServer } from 'node:net';

/** A port of loopback that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise(done => server.close(done));
  return port;
}

/** Whether a server that was just started answers its health check in time; no if it ends before. */
export async function isReady(healthUrl: string, child: ChildProcess, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline && child.exitCode === null) {
    if (await fetch(healthUrl).then(response => response.ok, () => false)) return true;
    await new Promise(done => setTimeout(done, 50));
  }
  return false;
}

/** Ends this very process, by force if it takes too long; how a signal reaches it may be the caller's. */
export async function end(
  child: ChildProcess, patienceMs: number, signal: (name: NodeJS.Signals) => void = name => child.kill(name),
): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  const gone = new Promise<number | null>(done => child.once('exit', done));
  signal('SIGTERM');
  const force = setTimeout(() => signal('SIGKILL'), patienceMs);
  const code = await gone;
  clearTimeout(force);
  return code;
}
