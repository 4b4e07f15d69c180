import { Probe } from './probe';
import { resigned, World } from './world';

/** What the emulator's IAM and STS refuse. */
export function iamProbes(world: World): Probe[] {
  return [...trustProbes(world), ...permissionProbes(world)];
}

function trustProbes(world: World): Probe[] {
  const guest = async () => world.assume(world.roles.guest, await world.openIdToken());
  const member = async () => world.assume(world.roles.member, await world.openIdToken(await world.idToken()));
  return [
    {
      claim: 'trust policy, amr: a member cannot assume the guest role',
      right: member,
      wrongInput: 'the guest role',
      wrong: async () => world.assume(world.roles.guest, await world.openIdToken(await world.idToken())),
      refusal: /AccessDenied/,
    },
    {
      claim: 'trust policy, amr: a guest cannot assume the member role',
      right: guest,
      wrongInput: 'the member role',
      wrong: async () => world.assume(world.roles.member, await world.openIdToken()),
      refusal: /AccessDenied/,
    },
    {
      claim: 'trust policy, aud: only identities of its own pool',
      right: guest,
      wrongInput: 'a guest of another identity pool',
      wrong: async () => world.assume(world.roles.guest, await world.openIdToken(undefined, await world.makeIdentityPool('other', true))),
      refusal: /AccessDenied/,
    },
    {
      claim: 'the OpenID token is verified before a role is assumed',
      right: guest,
      wrongInput: "somebody else's signature",
      wrong: async () => world.assume(world.roles.guest, resigned(await world.openIdToken())),
      refusal: /InvalidIdentityToken/,
      notProved: 'STS decodes the token and believes it',
    },
  ];
}

function permissionProbes(world: World): Probe[] {
  const right = async () => world.put('open/photo', await world.credentials());
  return [
    {
      claim: 'permissions are enforced on S3',
      right,
      wrongInput: 'a key that no statement allows',
      wrong: async () => world.put('closed/photo', await world.credentials()),
      refusal: /AccessDenied/,
    },
    {
      claim: 'the signature of a request is checked',
      right,
      wrongInput: 'another secret key',
      wrong: async () => world.put('open/photo', { ...await world.credentials(), secretAccessKey: 'invented' }),
      refusal: /SignatureDoesNotMatch/,
    },
    {
      claim: 'policy variables: the own prefix, ${cognito-identity.amazonaws.com:sub}',
      right: async () => {
        const token = await world.idToken();
        const identityId = await world.identityId(token);
        await world.put(`private/${identityId}/photo`, await world.credentials(token, { identityId }));
      },
      wrongInput: 'the prefix of somebody else',
      wrong: async () => world.put('private/us-east-1:somebody/photo', await world.credentials(await world.idToken())),
      refusal: /AccessDenied/,
      notProved: 'the variable is never substituted, so the own prefix is refused as well',
    },
  ];
}
