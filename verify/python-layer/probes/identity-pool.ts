import { must, Probe } from './probe';
import { ADA, altered, resigned, World } from './world';

/** What the emulator's own identity pool refuses. */
export async function identityPoolProbes(world: World): Promise<Probe[]> {
  await world.addUser('bob@example.org');
  return [...loginProbes(world), ...await roleProbes(world)];
}

function loginProbes(world: World): Probe[] {
  const right = async () => world.identityId(await world.idToken());
  return [
    {
      claim: 'a login token is verified: its content',
      right,
      wrongInput: 'other claims under the same signature',
      wrong: async () => world.identityId(altered(await world.idToken())),
      refusal: /NotAuthorized/,
    },
    {
      claim: 'a login token is verified: its key',
      right,
      wrongInput: "somebody else's signature",
      wrong: async () => world.identityId(resigned(await world.idToken())),
      refusal: /NotAuthorized/,
    },
    {
      claim: 'a login token is verified: its client',
      right,
      wrongInput: 'a token of a client that is not registered',
      wrong: async () => world.identityId(await world.signInBySrp(ADA, undefined, world.srpOnlyClient)),
      refusal: /NotAuthorized/,
    },
    {
      claim: 'an access token is not a login token',
      right,
      wrongInput: 'the access token',
      wrong: async () => world.identityId((await world.signIn(ADA)).AuthenticationResult!.AccessToken),
      refusal: /NotAuthorized/,
    },
    {
      claim: 'an identity belongs to one user',
      right: async () => must(await right() === await right(), 'two identity ids for one user'),
      wrongInput: "another user with somebody's identity id",
      wrong: async () => world.credentials(await world.idToken('bob@example.org'), { identityId: await right() }),
      refusal: /NotAuthorized/,
    },
    {
      claim: 'an identity with a login needs it',
      right: async () => world.credentials(await world.idToken()),
      wrongInput: 'the identity id alone',
      wrong: async () => world.credentials(undefined, { identityId: await right() }),
      refusal: /NotAuthorized/,
    },
  ];
}

async function roleProbes(world: World): Promise<Probe[]> {
  const closed = await world.makeIdentityPool('closed', false);
  const become = async (role: string, token?: string) => {
    const name = await world.roleOf(await world.credentials(token));
    must(name === role, `became ${name}, not ${role}`);
  };
  return [
    {
      claim: 'guests only where they are allowed',
      right: () => world.identityId(),
      wrongInput: 'a guest in a pool without guests',
      wrong: () => world.identityId(undefined, closed),
      refusal: /NotAuthorized/,
      notProved: 'AllowUnauthenticatedIdentities is stored and not looked at',
    },
    {
      claim: 'credentials act as the role of the pool',
      right: () => become('probe-guest'),
      wrongInput: 'credentials with an invented session token',
      wrong: async () => world.roleOf({ ...await world.credentials(), sessionToken: 'invented' }),
      refusal: /InvalidClientTokenId/,
    },
    {
      claim: 'role mappings are evaluated',
      right: async () => become('probe-curator', await world.idToken()),
      wrongInput: 'a user whom no rule matches, with AmbiguousRoleResolution Deny',
      wrong: async () => world.credentials(await world.idToken('bob@example.org')),
      refusal: /NotAuthorized|InvalidIdentityPoolConfiguration/,
      notProved: 'mappings are stored and read back, but everybody becomes the authenticated role',
    },
    {
      claim: 'CustomRoleArn is limited to the roles of the token',
      right: async () => world.credentials(await world.idToken()),
      wrongInput: 'the ARN of the guest role',
      wrong: async () => world.credentials(await world.idToken(), { customRole: world.roles.guest }),
      refusal: /NotAuthorized|InvalidParameter/,
      notProved: 'CustomRoleArn is ignored',
    },
  ];
}
