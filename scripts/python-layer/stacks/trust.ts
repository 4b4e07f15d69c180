import { CognitoIdentityClient, GetIdCommand, GetOpenIdTokenCommand } from '@aws-sdk/client-cognito-identity';
import { AwsCalls, AwsError, Target } from '../aws-calls';
import { Person, signInClient, userPools } from '../sign-in/person';
import { Tally } from '../tally';
import { Deployed } from './deploy';
import { Resolver } from './resolve';
import { Resource, walk } from './template';

const COGNITO = 'cognito-identity.amazonaws.com';

interface Visitor {
  readonly who: string;
  readonly token: string;
}

/** Lets a member and a guest of each identity pool, and a stranger, try to assume each role that the pool hands out. */
export async function checkTrust(target: Target, calls: AwsCalls, stack: Deployed, tally: Tally): Promise<void> {
  const resolver = new Resolver(stack.template, stack.facts);
  for (const [id, attachment] of ofType(stack, 'AWS::Cognito::IdentityPoolRoleAttachment')) {
    const label = `${stack.facts.stackName}/${id}`;
    if (!JSON.stringify(stack.template.Resources).includes(`"${COGNITO}"`)) {
      tally.skip(`${label}: trust policies`, 'they trust the service of another partition, and the emulator is in the aws partition');
      continue;
    }
    const { IdentityPoolId, Roles = {}, RoleMappings } = resolver.resolve(attachment.Properties);
    const visitors = await makeVisitors(target, calls, IdentityPoolId);
    const members = new Set<string>([Roles.authenticated, ...ruleRoles(RoleMappings), ...groupRoles(stack, resolver)].filter(Boolean));
    for (const role of members) {
      if (visitors.member) await check(calls, tally, `${label}: ${nameOf(role)} is assumed by a member only`, role, visitors.member, [visitors.guest, visitors.stranger]);
    }
    if (Roles.unauthenticated) await check(calls, tally, `${label}: ${nameOf(Roles.unauthenticated)} is assumed by a guest only`, Roles.unauthenticated, visitors.guest, [...visitors.member ? [visitors.member] : [], visitors.stranger]);
    if (!visitors.member) tally.skip(`${label}: what a member may assume`, 'no user pool of this stack is registered with the identity pool');
  }
}

async function check(calls: AwsCalls, tally: Tally, name: string, role: string, welcome: Visitor, refused: Visitor[]): Promise<void> {
  await tally.check(name, async () => {
    await assume(calls, role, welcome.token);
    for (const visitor of refused) {
      const code = await assume(calls, role, visitor.token).then(() => undefined, (error: AwsError) => error.code);
      if (code !== 'AccessDenied') throw new Error(`${visitor.who} is not refused but gets ${code ?? 'the role'}`);
    }
  });
}

function assume(calls: AwsCalls, RoleArn: string, WebIdentityToken: string): Promise<unknown> {
  return calls.call('sts', 'AssumeRoleWithWebIdentity', { RoleArn, RoleSessionName: 'visitor', WebIdentityToken });
}

async function makeVisitors(target: Target, calls: AwsCalls, pool: string): Promise<{ member?: Visitor; guest: Visitor; stranger: Visitor }> {
  const identities = new CognitoIdentityClient({ region: target.region, endpoint: target.endpoint, credentials: { accessKeyId: target.account, secretAccessKey: 'local' } });
  const tokenOf = async (IdentityPoolId: string, Logins?: Record<string, string>) => {
    const { IdentityId } = await identities.send(new GetIdCommand({ IdentityPoolId, Logins }));
    return (await identities.send(new GetOpenIdTokenCommand({ IdentityId, Logins }))).Token!;
  };
  const { CognitoIdentityProviders = [] } = await calls.call('cognito-identity', 'DescribeIdentityPool', { IdentityPoolId: pool });
  const other = await calls.call('cognito-identity', 'CreateIdentityPool', { IdentityPoolName: 'somewhere else', AllowUnauthenticatedIdentities: true, CognitoIdentityProviders });
  const guest = { who: 'a guest', token: await tokenOf(pool) };
  if (!CognitoIdentityProviders.length) return { guest, stranger: { who: 'a guest of another identity pool', token: await tokenOf(other.IdentityPoolId) } };
  const [{ ProviderName, ClientId }] = CognitoIdentityProviders;
  const Logins = { [ProviderName]: await idTokenOf(target, ProviderName.split('/')[1], ClientId) };
  return {
    member: { who: 'a member', token: await tokenOf(pool, Logins) },
    guest,
    stranger: { who: 'a member of another identity pool', token: await tokenOf(other.IdentityPoolId, Logins) },
  };
}

async function idTokenOf(target: Target, pool: string, client: string): Promise<string> {
  const users = userPools(target);
  const person = await Person.admitted(users, await signInClient(users, pool, client), 'visitor@example.org', { email: 'visitor@example.org' });
  return (await person.signIn()).IdToken!;
}

function ruleRoles(mappings: unknown): string[] {
  return [...walk(mappings)].flatMap(part => typeof part === 'object' && part !== null && 'RoleARN' in part ? [String(part.RoleARN)] : []);
}

/** Roles of groups whose pool is in this stack. */
function groupRoles(stack: Deployed, resolver: Resolver): string[] {
  return ofType(stack, 'AWS::Cognito::UserPoolGroup').map(([, group]) => resolver.resolve(group.Properties).RoleArn);
}

function ofType(stack: Deployed, type: string): [string, Resource][] {
  return Object.entries(stack.template.Resources).filter(([, resource]) => resource.Type === type);
}

const nameOf = (roleArn: string) => roleArn.split('/').pop()!;
