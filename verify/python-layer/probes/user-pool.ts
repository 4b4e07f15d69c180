import * as idp from '@aws-sdk/client-cognito-identity-provider';
import { TOTP } from 'otpauth';
import { must, Probe } from './probe';
import { ADA, PASSWORD, World, WRONG_PASSWORD } from './world';

/** What the emulator's user pool refuses. */
export async function userPoolProbes(world: World): Promise<Probe[]> {
  return [...await passwordProbes(world), ...await secondFactorProbes(world)];
}

async function passwordProbes(world: World): Promise<Probe[]> {
  await world.signUp('late@example.org');
  return [
    {
      claim: 'the password is checked',
      right: () => world.signIn(ADA),
      wrongInput: 'another password',
      wrong: () => world.signIn(ADA, WRONG_PASSWORD),
      refusal: /NotAuthorized/,
    },
    {
      claim: 'SRP: the proof of the password is checked',
      right: () => world.signInBySrp(ADA),
      wrongInput: 'the proof of another password',
      wrong: () => world.signInBySrp(ADA, WRONG_PASSWORD),
      refusal: /NotAuthorized/,
    },
    {
      claim: 'a client is held to its authentication flows',
      right: () => world.signIn(ADA),
      wrongInput: 'the password flow on a client with SRP only',
      wrong: () => world.signIn(ADA, PASSWORD, world.srpOnlyClient),
      refusal: /InvalidParameter/,
    },
    {
      claim: 'the password policy is enforced',
      right: () => world.setPassword(ADA, PASSWORD),
      wrongInput: 'a password that is too short',
      wrong: () => world.setPassword(ADA, 'Short-1'),
      refusal: /InvalidPassword/,
    },
    {
      claim: 'nobody signs in before the sign-up is confirmed',
      right: () => world.signIn(ADA),
      wrongInput: 'an unconfirmed user with the right password',
      wrong: () => world.signIn('late@example.org'),
      refusal: /UserNotConfirmed/,
    },
    {
      claim: 'the confirmation code is checked',
      right: () => world.users.send(new idp.AdminConfirmSignUpCommand({ UserPoolId: world.pool, Username: 'late@example.org' })),
      wrongInput: 'an invented code',
      wrong: async () => {
        await world.signUp('later@example.org');
        await world.users.send(new idp.ConfirmSignUpCommand({
          ClientId: world.client, Username: 'later@example.org', ConfirmationCode: '000000',
        }));
      },
      refusal: /CodeMismatch/,
    },
  ];
}

async function secondFactorProbes(world: World): Promise<Probe[]> {
  const user = 'totp@example.org';
  await world.addUser(user);
  const mustEnrol = await world.makeUserPool('ON');
  const mustEnrolClient = await world.makeClient(mustEnrol, ['ALLOW_USER_PASSWORD_AUTH']);
  await world.addUser(ADA, mustEnrol);

  const { AccessToken } = (await world.signIn(user)).AuthenticationResult!;
  const { SecretCode } = await world.users.send(new idp.AssociateSoftwareTokenCommand({ AccessToken }));
  const totp = new TOTP({ secret: SecretCode! });
  const enrol = (UserCode: string) => world.users.send(new idp.VerifySoftwareTokenCommand({ AccessToken, UserCode }));
  const answer = async (code: string, session?: string) => {
    const { ChallengeName, Session } = await world.signIn(user);
    must(ChallengeName === 'SOFTWARE_TOKEN_MFA', `the challenge is ${ChallengeName}`);
    return world.users.send(new idp.RespondToAuthChallengeCommand({
      ClientId: world.client,
      ChallengeName,
      Session: session ?? Session,
      ChallengeResponses: { USERNAME: user, SOFTWARE_TOKEN_MFA_CODE: code },
    }));
  };
  return [
    {
      claim: 'TOTP: the code at enrolment is checked',
      right: () => enrol(totp.generate()),
      wrongInput: 'another code',
      wrong: () => enrol(another(totp.generate())),
      refusal: /EnableSoftwareTokenMFA/,
    },
    {
      claim: 'TOTP: the code at sign-in is checked',
      right: () => answer(totp.generate()),
      wrongInput: 'another code',
      wrong: () => answer(another(totp.generate())),
      refusal: /CodeMismatch/,
    },
    {
      claim: 'the session of a challenge is checked',
      right: () => answer(totp.generate()),
      wrongInput: 'an invented session with the right code',
      wrong: () => answer(totp.generate(), 'invented'.repeat(5)),
      refusal: /NotAuthorized|CodeMismatch/,
      notProved: 'the right code is enough, whatever the session',
    },
    {
      claim: 'MFA ON: no tokens without a second factor',
      right: async () => must((await world.signIn(ADA)).AuthenticationResult, 'no tokens where MFA is optional'),
      wrongInput: 'a user who enrolled none',
      wrong: async () => {
        const { AuthenticationResult, ChallengeName } = await world.signIn(ADA, PASSWORD, mustEnrolClient);
        if (!AuthenticationResult) throw Object.assign(new Error('challenged'), { name: ChallengeName });
      },
      refusal: /MFA_SETUP/,
      notProved: 'tokens are issued; MFA_SETUP is never asked for',
    },
  ];
}

/** A code that is not the given one, nor one of its neighbours in time but by a chance of one in 500,000. */
function another(code: string): string {
  return String((Number(code) + 1) % 1_000_000).padStart(6, '0');
}
