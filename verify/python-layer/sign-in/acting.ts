import { CognitoIdentityClient, GetIdCommand, GetOpenIdTokenCommand } from '@aws-sdk/client-cognito-identity';
import { AwsCalls, Credentials, Target } from '../aws-calls';
import { Deployed } from '../stacks/deploy';
import { assume } from '../stacks/trust';
import { Tally } from '../tally';
import { Visitor } from './people';
import { PromisedRoles } from './promised-roles';
import { refused } from './refused';

/** An S3 operation, and the key that it is about. */
type Act = [operation: string, key?: string];

/** The promised roles, assumed at the emulator, where their trust policies and their permissions are enforced. */
export async function actWithin(
  target: Target,
  calls: AwsCalls,
  stack: Deployed,
  visitors: Visitor[],
  roles: PromisedRoles,
  tally: Tally,
): Promise<void> {
  const only = (type: string) => Object.keys(stack.template.Resources).find(id => stack.template.Resources[id].Type === type)!;
  const Bucket = stack.facts.physicalIds[only('AWS::S3::Bucket')];
  const identityPool = stack.facts.physicalIds[only('AWS::Cognito::IdentityPool')];
  const act = ([operation, Key]: Act) =>
    ({ operation, params: { Bucket, ...(Key ? { Key } : {}), ...(operation === 'PutObject' ? { Body: 'x' } : {}) } });
  const overTls = (what: Act, as?: Credentials) => calls.call('s3', act(what).operation, act(what).params, as);
  const overPlainHttp = (what: Act, as: Credentials) => calls.callOverPlainHttp('s3', act(what).operation, act(what).params, as);
  const promises: Record<string, { may: Act; mayNot: Act }> = {
    [roles.guest]: { may: ['GetObject', 'public/photo'], mayNot: ['GetObject', 'originals/photo'] },
    [roles.member]: { may: ['GetObject', 'public/photo'], mayNot: ['PutObject', 'public/photo'] },
    [roles.rules.gold]: { may: ['GetObject', 'originals/photo'], mayNot: ['PutObject', 'originals/photo'] },
    [roles.groups.curators]: { may: ['PutObject', 'public/photo'], mayNot: ['GetObject', 'originals/photo'] },
    [roles.groups.admins]: { may: ['PutObject', 'originals/photo'], mayNot: ['DeleteBucket'] },
  };
  await overTls(['PutObject', 'public/photo']);
  await overTls(['PutObject', 'originals/photo']);
  for (const { who, tokens, role } of visitors) {
    const { may, mayNot } = promises[role];
    await tally.check(`the emulator's IAM: ${who} may ${may.join(' ')}; refused: ${mayNot.join(' ')}, and plain HTTP`, async () => {
      const token = await openIdToken(target, identityPool, stack, tokens?.id);
      const credentials = await assume(calls, stack.facts.attributes[role].Arn, { who, token });
      await overTls(may, credentials);
      await refused(/AccessDenied/, () => overTls(mayNot, credentials));
      await refused(/AccessDenied/, () => overPlainHttp(may, credentials));
    });
  }
}

async function openIdToken(target: Target, IdentityPoolId: string, stack: Deployed, idToken?: string): Promise<string> {
  const identities = new CognitoIdentityClient({
    region: target.region, endpoint: target.endpoint, credentials: { accessKeyId: target.account, secretAccessKey: 'local' },
  });
  const [pool] = Object.entries(stack.template.Resources).filter(([, { Type }]) => Type === 'AWS::Cognito::UserPool')
    .map(([id]) => stack.facts.physicalIds[id]);
  const Logins = idToken ? { [`cognito-idp.${target.region}.amazonaws.com/${pool}`]: idToken } : undefined;
  const { IdentityId } = await identities.send(new GetIdCommand({ IdentityPoolId, Logins }));
  return (await identities.send(new GetOpenIdTokenCommand({ IdentityId, Logins }))).Token!;
}
