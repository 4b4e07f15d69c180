import { strictEqual } from 'assert';
import { execFileSync } from 'child_process';
import { join } from 'path';
import { Tab } from './chromium';
import { PASSWORD, webServer, writeConfig } from './stand';
import { LocalRun } from '../../scripts/demo/local-run';

/** A fresh Vite app whose sign-in code knows nothing of this machine: all that is local stands in its configuration. */
export async function viteApp(browser: any, run: LocalRun, template: string, port: number): Promise<void> {
  const folder = join(process.env.FOREIGN!, 'app');
  await writeConfig(template, run, process.env.FOREIGN!, join(folder, 'src/cognito.json'));
  execFileSync('npx', ['vite', 'build', '--logLevel', 'error'], { cwd: folder, stdio: 'inherit' });
  const stop = await webServer(port, join(folder, 'dist'));
  try {
    const tab = await Tab.open(browser, `http://127.0.0.1:${port}/`);
    await tab.page.waitForSelector('[data-ready]');
    const email = 'vera@example.org';
    const ask = (call: string, ...args: string[]) => tab.page.evaluate(
      async (name: string, given: string[]) => (window as any).account[name](...given).catch((error: Error) => error.name), call, args);
    strictEqual(await ask('signUp', email, PASSWORD), 'confirm');
    strictEqual(await ask('confirm', email, await run.codeFor(email)), undefined);
    strictEqual(await ask('signIn', email, 'Wrong-horse-battery-9'), 'NotAuthorizedException');
    strictEqual(await ask('signIn', email, PASSWORD), 'done');
    strictEqual(await ask('makeMyselfGold'), 'NotAuthorizedException');
    const me = await tab.page.evaluate(async () => (window as any).account.me(true));
    strictEqual(me.email, email);
    strictEqual(typeof me.credentials.sessionToken, 'string');
    strictEqual(await ask('signOut'), undefined);
  } finally {
    await stop();
  }
}
