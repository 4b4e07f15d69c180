import { TOTP } from 'otpauth';
import { Tab } from './chromium';
import { PASSWORD, program } from './stand';
import { freePort } from '../../scripts/private/loopback';

/** The page of the demo, with Amplify: what the template forbids is refused, and what an administrator does shows in the role. */
export async function demoPage(browser: any): Promise<void> {
  const [port, pagePort] = [await freePort(), await freePort()];
  const demo = await program(['scripts/demo.ts', '--web', '--port', String(port), '--page-port', String(pagePort)], /Ctrl-C/);
  try {
    const tab = await Tab.open(browser, `http://127.0.0.1:${pagePort}/`);
    const email = `ann-${Date.now()}@example.org`;
    await tab.says('#facts dd', /Guests/);

    await tab.fill('#sign-up [name=email]', email);
    await tab.fill('#sign-up [name=password]', 'weak');
    await tab.click('Sign up');
    await tab.says('#note', /^InvalidPasswordException/);
    await tab.fill('#sign-up [name=password]', PASSWORD);
    await tab.click('Sign up');
    const [, code] = /code is (\d{6})/.exec(await tab.says('#mail', new RegExp(`${email}: your code`)))!;
    await tab.fill('#confirm [name=code]', code);
    await tab.click('Confirm');
    await tab.says('#facts dd', /Authenticated/);

    await tab.click('Try to make myself gold');
    await tab.says('#note', /^NotAuthorizedException/);
    await tab.click('Put me in curators');
    await tab.says('#facts dd', /curatorsRole/);
    await tab.page.reload();
    await tab.says('#facts dd', /curatorsRole/);

    await tab.click('Use an authenticator app');
    const app = new TOTP({ secret: await tab.says('#secret', /./) });
    await tab.fill('#enrol [name=code]', '000000');
    await tab.click('Use it from now on');
    await tab.says('#note', /^EnableSoftwareTokenMFAException/);
    await tab.fill('#enrol [name=code]', app.generate());
    await tab.click('Use it from now on');
    await tab.says('#note', /From now on/);

    await tab.click('Sign out');
    await tab.says('#facts dd', /Guests/);
    await tab.fill('#sign-in [name=email]', email);
    await tab.fill('#sign-in [name=password]', 'Wrong-horse-battery-9');
    await tab.click('Sign in');
    await tab.says('#note', /^NotAuthorizedException: Incorrect username or password/);
    await tab.fill('#sign-in [name=password]', PASSWORD);
    await tab.click('Sign in');
    await tab.says('#second-factor:not([hidden]) h2', /authenticator/);
    await tab.fill('#second-factor [name=code]', app.generate());
    await tab.click('Continue');
    await tab.says('#facts dd', /curatorsRole/);
  } finally {
    await demo.stop();
  }
}
