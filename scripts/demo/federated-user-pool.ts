import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { SecretValue } from 'aws-cdk-lib';
import { Employer } from './employer';
import { APP, deeds, PEOPLE, PressDesk, pressDesk, pressStack } from './federated';
import { LocalRun } from './local-run';
import { may } from './promises';
import { Story } from './story';
import { AppClient, Claim, CognitoAuth, CustomAttribute, IdentityProvider, LoginPages, RoleRule } from '../../src';
import { AccessModel } from '../../src/access-model';

const PROVIDER = 'Employer';
const CALLBACK = 'https://desk.example.com';

/** The same app, but people sign in to its user pool, which leaves it to their employer: the department is an attribute of theirs there. */
function throughTheUserPool(folder: string): PressDesk {
  const stack = pressStack(folder);
  const employer = IdentityProvider.oidc(PROVIDER, {
    issuer: `https://${Employer.HOST}`,
    clientId: APP,
    clientSecret: SecretValue.secretsManager('employer'),
    attributes: { custom: { department: 'department' } },
  });
  const auth = new CognitoAuth(stack, 'Auth', {
    attributes: { custom: { department: CustomAttribute.text() } },
    identityProviders: [employer],
    loginPages: LoginPages.prefix(),
    client: AppClient.browser({ callbackUrls: [CALLBACK], signInWith: [employer] }),
  });
  return pressDesk(auth, auth.addRule('Press', RoleRule.equalTo(Claim.customAttribute('department'), 'press')));
}

/** People become roles by an attribute of the user pool that their employer fills, whose page stands on this machine for a while. */
export async function tellOfEmployerInUserPool(story: Story): Promise<void> {
  story.chapter('Pia and Olaf again, who sign in to the user pool, with their employer (OpenID Connect)');
  const folder = mkdtempSync(join(tmpdir(), 'press-desk-'));
  const made = throughTheUserPool(folder);
  const model = AccessModel.fromFile(made.template);
  const secret = join(folder, 'employer-secret.txt');
  writeFileSync(secret, 'of the press desk');
  const employer = await Employer.open(APP, 'of the press desk');
  let run: LocalRun | undefined;
  try {
    run = await LocalRun.start([
      made.template, '--user-pool', '--port', '0',
      '--provider', `${PROVIDER}=${employer.url}`, '--provider-secret', `${PROVIDER}=${secret}`,
    ]);
    const { started } = run;
    story.say(`both pools at ${started.endpoint}, the employer's page at ${employer.url}`);
    const [[, loginKey]] = Object.entries(started.providers);
    const enter = async (token: string) => run!.enter(Object.values(started.identityPools)[0], { [loginKey]: token });
    for (const { name, department, role, may: promised } of PEOPLE) {
      const employee = name.toLowerCase();
      employer.employees.set(employee, { email: `${employee}@${Employer.HOST}`, email_verified: true, department });
      const token = await story.does(`${name} of ${department} clicks on ${name}'s name at the employer`, () => signIn(run!, employee));
      const entered = await story.does('and gets credentials for the token of the user pool', () => enter(token));
      story.expect(`${name} is`, entered.roleName, made[role]);
      for (const deed of deeds(`arn:aws:s3:::${made.bucket}`)) {
        const allowed = may(model, entered.roleName, deed, entered.identityId) === 'allowed';
        story.expect(`  ${deed.heading}`, allowed ? 'yes' : 'no', (promised as readonly string[]).includes(deed.heading) ? 'yes' : 'no');
      }
    }
    employer.employees.set('olaf', { ...employer.employees.get('olaf'), department: 'press' });
    const moved = await story.does('Olaf moves to the press, and signs in again', async () => enter(await signIn(run!, 'olaf')));
    story.expect('Olaf is', moved.roleName, made.press);
    await story.isRefused('Mallory, who does not work there, tries', 'access_denied', () => signIn(run!, 'mallory'));
    await story.isRefused("Pia's old tab comes back once more", 'invalid_request', async () => {
      await fetch(`${started.endpoint}/oauth2/idpresponse?state=of-yesterday&code=1`).then(refuse);
    });
  } finally {
    await run?.stop();
    await employer.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a browser does: from the app to the user pool, to the employer's page, and back; then the app takes the token. */
async function signIn({ started: { endpoint, clients } }: LocalRun, employee: string): Promise<string> {
  const [clientId] = Object.values(clients);
  const redirect = { client_id: clientId, redirect_uri: CALLBACK };
  const begun = await go(`${endpoint}/oauth2/authorize?${new URLSearchParams({ ...redirect, response_type: 'code' })}`);
  const there = new URL(begun.headers.get('location')!);
  there.searchParams.set('employee', employee);
  const back = (await go(there.href)).headers.get('location')!;
  const [cookie] = begun.headers.getSetCookie()[0].split(';');
  const arrived = new URL((await go(back, { headers: { cookie } })).headers.get('location')!);
  const code = arrived.searchParams.get('code');
  if (code === null) throw named(arrived.searchParams.get('error') ?? 'nothing', arrived.searchParams.get('error_description') ?? '');
  const response = await fetch(`${endpoint}/oauth2/token`, {
    method: 'POST', body: new URLSearchParams({ ...redirect, grant_type: 'authorization_code', code }),
  });
  return (await response.json() as { id_token: string }).id_token;
}

const go = (address: string, init: RequestInit = {}) => fetch(address, { ...init, redirect: 'manual' });

async function refuse(response: Response): Promise<void> {
  const [, error] = /role="alert">(\w+): /.exec(await response.text()) ?? [];
  if (error) throw named(error, 'said on the page');
}

const named = (name: string, message: string) => Object.assign(new Error(message), { name });
