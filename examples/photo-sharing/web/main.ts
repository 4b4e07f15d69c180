import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { Amplify } from 'aws-amplify';
import { account, Me, Next } from './account';
import { localHelp } from './local-help';
import { $, buttons, during, element, note, onSubmit, show } from './page';

/** Who is about to confirm an address. */
let joining = { email: '', password: '' };
let endpoint = '';

async function start(): Promise<void> {
  const config = await localHelp.config();
  Amplify.configure(config.amplify);
  endpoint = config.amplify.Auth.Cognito.identityPoolEndpoint;
  $('config').textContent = `Amplify.configure(${JSON.stringify(config.amplify, undefined, 2)});`;
  await arrive();
}

/** Shows who one is now: signed in, or a guest. */
async function arrive(renew = false): Promise<void> {
  const me = await account.me(renew);
  const role = await roleOf(me);
  show(...(me.signedIn ? ['me'] : ['signed-out', 'me']));
  $('who').textContent = me.signedIn ? `Signed in as ${me.email}` : 'You are a guest';
  const facts = { Role: role, Groups: me.groups.join(', ') || 'none', Identity: me.identityId };
  $('facts').replaceChildren(...Object.entries(facts).flatMap(([name, value]) => [element('dt', name), element('dd', value)]));
  buttons('actions', me.signedIn ? {
    'Get new tokens': async () => said('New tokens and credentials.', () => arrive(true)),
    'Use an authenticator app': enrol,
    'Try to make myself gold': async () => {
      await account.makeMyselfGold();
      note('The pool took it: anyone could choose their role.', 'bad');
    },
    'Sign out': async () => said('Signed out.', async () => account.signOut()),
  } : {});
  buttons('administrator', me.signedIn ? {
    'Put me in curators': async () => changed(me, 'curators'),
    'Take me out of curators': async () => changed(me, 'no-curators'),
    'Make me gold': async () => changed(me, 'gold'),
  } : {});
  const rows = (await localHelp.deeds(role, me)).map(({ heading, decision }) => {
    const row = document.createElement('tr');
    const name = element('th', heading);
    name.setAttribute('scope', 'row');
    row.append(name, element('td', decision, decision));
    return row;
  });
  $('deeds').querySelector('tbody')!.replaceChildren(...rows);
  await showMail();
}

/** What one has become, by the name of the role. */
async function roleOf(me: Me): Promise<string> {
  const { Arn } = await new STSClient({
    region: 'us-east-1', endpoint, credentials: me.credentials,
  }).send(new GetCallerIdentityCommand({}));
  return Arn!.split('/')[1];
}

async function said(text: string, work: () => Promise<void>): Promise<void> {
  await work();
  await arrive();
  note(text, 'good');
}

async function changed(me: Me, deed: string): Promise<void> {
  await localHelp.administrator(deed, me.email!);
  await arrive(true);
  note('Done, and new tokens say so.', 'good');
}

async function enrol(): Promise<void> {
  $('secret').textContent = await account.newAuthenticator();
  show('me', 'enrol');
}

async function showMail(): Promise<void> {
  const mail = await localHelp.mail();
  $('mail').replaceChildren(...mail.slice(-3).reverse().map(({ to, code }) => element('li', `To ${to}: your code is ${code}`)));
}

async function goOn(next: Next): Promise<void> {
  if (next === 'done') return said('Welcome back.', async () => undefined);
  show(next);
  await showMail();
  note(next === 'confirm' ? `A code is on its way to ${joining.email}; here it ends below.` : '');
}

onSubmit('sign-up', async ({ email, password }) => {
  joining = { email, password };
  await goOn(await account.signUp(email, password));
});
onSubmit('sign-in', async ({ email, password }) => {
  joining = { email, password };
  await goOn(await account.signIn(email, password));
});
onSubmit('confirm', async ({ code }) => {
  await account.confirm(joining.email, code);
  await goOn(await account.signIn(joining.email, joining.password));
});
onSubmit('second-factor', async ({ code }) => {
  await account.secondFactor(code);
  await goOn('done');
});
onSubmit('enrol', async ({ code }) => {
  await account.useAuthenticator(code);
  await said('From now on you are asked for it.', async () => undefined);
});
document.querySelector('[data-do=resend]')!.addEventListener('click', () => void during($('confirm'), async () => {
  await account.resend(joining.email);
  await showMail();
}));
void during($('me'), start);
