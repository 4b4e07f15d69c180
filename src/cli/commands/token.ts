import { FrontEnd, LocalRun } from '../../client-config';
import { oneOf, parseArguments, required } from '../private/arguments';
import { DEPLOYMENT_OPTIONS, DEPLOYMENT_USAGE } from '../private/deployment';
import { chosenFrontEnd, HOW_TO_GIVE_IDS, IDS_OPTIONS, IDS_USAGE, readFrontEndsOf } from '../private/front-ends';
import { printable } from '../private/printable';
import { Subcommand } from '../private/subcommand';
import { UsageError } from '../private/usage-error';
import { asText, FORMATS } from '../token/as-text';
import { Credentials, credentialsFor } from '../token/credentials';
import { Ask, Questions } from '../token/questions';
import { identityPoolService, Refusal, regional, userPoolService } from '../token/service';
import { flowOf, SignIn, Tokens } from '../token/sign-in';

const USAGE = `cdk-cognito-auth token TEMPLATE --user NAME ${IDS_USAGE} [--client CLIENT] [--credentials [--role ARN]] `
  + `[--format ${FORMATS.join('|')}] ${DEPLOYMENT_USAGE}`;

/** Signs somebody in to a deployed or local user pool, and prints what an app would get. */
export const command: Subcommand = {
  name: 'token',
  summary: 'sign in, and print the tokens or the temporary credentials',
  run: async argv => {
    const parsed = parseArguments(argv, {
      usage: USAGE,
      positionals: ['TEMPLATE'],
      options: ['user', 'client', 'role', 'format', ...IDS_OPTIONS.options, ...DEPLOYMENT_OPTIONS.options],
      lists: [...IDS_OPTIONS.lists, ...DEPLOYMENT_OPTIONS.lists],
      flags: ['credentials'],
    });
    if (!parsed) return 0;
    const format = oneOf(parsed, 'format', FORMATS, 'json');
    const username = required(parsed, 'user', USAGE);
    const wantsCredentials = parsed.flags.credentials === true || format === 'credential-process';
    if (parsed.values.role !== undefined && !wantsCredentials) throw new UsageError('--role goes with --credentials');
    const { frontEnds, run } = readFrontEndsOf(parsed);
    const frontEnd = chosenFrontEnd(frontEnds, parsed.values.client, ({ client }) => flowOf(client.flows) !== undefined);
    checkIds(frontEnd, wantsCredentials);
    const questions = new Questions();
    try {
      const tokens = await signIn(frontEnd, username, questions.ask, run);
      const credentials = wantsCredentials ? await enter(frontEnd, tokens, parsed.values.role) : undefined;
      process.stdout.write(asText(format, tokens, credentials));
      return 0;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      process.stderr.write(`cdk-cognito-auth: ${printable(`${error.type}: ${error.message}`)}\n`);
      return 1;
    } finally {
      questions.close();
    }
  },
};

function signIn({ client, userPool, endpoints }: FrontEnd, username: string, ask: Ask, run: LocalRun | undefined): Promise<Tokens> {
  const secret = client.secret === false ? undefined : process.env.CDK_COGNITO_AUTH_CLIENT_SECRET ?? run?.clientSecrets?.[client.label];
  if (client.secret === true && !secret) {
    throw new UsageError(`${client.label} has a secret: give it in CDK_COGNITO_AUTH_CLIENT_SECRET, or choose another with --client`);
  }
  const call = userPoolService(endpoints?.userPool ?? regional('cognito-idp', userPool.region));
  const { id, label, flows } = client;
  return new SignIn(call, {
    userPoolId: userPool.id, client: { id, label, ...(flows ? { flows } : {}), ...(secret ? { secret } : {}) }, username,
  }, ask).run();
}

function enter({ userPool, identityPool, endpoints }: FrontEnd, tokens: Tokens, role: string | undefined): Promise<Credentials> {
  const { id, region } = identityPool!;
  return credentialsFor(identityPoolService(endpoints?.identityPool ?? regional('cognito-identity', region)), {
    identityPoolId: id, loginKey: userPool.loginKey, idToken: tokens.IdToken, ...(role === undefined ? {} : { role }),
  });
}

/** @throws UsageError if anything is missing that will be asked for */
function checkIds({ client, userPool, identityPool }: FrontEnd, wantsCredentials: boolean): void {
  if (wantsCredentials && !identityPool) {
    throw new UsageError(`${client.label} is registered with no identity pool, or with several, so it leads to no credentials: `
      + 'choose another with --client');
  }
  const unknown = [client, userPool, ...(wantsCredentials ? [identityPool!] : [])].filter(({ id }) => id === '').map(({ label }) => label);
  if (unknown.length > 0) throw new UsageError(`the id of ${unknown.join(' and ')} is not known: ${HOW_TO_GIVE_IDS}`);
}
