import { Attempt, wrongPassword } from './attempt';
import { Challenge, Challenges, Round } from './challenges';
import { Factors } from './factors';
import { isObject } from '../../../template/values';
import { invalidParameter, ServiceError } from '../../requests/service-error';
import { attributesOf } from '../functions/triggers';
import { Input, Parts, required } from '../parts';

/** What takes part in a sign-in whose questions the functions of the pool ask. */
const FUNCTIONS = ['DefineAuthChallenge', 'CreateAuthChallenge', 'VerifyAuthChallengeResponse'];
const CUSTOM = 'CUSTOM_CHALLENGE';
const PROOF = 'PASSWORD_VERIFIER';

/** Sends the client what it proves the password with. */
type AskProof = (attempt: Attempt, clientValue: string, rounds: readonly Round[]) => Promise<object>;

/**
 * Signing in by the questions of the pool's own functions.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-challenge.html
 */
export class CustomAuth {
  constructor(
    private readonly parts: Parts,
    private readonly challenges: Challenges,
    private readonly factors: Factors,
    private readonly askProof: AskProof,
  ) {}

  /** @throws ServiceError if the pool has no functions for it */
  public begin(attempt: Attempt, parameters: Input): Promise<object> {
    const { pool: { settings } } = attempt;
    if (!FUNCTIONS.every(name => this.parts.triggers.has(settings.id, name))) {
      throw invalidParameter('Custom auth lambda trigger is not configured for the user pool.');
    }
    if (parameters.CHALLENGE_NAME !== 'SRP_A') return this.next(attempt, []);
    return this.next(attempt, [{ challengeName: 'SRP_A', challengeResult: true }], {}, required(parameters, 'SRP_A'));
  }

  /** After the client has proved that it knows the password. */
  public proven(attempt: Attempt, rounds: readonly Round[], more: Input): Promise<object> {
    return this.next(attempt, [...rounds, { challengeName: PROOF, challengeResult: true }], more);
  }

  public async answer(attempt: Attempt, { rounds = [], secrets, metadata }: Challenge, answers: Input, more: Input): Promise<object> {
    const { answerCorrect } = await this.invoke(attempt, 'VerifyAuthChallengeResponse', {
      privateChallengeParameters: secrets ?? {}, challengeAnswer: required(answers, 'ANSWER'), ...more,
    }, { answerCorrect: null });
    const round = { challengeName: CUSTOM, challengeResult: answerCorrect === true, challengeMetadata: metadata ?? null };
    return this.next(attempt, [...rounds, round], more);
  }

  /** What the pool's function decides after what was answered so far. */
  private async next(attempt: Attempt, rounds: readonly Round[], more: Input = {}, clientValue?: string): Promise<object> {
    const { challengeName, issueTokens, failAuthentication } =
      await this.invoke(attempt, 'DefineAuthChallenge', { session: rounds, ...more }, {
        challengeName: null, issueTokens: null, failAuthentication: null,
      });
    if (failAuthentication === true) throw wrongPassword();
    if (issueTokens === true) {
      if (!attempt.person) throw wrongPassword();
      return this.factors.arrive(attempt, attempt.person);
    }
    if (challengeName === PROOF && clientValue !== undefined) return this.askProof(attempt, clientValue, rounds);
    if (challengeName === CUSTOM) return this.ask(attempt, rounds, more);
    throw new ServiceError(
      'InvalidLambdaResponseException', `DefineAuthChallenge returned the challenge ${challengeName}. (not done here)`,
    );
  }

  private async ask(attempt: Attempt, rounds: readonly Round[], more: Input): Promise<object> {
    const asked = await this.invoke(attempt, 'CreateAuthChallenge', { challengeName: CUSTOM, session: rounds, ...more }, {
      publicChallengeParameters: null, privateChallengeParameters: null, challengeMetadata: null,
    });
    const { pool, client, person, username } = attempt;
    const session = this.challenges.add({
      name: CUSTOM,
      poolId: pool.settings.id,
      clientId: client.id,
      seconds: client.sessionSeconds,
      rounds,
      secrets: texts(asked.privateChallengeParameters),
      ...(typeof asked.challengeMetadata === 'string' ? { metadata: asked.challengeMetadata } : {}),
      ...(person ? { username: person.Username } : {}),
    });
    return {
      ChallengeName: CUSTOM,
      ChallengeParameters: { USERNAME: person?.Username ?? username, ...texts(asked.publicChallengeParameters) },
      Session: session,
    };
  }

  private invoke(
    { pool, client, person, username }: Attempt, trigger: string, request: Input, response: Record<string, unknown>,
  ): Promise<Input> {
    return this.parts.triggers.invoke(pool.settings.id, trigger, {
      clientId: client.id,
      username: person?.Username ?? username,
      triggerSource: `${trigger}_Authentication`,
      request: { userAttributes: person ? attributesOf(person) : {}, ...request, ...(client.hidesUsers ? { userNotFound: !person } : {}) },
      response,
    });
  }
}

function texts(value: unknown): Record<string, string> {
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, String(inner)])) : {};
}
