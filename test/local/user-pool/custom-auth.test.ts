import { claimsOf, PASSWORD, Stand, withProps } from './stand';
import { SrpClient, SrpParameters } from '../../../src/cli/token/srp-client';
import { refusal } from '../harness';

const RIDDLE = `
exports.define = async event => {
  const { session, userNotFound } = event.request;
  const last = session.at(-1);
  const wrong = session.filter(({ challengeResult }) => !challengeResult).length;
  if (last && last.challengeName === 'SRP_A') event.response.challengeName = 'PASSWORD_VERIFIER';
  else if (wrong > 1) event.response.failAuthentication = true;
  else if (last && last.challengeResult && last.challengeMetadata === 'riddle') event.response.issueTokens = true;
  else if (event.userName === 'odd@example.org') event.response.challengeName = 'SMS_MFA';
  else event.response.challengeName = 'CUSTOM_CHALLENGE';
  return event;
};
exports.create = async event => {
  event.response.publicChallengeParameters = { question: 'six times seven', round: event.request.session.length };
  event.response.privateChallengeParameters = { answer: '42' };
  event.response.challengeMetadata = 'riddle';
  return event;
};
exports.verify = async event => {
  const { challengeAnswer, privateChallengeParameters, clientMetadata = {} } = event.request;
  event.response.answerCorrect = challengeAnswer === privateChallengeParameters.answer && clientMetadata.device !== 'stolen';
  return event;
};`;

const STAND = (triggers: Record<string, string>) => {
  const functions = Object.fromEntries(Object.entries(triggers).map(([trigger, name]) => [trigger, {
    Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs22.x', Handler: `index.${name}`, Code: { ZipFile: RIDDLE } },
  }]));
  return Stand.start(withProps({
    Pool: { LambdaConfig: Object.fromEntries(Object.keys(triggers).map(trigger => [trigger, { 'Fn::GetAtt': [trigger, 'Arn'] }])) },
    Web: { ExplicitAuthFlows: ['ALLOW_CUSTOM_AUTH', 'ALLOW_USER_SRP_AUTH'] },
    Mobile: { ExplicitAuthFlows: ['ALLOW_CUSTOM_AUTH'], PreventUserExistenceErrors: 'ENABLED' },
  }, functions));
};

let stand: Stand;
beforeAll(async () => {
  stand = await STAND({ DefineAuthChallenge: 'define', CreateAuthChallenge: 'create', VerifyAuthChallengeResponse: 'verify' });
  await stand.join('ann@example.org');
});
afterAll(() => stand?.stop());

const begin = (USERNAME = 'ann@example.org', client = 'Web') => stand.initiate('CUSTOM_AUTH', { USERNAME }, client);
const answer = (Session: string | undefined, ANSWER: string, client = 'Web') =>
  stand.respond('CUSTOM_CHALLENGE', Session, { USERNAME: 'ann@example.org', ANSWER }, client);
const WRONG = { name: 'NotAuthorizedException', message: 'Incorrect username or password.' };

test('the functions ask, and whoever answers gets tokens; what they keep is not told', async () => {
  const asked = await begin();
  expect(asked).toMatchObject({ ChallengeName: 'CUSTOM_CHALLENGE', ChallengeParameters: { question: 'six times seven', round: '0' } });
  expect(asked.ChallengeParameters).toEqual({ USERNAME: expect.any(String), question: 'six times seven', round: '0' });
  const again = await answer(asked.Session, '41');
  expect(again.ChallengeParameters).toHaveProperty('round', '1');
  expect((await refusal(answer(asked.Session, '42'))).message).toBe('Invalid session for the user.');
  const { AuthenticationResult } = await answer(again.Session, '42');
  expect(claimsOf(AuthenticationResult!.IdToken!)).toHaveProperty('email', 'ann@example.org');
});

test('whoever answers wrongly as often as the function bears is refused', async () => {
  const { Session } = await answer((await begin()).Session, '41');
  expect(await refusal(answer(Session, '43'))).toMatchObject(WRONG);
});

test('the functions are told what the client says with its answer', async () => {
  const { Session } = await begin();
  const told = {
    ClientId: stand.clientId(),
    ChallengeName: 'CUSTOM_CHALLENGE',
    Session,
    ChallengeResponses: { USERNAME: 'ann@example.org', ANSWER: '42' },
  };
  const asked = await stand.pools.call('RespondToAuthChallenge', { ...told, ClientMetadata: { device: 'stolen' } }, false);
  expect(asked).toHaveProperty('ChallengeName', 'CUSTOM_CHALLENGE');
});

test('a password may come first, without being sent', async () => {
  const prove = async (password: string) => {
    const srp = new SrpClient(stand.poolId);
    const asked = await stand.initiate('CUSTOM_AUTH', { USERNAME: 'ann@example.org', CHALLENGE_NAME: 'SRP_A', SRP_A: srp.publicValue });
    return stand.respond('PASSWORD_VERIFIER', asked.Session, srp.prove(asked.ChallengeParameters as SrpParameters, password));
  };
  expect(await refusal(prove('wrong'))).toMatchObject(WRONG);
  const next = await prove(PASSWORD);
  expect(next).toMatchObject({ ChallengeName: 'CUSTOM_CHALLENGE', ChallengeParameters: { round: '2' } });
  await expect(answer(next.Session, '42')).resolves.toHaveProperty('AuthenticationResult.AccessToken');
  const missing = stand.initiate('CUSTOM_AUTH', { USERNAME: 'ann@example.org', CHALLENGE_NAME: 'SRP_A' });
  expect((await refusal(missing)).message).toBe('Missing required parameter SRP_A');
});

test('nobody gets in as somebody who is not there, and a client may hide that', async () => {
  expect((await refusal(begin('nobody@example.org'))).name).toBe('UserNotFoundException');
  const asked = await begin('nobody@example.org', 'Mobile');
  expect(asked.ChallengeName).toBe('CUSTOM_CHALLENGE');
  expect(await refusal(answer(asked.Session, '42', 'Mobile'))).toMatchObject(WRONG);
  await expect(answer((await begin('ann@example.org', 'Mobile')).Session, '42', 'Mobile'))
    .resolves.toHaveProperty('AuthenticationResult.IdToken');
});

test('who is disabled does not get in, nor is a challenge made that is not done here', async () => {
  await stand.join('ben@example.org');
  const { Session } = await begin('ben@example.org');
  await stand.pools.call('AdminDisableUser', { UserPoolId: stand.poolId, Username: 'ben@example.org' }, true);
  expect(await refusal(answer(Session, '42'))).toMatchObject({ message: 'User is disabled.' });
  expect((await refusal(begin('odd@example.org', 'Mobile'))).name).toBe('InvalidLambdaResponseException');
});

test('a pool without all three functions has no such sign-in', async () => {
  const partly = await STAND({ DefineAuthChallenge: 'define', CreateAuthChallenge: 'create' });
  try {
    await partly.join('ann@example.org');
    expect(await refusal(partly.initiate('CUSTOM_AUTH', { USERNAME: 'ann@example.org' }))).toMatchObject({
      name: 'InvalidParameterException', message: 'Custom auth lambda trigger is not configured for the user pool.',
    });
  } finally {
    await partly.stop();
  }
});
