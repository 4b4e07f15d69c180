import { match, strictEqual } from 'assert';
import { writeFileSync } from 'fs';
import { join } from 'path';
import { App, SecretValue, Stack } from 'aws-cdk-lib';
import { Tab } from './chromium';
import { appOf } from './hosted-login';
import { pageOf, webServer } from './stand';
import { Employer } from '../../scripts/demo/employer';
import { LocalRun } from '../../scripts/demo/local-run';
import { AppClient, Claim, CognitoAuth, CustomAttribute, IdentityProvider, LoginPages, RoleRule } from '../../src';

const PROVIDER = 'Employer';
const APP = 'press-desk';
const SECRET = 'between the pool and the employer';

/** The press of an employer has a role of its own. There is an agency, too, so that the login page asks which way. */
function synthesize(folder: string, origin: string): string {
  const app = new App({ outdir: join(folder, 'press.out') });
  const stack = new Stack(app, 'Press');
  const employer = IdentityProvider.oidc(PROVIDER, {
    issuer: `https://${Employer.HOST}`,
    clientId: APP,
    clientSecret: SecretValue.secretsManager('employer'),
    attributes: { email: 'email', custom: { department: 'department' } },
  });
  const agency = IdentityProvider.oidc('Agency', {
    issuer: 'https://login.agency.example', clientId: APP, clientSecret: SecretValue.secretsManager('agency'), attributes: { email: 'email' },
  });
  const auth = new CognitoAuth(stack, 'Auth', {
    attributes: { custom: { department: CustomAttribute.text() } },
    identityProviders: [employer, agency],
    loginPages: LoginPages.prefix(),
    client: AppClient.browser({ callbackUrls: [`${origin}/callback`], signInWith: [employer, agency] }),
  });
  auth.addRule('Press', RoleRule.equalTo(Claim.customAttribute('department'), 'press'));
  app.synth();
  return join(folder, 'press.out', 'Press.template.json');
}

/** Somebody clicks on the provider's button of the login page and on their name over there, and becomes the role of their department. */
export async function providerButton(browser: any, origin: string): Promise<void> {
  const folder = process.env.FOREIGN!;
  const secret = join(folder, 'employer-secret.txt');
  writeFileSync(secret, SECRET);
  const employer = await Employer.open(APP, SECRET);
  employer.employees.set('pia', { email: 'pia@press.example', email_verified: true, department: 'press' });
  employer.employees.set('olaf', { email: 'olaf@press.example', email_verified: true, department: 'sales' });
  const run = await LocalRun.start([
    synthesize(folder, origin), '--user-pool', '--port', '0',
    '--provider', `${PROVIDER}=${employer.url}`, '--provider-secret', `${PROVIDER}=${secret}`,
  ]);
  // without the scope `profile`, tokens tell no department
  const page = pageOf(appOf(run, origin, 'openid email profile'));
  const stop = await webServer(Number(new URL(origin).port), '/nowhere', { '/': page, '/callback': page });
  const enters = async (name: string, becomes: RegExp) => {
    const context = await browser.createBrowserContext();
    try {
      const tab = await atEmployer(context, origin);
      await tab.follow(`I am ${name}`);
      await tab.says('body', new RegExp(`in as ${name}@press.example`));
      const token = await tab.page.evaluate(async () => (await (window as any).users.getUser()).id_token);
      const [[, key]] = Object.entries(run.started.providers);
      match((await run.enter(Object.values(run.started.identityPools)[0], { [key]: token })).roleName, becomes);
    } finally {
      await context.close();
    }
  };
  try {
    await enters('pia', /PressRule/);
    await enters('olaf', /Authenticated/);
    const tab = await atEmployer(browser, origin);
    strictEqual(new URL(tab.page.url()).origin, employer.url);
    await tab.page.goto(`${tab.page.url()}&employee=mallory`);
    await tab.says('body', /mallory does not work here/);
  } finally {
    await stop();
    await run.stop();
    await employer.close();
  }
}

/** A tab that the login page has sent to the provider. */
async function atEmployer(browser: any, origin: string): Promise<Tab> {
  const tab = await Tab.open(browser, `${origin}/`);
  await tab.says('body', /^ready/);
  await tab.page.evaluate(() => { void (window as any).users.signinRedirect(); });
  await tab.says('a', /Continue with Agency/);
  strictEqual(await tab.page.$('input[name=password]'), null);
  await tab.follow(`Continue with ${PROVIDER}`);
  await tab.says('h1', /^Your employer$/);
  return tab;
}
