import { match, strictEqual } from 'assert';
import { writeFileSync } from 'fs';
import { join } from 'path';
import { generate } from 'selfsigned';
import { Tab } from './chromium';
import { member, pageOf, PASSWORD, webServer } from './stand';
import { LocalRun } from '../../scripts/demo/local-run';

const APP = `
import { Amplify } from 'aws-amplify';
import { fetchAuthSession, signInWithRedirect, signOut } from 'aws-amplify/auth';
import { Hub } from 'aws-amplify/utils';
import 'aws-amplify/auth/enable-oauth-listener';
const say = text => { document.body.textContent = text; };
window.auth = { signInWithRedirect, signOut };
Amplify.configure(CONFIG);
Hub.listen('auth', ({ payload }) => {
  if (payload.event === 'signInWithRedirect_failure') say('failed: ' + JSON.stringify(payload.data));
});
fetchAuthSession().then(
  ({ tokens, identityId }) => say(tokens ? 'in as ' + tokens.idToken.payload.email + ' with ' + identityId : 'ready'),
  error => say(error.message),
);
`;

/** Amplify puts `https://` before the domain of the login pages, so they are served by TLS; nothing else is done for it. */
export async function amplifyRedirect(browser: any, template: string, origin: string): Promise<void> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }]);
  const [certFile, keyFile] = ['cert.pem', 'key.pem'].map(name => join(process.env.FOREIGN!, name));
  writeFileSync(certFile, cert);
  writeFileSync(keyFile, key);
  const run = await LocalRun.start([
    template, '--user-pool', '--port', '0', '--tls-cert', certFile, '--tls-key', keyFile, '--tls-port', '0',
  ]);
  const email = 'rita@example.org';
  const [config] = Object.values(run.started.clientConfig);
  const page = pageOf(APP.replace('CONFIG', JSON.stringify(config)), process.cwd());
  const stop = await webServer(Number(new URL(origin).port), '/nowhere', { '/': page, '/callback': page });
  try {
    await member(run, email);
    const tab = await Tab.open(browser, `${origin}/`);
    await tab.says('body', /^ready/);
    await tab.page.evaluate(() => { void (window as any).auth.signInWithRedirect(); });
    await tab.page.waitForSelector('form input[name=password]');
    match(tab.page.url(), /^https:\/\/localhost:\d+\/login\?/);
    await tab.fill('input[name=username]', email);
    await tab.fill('input[name=password]', PASSWORD);
    await tab.click('Sign in');
    match(await tab.says('body', new RegExp(`in as ${email}`)), /with us-east-1:/);
    await tab.page.evaluate(() => { void (window as any).auth.signOut(); });
    await tab.says('body', /^ready/);
    strictEqual(new URL(tab.page.url()).origin, origin);
  } finally {
    await stop();
    await run.stop();
  }
}
