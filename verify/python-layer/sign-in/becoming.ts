import { CognitoIdentityClient, GetCredentialsForIdentityCommand, GetIdCommand } from '@aws-sdk/client-cognito-identity';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { altered, resigned } from '../probes/world';
import { Tally } from '../tally';
import { IdentityServer } from './identity-server';
import { Visitor } from './people';
import { refused } from './refused';

/** Takes the visitors' tokens to our identity pool: each becomes the promised role, and nothing forged is taken. */
export async function becomeRoles(
  server: IdentityServer, region: string, provider: string, visitors: Visitor[], tally: Tally,
): Promise<void> {
  const [IdentityPoolId] = Object.values(server.identityPools);
  const identities = new CognitoIdentityClient({
    region, endpoint: server.endpoint, credentials: { accessKeyId: 'unused', secretAccessKey: 'unused' },
  });
  const logins = (token?: string) => token ? { Logins: { [provider]: token } } : {};
  const identityId = async (token?: string) => (await identities.send(new GetIdCommand({ IdentityPoolId, ...logins(token) }))).IdentityId!;
  const credentials = async (IdentityId: string, token?: string, CustomRoleArn?: string) => {
    const { Credentials: given } = await identities.send(new GetCredentialsForIdentityCommand({
      IdentityId, CustomRoleArn, ...logins(token),
    }));
    return { accessKeyId: given!.AccessKeyId!, secretAccessKey: given!.SecretKey!, sessionToken: given!.SessionToken! };
  };
  const nameOf = (role: string) => server.roles[role]?.split('/').pop();

  for (const { who, tokens, role } of visitors) {
    await tally.check(`our identity pool: ${who} becomes ${role}`, async () => {
      const id = await identityId(tokens?.id);
      if (tokens && id !== await identityId(tokens.id)) throw new Error('two identity ids for the same user');
      const sts = new STSClient({ region, endpoint: server.endpoint, credentials: await credentials(id, tokens?.id) });
      const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
      if (Arn!.split('/')[1] !== nameOf(role)) throw new Error(`the caller is ${Arn}, expected the role ${nameOf(role)}`);
    });
  }

  const [guest, member, other] = [visitors.find(({ tokens }) => !tokens)!, ...visitors.filter(({ tokens }) => tokens)];
  const { id, access } = member.tokens!;
  const forgeries: [string, () => Promise<unknown>][] = [
    ['other claims under the same signature', () => identityId(altered(id))],
    ["somebody else's signature", () => identityId(resigned(id))],
    ['the access token', () => identityId(access)],
    ["somebody else's identity id", async () => credentials(await identityId(other.tokens!.id), id)],
    ['the identity id without its login', async () => credentials(await identityId(id))],
    ["the guests' role by CustomRoleArn", async () => credentials(await identityId(id), id, server.roles[guest.role])],
  ];
  for (const [what, attempt] of forgeries) {
    await tally.check(`our identity pool refuses ${what}`, () => refused(/NotAuthorized/, attempt));
  }
}
