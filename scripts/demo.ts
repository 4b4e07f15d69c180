import { rmSync } from 'fs';
import { tellOfEmployer } from './demo/federated';
import { tellOfEmployerInUserPool } from './demo/federated-user-pool';
import { Person } from './demo/person';
import { deeds, may, places, promisedRoles, PROMISES, roleNamed } from './demo/promises';
import { setStage, Stage, synthesize } from './demo/stage';
import { Story, StoryEnds } from './demo/story';
import { table } from './demo/table';
import { web } from './demo/web';

// keeps a notice about the age of Node out of the story
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

interface Arrived {
  readonly who: string;
  readonly kind: string;
  readonly how: string;
  readonly role: string;
  readonly identityId: string;
}

/** Stands the photo-sharing example up on this machine, signs people in, and compares what they become with what the example promises. */
async function main(): Promise<number> {
  const start = Date.now();
  const story = new Story();
  story.chapter('Synthesizing examples/photo-sharing');
  const { templateFile, folder } = synthesize();
  let stage: Stage | undefined;
  try {
    story.chapter('Starting the user pool and the identity pool (cdk-cognito-auth serve --user-pool)');
    stage = await setStage(templateFile);
    story.say(`both at ${stage.server.started.endpoint}; the user pool is an emulator`);
    if (stage.server.notDone.length > 0) story.say('of what this template asks for, it does not do:');
    for (const line of stage.server.notDone) story.say(`  - ${line}`);
    endOnInterrupt(stage, folder);
    const arrived = await tell(story, stage);
    show(story, stage, arrived);
    await tellOfEmployer(story);
    await tellOfEmployerInUserPool(story);
  } catch (error) {
    if (!(error instanceof StoryEnds)) throw error;
  } finally {
    await stage?.clear();
    rmSync(folder, { recursive: true, force: true });
  }
  const seconds = ((Date.now() - start) / 1000).toFixed(0);
  console.log(story.differences.length === 0
    ? `\n${story.steps} steps, all as the template promises; everything stopped after ${seconds} s.`
    : `\n${story.differences.length} of ${story.steps} steps differ from what the template `
      + `promises:\n${story.differences.map(line => `  ✗ ${line}`).join('\n')}`);
  return story.differences.length === 0 ? 0 : 1;
}

async function tell(story: Story, stage: Stage): Promise<Arrived[]> {
  const { server } = stage;
  const promised = promisedRoles(stage.model);
  const [poolId] = Object.values(server.started.identityPools);
  const [[pair, loginKey]] = Object.entries(server.started.providers);
  const [userPool, appClient] = pair.split(':');
  const person = (email: string) => new Person(server, server.started.userPools[userPool].id, server.started.clients[appClient], email);
  const logins = (token: string) => ({ [loginKey]: token });
  const arrived: Arrived[] = [];

  const arrive = async (who: string, kind: string, how: string, token?: string) => {
    const entered = await story.does(`${who} gets credentials`, () => server.enter(poolId, token ? logins(token) : undefined));
    story.expect(`${who} is`, entered.roleName, promised[kind].split('/').pop());
    arrived.push({ who, kind, how, role: entered.roleName, identityId: entered.identityId });
  };
  const join = async (who: Person, name: string) => {
    await story.does(`${name} signs up`, who.signUp);
    await story.does(`${name} confirms with the code from the mail`, async () => who.confirm(await server.codeFor(who.email)));
  };

  story.chapter('A visitor who never signs in');
  await arrive('the visitor', 'guest', 'not at all');

  story.chapter('Mallory, with a throw-away mail address');
  const mallory = person('mallory@throwaway.example');
  await story.isRefused('signing up is refused by the trigger', 'UserLambdaValidationException', mallory.signUp);
  await story.isRefused('and there is no account to sign in to', 'NotAuthorizedException', () => mallory.signIn());

  story.chapter('Ann, a member, with an authenticator app');
  const ann = person('ann@example.org');
  await story.does('Ann signs up', ann.signUp);
  await story.isRefused('signing in before the mail address is confirmed', 'UserNotConfirmedException', () => ann.signIn());
  await story.isRefused('a wrong code', 'CodeMismatchException', async () => ann.confirm(wrong(await server.codeFor(ann.email))));
  await story.does('the right code', async () => ann.confirm(await server.codeFor(ann.email)));
  await story.isRefused('a wrong password', 'NotAuthorizedException', () => ann.signIn('Wrong-horse-battery-9'));
  await story.isRefused('sending the password, which the client does not let her', 'InvalidParameterException', ann.sendPassword);
  await story.does('Ann signs in by proving that she knows the password (SRP)', () => ann.signIn());
  await story.isRefused('making herself gold', 'NotAuthorizedException', () => ann.writeAttribute('custom:plan', 'gold'));
  await story.does('and scans the secret with an authenticator app', () => ann.associate());
  await story.isRefused('enrolling it with a wrong code', 'EnableSoftwareTokenMFAException', () => ann.enrol(ann.wrongTotp()));
  await story.does('enrolling it with the right one', () => ann.enrol(ann.totp()));
  await story.isRefused('from now on, a wrong code is refused', 'CodeMismatchException', () => ann.signInWithTotp(ann.wrongTotp));
  await story.does('and the right one signs Ann in', () => ann.signInWithTotp(ann.totp));
  await arrive('Ann', 'member', 'SRP and TOTP', ann.idToken);
  const again = await story.does('Ann comes back another day', () => server.enter(poolId, logins(ann.idToken)));
  story.expect('and has the same identity', again.identityId, arrived.at(-1)!.identityId);
  await story.isRefused('the access token is no login', 'NotAuthorizedException', () => server.enter(poolId, logins(ann.accessToken)));
  await story.isRefused(
    'nor is a token that somebody changed', 'NotAuthorizedException', () => server.enter(poolId, logins(forge(ann.idToken))),
  );
  await story.isRefused(
    "asking for the administrators' role", 'NotAuthorizedException', () => server.enter(poolId, logins(ann.idToken), promised.admin),
  );

  const first = ann.refreshToken;
  await story.does('Ann gets new tokens without signing in', () => ann.refresh());
  story.expect('and another refresh token', ann.refreshToken !== first, true);
  await story.isRefused(
    'renewing in the way that takes no other (REFRESH_TOKEN_AUTH)', 'InvalidParameterException', ann.refreshWithoutRotation,
  );
  await story.does('Ann signs out everywhere', ann.signOutEverywhere);
  await story.isRefused('and gets no new tokens', 'NotAuthorizedException', () => ann.refresh());

  for (const [name, kind, how, prepare] of [
    ['Gus', 'gold', 'SRP; custom:plan = gold', (who: Person) => who.setAttribute('custom:plan', 'gold')],
    ['Cleo', 'curator', 'SRP; in curators', (who: Person) => who.putInGroup('curators')],
    ['Ada', 'admin', 'SRP; in admins', (who: Person) => who.putInGroup('admins')],
  ] as const) {
    story.chapter(`${name}: ${how}`);
    const who = person(`${name.toLowerCase()}@example.org`);
    await join(who, name);
    await story.does(`${name} is made what ${name} is by an administrator`, () => prepare(who));
    await story.does(`${name} signs in`, () => who.signIn());
    await arrive(name, kind, how, who.idToken);
  }
  return arrived;
}

function show(story: Story, stage: Stage, arrived: Arrived[]): void {
  story.chapter('Who became what, and may do what');
  const { bucketArn, tableArn } = places(stage.model);
  const columns = deeds(bucketArn, tableArn);
  const rows = arrived.map(({ who, kind, how, role, identityId }) => [who, how, role, ...columns.map(deed => {
    const decision = may(stage.model, roleNamed(stage.model, role), deed, identityId);
    const promised = PROMISES[kind].includes(deed.heading) ? 'allowed' : 'denied';
    story.steps += 1;
    if (decision === promised) return decision === 'allowed' ? 'yes' : 'no';
    story.differences.push(`${who} (${role}), ${deed.heading}: expected ${promised}, the template says ${decision}`);
    return `${decision}!`;
  })]);
  for (const line of table(['who', 'signed in by', 'role', ...columns.map(({ heading }) => heading)], rows)) console.log(line);
}

/** Nothing is left running, or lying about, by who stops the demo half-way. */
function endOnInterrupt(stage: Stage, folder: string): void {
  process.once('SIGINT', () => {
    void stage.clear().finally(() => {
      rmSync(folder, { recursive: true, force: true });
      process.exit(130);
    });
  });
}

/** The code, with its first digit changed. */
const wrong = (code: string) => `${(Number(code[0]) + 1) % 10}${code.slice(1)}`;

/** The token with another user's name in it, and its old signature. */
function forge(token: string): string {
  const [header, payload, signature] = token.split('.');
  const claims = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), 'cognito:groups': ['admins'] };
  return [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
}

const argv = process.argv.slice(2);

(argv.includes('--web') ? web(argv) : main()).then(code => { process.exitCode = code; }, error => {
  console.error(error);
  process.exitCode = 1;
});
