import { strictEqual } from 'assert';
import { Tab } from './chromium';
import { member, pageOf, PASSWORD, webServer } from './stand';
import { LocalRun } from '../../scripts/demo/local-run';

const APP = `
import { UserManager, WebStorageStateStore } from 'oidc-client-ts';
const userStore = new WebStorageStateStore({ store: localStorage });
const users = new UserManager({ ...SETTINGS, response_type: 'code', userStore });
const say = text => { document.body.textContent = text; };
window.users = users;
if (location.pathname === '/callback') users.signinCallback().then(user => say('in as ' + user.profile.email), error => say(error.message));
else say('ready');
`;

/** A page that finds the login pages of the first client by discovery alone. */
export function appOf({ started: { userPools, clients } }: LocalRun, origin: string, scope = 'openid email'): string {
  const [{ issuer }] = Object.values(userPools);
  const settings = { authority: issuer, client_id: Object.values(clients)[0], redirect_uri: `${origin}/callback`, scope };
  return APP.replace('SETTINGS', JSON.stringify(settings));
}

/** A page of oidc-client-ts finds the login pages by discovery alone, and people come back with tokens. */
export async function hostedLogin(browser: any, run: LocalRun, origin: string): Promise<void> {
  const email = 'hanna@example.org';
  await member(run, email);
  const page = pageOf(appOf(run, origin));
  const stop = await webServer(Number(new URL(origin).port), '/nowhere', { '/': page, '/callback': page });
  try {
    const tab = await Tab.open(browser, `${origin}/`);
    await tab.says('body', /^ready/);
    await tab.page.evaluate(() => { void (window as any).users.signinRedirect(); });
    await tab.page.waitForSelector('form input[name=password]');
    await tab.fill('input[name=username]', email);
    await tab.fill('input[name=password]', 'Wrong-horse-battery-9');
    await tab.click('Sign in');
    await tab.says('[role=alert]', /Incorrect username or password/);
    await tab.fill('input[name=password]', PASSWORD);
    await tab.click('Sign in');
    await tab.says('body', new RegExp(`in as ${email}`));
    // the renewal compares auth_time, and the old refresh token is taken once
    const renewed = await tab.page.evaluate(async () => {
      const before = await (window as any).users.getUser();
      const after = await (window as any).users.signinSilent();
      return { auth: before.profile.auth_time === after.profile.auth_time, other: before.access_token !== after.access_token };
    });
    strictEqual(renewed.auth, true);
    strictEqual(renewed.other, true);
  } finally {
    await stop();
  }
}
