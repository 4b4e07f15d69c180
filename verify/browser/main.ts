import { amplifyRedirect } from './amplify-redirect';
import { chromium } from './chromium';
import { demoPage } from './demo-page';
import { hostedLogin } from './hosted-login';
import { identityJs } from './identity-js';
import { providerButton } from './provider-button';
import { synthesize } from './stand';
import { viteApp } from './vite-app';
import { LocalRun } from '../../scripts/demo/local-run';
import { freePort } from '../../scripts/private/loopback';

/** One story after the other; all are told, and one that fails makes the whole fail. */
async function main(): Promise<void> {
  const [callbackPort, vitePort] = [await freePort(), await freePort()];
  const origin = `http://localhost:${callbackPort}`;
  const template = synthesize(process.env.FOREIGN!, origin);
  const run = await LocalRun.start([template, '--user-pool', '--port', '0']);
  const browser = await chromium();
  const stories: [string, () => Promise<void>][] = [
    ['amazon-cognito-identity-js', () => identityJs(run)],
    ['oidc-client-ts on the hosted login', () => hostedLogin(browser, run, origin)],
    ['a provider\'s button on the hosted login', () => providerButton(browser, origin)],
    ['Amplify on the hosted login, by TLS', () => amplifyRedirect(browser, template, origin)],
    ['a fresh Vite app with Amplify', () => viteApp(browser, run, template, vitePort)],
    ['the page of the demo', () => demoPage(browser)],
  ];
  let failed = 0;
  try {
    for (const [name, tell] of stories) {
      try {
        await tell();
        console.log(`ok    ${name}`);
      } catch (error) {
        failed += 1;
        console.log(`FAIL  ${name}: ${(error as Error).stack}`);
      }
    }
  } finally {
    await browser.close();
    await run.stop();
  }
  console.log(`${stories.length - failed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

void main();
