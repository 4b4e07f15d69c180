import { CognitoIdentityClient, GetIdCommand, GetOpenIdTokenCommand } from '@aws-sdk/client-cognito-identity';
import { AwsCalls, AwsError, Credentials, Target } from '../aws-calls';
import { Person, signInClient, userPools } from '../sign-in/person';
import { Tally } from '../tally';
import { Deployed } from './deploy';
import { Resolver } from './resolve';
import { Resource, walk } from './template';

const COGNITO = 'cognito-identity.amazonaws.com';

/** Somebody with an OpenID token of an identity pool. */
export interface Visitor {
  readonly who: string;
  readonly token: string;
}

/** A role that an identity pool hands out, and who may and may not assume it. */
export interface Admission {
  readonly label: string;
  readonly roleArn: string;
  readonly welcome: Visitor;
  readonly refused: Visitor[];
}

/** Lets a member and a guest of each identity pool, and a stranger, try to assume each role that the pool hands out. */
export async function checkTrust(target: Target, calls: AwsCalls, stack: Deployed, tally: Tally): Promise<Admission[]> {
  const resolver = new Resolver(stack.template, stack.facts);
  const admissions: Admission[] = [];
  for (const [id, attachment] of ofType(stack, 'AWS::Cognito::IdentityPoolRoleAttachment')) {
    const label = `${stack.facts.stackName}/${id}`;
    if (!JSON.stringify(stack.template.Resources).includes(`"${COGNITO}"`)) {
      tally.skip(`${label}: trust policies`, 'they trust the service of another partition, and the emulator is in the aws partition');
      continue;
    }
    const { IdentityPoolId, Roles = {}, RoleMappings } = resolver.resolve(attachment.Properties);
    if (!ofType(stack, 'AWS::Cognito::UserPoolClient').every(([, client]) => takesPasswords(client.Properties ?? {}))) {
      tally.skip(`${label}: trust policies`, 'a client of this stack signs people in with identity providers only, and there is none here');
      continue;
    }
    const visitors = await makeVisitors(target, calls, IdentityPoolId);
    const members = new Set<string>([Roles.authenticated, ...ruleRoles(RoleMappings), ...groupRoles(stack, resolver)].filter(Boolean));
    const { member, guest, stranger } = visitors;
    const admit = (roleArn: string, welcome: Visitor, refused: Visitor[]) =>
      admissions.push({ label: `${label}: ${nameOf(roleArn)}`, roleArn, welcome, refused });
    if (member) members.forEach(role => admit(role, member, [guest, stranger]));
    else tally.skip(`${label}: what a member may assume`, 'no user pool of this stack is registered with the identity pool');
    if (Roles.unauthenticated) admit(Roles.unauthenticated, guest, [...member ? [member] : [], stranger]);
  }
  for (const admission of admissions) await check(calls, tally, admission);
  return admissions;
}

async function check(calls: AwsCalls, tally: Tally, { label, roleArn, welcome, refused }: Admission): Promise<void> {
  await tally.check(`${label} is assumed by ${welcome.who}, and not by ${refused.map(({ who }) => who).join(' or ')}`, async () => {
    await assume(calls, roleArn, welcome);
    for (const visitor of refused) {
      const code = await assume(calls, roleArn, visitor).then(() => undefined, (error: AwsError) => error.code);
      if (code !== 'AccessDenied') throw new Error(`${visitor.who} is not refused but gets ${code ?? 'the role'}`);
    }
  });
}

/** @throws AwsError if the trust policy does not let the visitor in */
export async function assume(calls: AwsCalls, RoleArn: string, { token }: Visitor): Promise<Credentials> {
  const request = { RoleArn, RoleSessionName: 'visitor', WebIdentityToken: token };
  const { Credentials: given } = await calls.call('sts', 'AssumeRoleWithWebIdentity', request);
  return { accessKeyId: given.AccessKeyId, secretAccessKey: given.SecretAccessKey, sessionToken: given.SessionToken };
}

async function makeVisitors(target: Target, calls: AwsCalls, pool: string): Promise<{
  member?: Visitor;
  guest: Visitor;
  stranger: Visitor;
}> {
  const identities = new CognitoIdentityClient({
    region: target.region, endpoint: target.endpoint, credentials: { accessKeyId: target.account, secretAccessKey: 'local' },
  });
  const tokenOf = async (IdentityPoolId: string, Logins?: Record<string, string>) => {
    const { IdentityId } = await identities.send(new GetIdCommand({ IdentityPoolId, Logins }));
    return (await identities.send(new GetOpenIdTokenCommand({ IdentityId, Logins }))).Token!;
  };
  const { CognitoIdentityProviders = [] } = await calls.call('cognito-identity', 'DescribeIdentityPool', { IdentityPoolId: pool });
  const other = await calls.call('cognito-identity', 'CreateIdentityPool', {
    IdentityPoolName: 'somewhere else', AllowUnauthenticatedIdentities: true, CognitoIdentityProviders,
  });
  const guest = { who: 'a guest', token: await tokenOf(pool) };
  if (!CognitoIdentityProviders.length) {
    return {
      guest, stranger: { who: 'a guest of another identity pool', token: await tokenOf(other.IdentityPoolId) },
    };
  }
  const [{ ProviderName, ClientId }] = CognitoIdentityProviders;
  const Logins = { [ProviderName]: await idTokenOf(target, ProviderName.split('/')[1], ClientId) };
  return {
    member: { who: 'a member', token: await tokenOf(pool, Logins) },
    guest,
    stranger: { who: 'a member of another identity pool', token: await tokenOf(other.IdentityPoolId, Logins) },
  };
}

function takesPasswords({ ExplicitAuthFlows = [] }: Record<string, any>): boolean {
  return ExplicitAuthFlows.length === 0 || ExplicitAuthFlows.some((flow: string) => /SRP|PASSWORD|USER_AUTH/.test(flow));
}

async function idTokenOf(target: Target, pool: string, client: string): Promise<string> {
  const users = userPools(target);
  // several stacks may have one pool
  const email = `visitor-${client.toLowerCase()}@example.org`;
  const person = await Person.admitted(users, await signInClient(users, pool, client), email, { email });
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
