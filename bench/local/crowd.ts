import { writeFileSync } from 'fs';
import { join } from 'path';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { IdentityCaller } from './drive';
import { firstLine, serve } from './serve';
import { photoTemplate } from '../../test/local/fixture';
import { percentile } from '../private/timing';

/** Somebody in the crowd, and the role that the template gives them; none, if it denies them one. */
interface Member {
  readonly email: string;
  readonly client: 'Web' | 'Mobile';
  readonly groups: string[];
  readonly plan?: string;
  readonly role?: string;
}

const KINDS: Omit<Member, 'email'>[] = [
  { client: 'Web', groups: ['curators', 'admins'], role: 'AdminRole' },
  { client: 'Web', groups: ['curators'], role: 'CuratorRole' },
  { client: 'Web', groups: [], plan: 'gold', role: 'UserRole' },
  { client: 'Mobile', groups: ['admins'], plan: 'gold', role: 'GoldRole' },
  { client: 'Mobile', groups: ['admins'], plan: 'free' },
];
const PEOPLE = 200;
const PASSWORD = 'Correct-horse-battery-9';

/**
 * Two hundred people who sign in at once, each by password, and ask STS who they are.
 *
 * @throws Error if anybody is somebody else, or gets another role than the template gives them
 */
export async function crowd(folder: string): Promise<string> {
  const template = photoTemplate();
  template.Resources.Mobile.Properties.ExplicitAuthFlows = ['ALLOW_USER_PASSWORD_AUTH'];
  const file = join(folder, 'crowd.json');
  writeFileSync(file, JSON.stringify(template));
  const child = serve(file, '--user-pool', '--port', '0');
  try {
    const line = await firstLine(child);
    const people = Array.from({ length: PEOPLE }, (_, index): Member => ({
      ...KINDS[index % KINDS.length], email: `person-${index}@example.org`,
    }));
    const pools = new IdentityCaller(line.endpoint, PEOPLE, 'AWSCognitoIdentityProviderService');
    const identities = new IdentityCaller(line.endpoint, PEOPLE);
    for (const member of people) await admit(pools, line.userPools.Pool.id, member);
    const times: number[] = [];
    const start = performance.now();
    const ids = await Promise.all(people.map(async member => {
      const began = performance.now();
      const id = await signIn(pools, identities, line, member);
      times.push(performance.now() - began);
      return id;
    }));
    const seconds = (performance.now() - start) / 1000;
    pools.close();
    identities.close();
    if (new Set(ids).size !== PEOPLE) throw new Error('two people are one identity');
    const [half, most] = [0.5, 0.99].map(share => `${percentile(times, share).toFixed(0)} ms`);
    return `${PEOPLE} people who sign in at once, none with a wrong role: ${seconds.toFixed(1)} s, p50 ${half}, p99 ${most} `
      + 'for password, identity, credentials and STS';
  } finally {
    child.kill('SIGTERM');
  }
}

async function admit(pools: IdentityCaller, UserPoolId: string, { email: Username, groups, plan }: Member): Promise<void> {
  const UserAttributes = plan === undefined ? [] : [{ Name: 'custom:plan', Value: plan }];
  await pools.call('AdminCreateUser', { UserPoolId, Username, UserAttributes, MessageAction: 'SUPPRESS' });
  await pools.call('AdminSetUserPassword', { UserPoolId, Username, Password: PASSWORD, Permanent: true });
  for (const GroupName of groups) await pools.call('AdminAddUserToGroup', { UserPoolId, Username, GroupName });
}

/** The identity of somebody who got what the template says. */
async function signIn(pools: IdentityCaller, identities: IdentityCaller, line: any, { email, client, role }: Member): Promise<string> {
  const { AuthenticationResult } = await pools.call('InitiateAuth', {
    ClientId: line.clients[client], AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: email, PASSWORD },
  });
  const Logins = { [line.providers[`Pool:${client}`]]: AuthenticationResult.IdToken };
  const { IdentityId } = await identities.call('GetId', { IdentityPoolId: line.identityPools.Photos, Logins });
  const answer = await identities.call('GetCredentialsForIdentity', { IdentityId, Logins }).catch((error: Error) => error);
  const given = answer instanceof Error ? refused(answer) : await roleOf(line.endpoint, answer.Credentials);
  const expected = role === undefined ? 'none' : line.roles[role].split('/').pop();
  if (given !== expected) throw new Error(`${email} got the role ${given}, and the template gives ${expected}`);
  return IdentityId;
}

function refused(error: Error): string {
  if (!error.message.includes('NotAuthorizedException')) throw error;
  return 'none';
}

async function roleOf(endpoint: string, { AccessKeyId, SecretKey, SessionToken }: Record<string, string>): Promise<string | undefined> {
  const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretKey, sessionToken: SessionToken };
  const sts = new STSClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
  try {
    return (await sts.send(new GetCallerIdentityCommand({}))).Arn?.split('/')[1];
  } finally {
    sts.destroy();
  }
}
