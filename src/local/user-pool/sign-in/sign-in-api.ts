import { Attempt, wrongPassword } from './attempt';
import { Challenge, Challenges, Round } from './challenges';
import { CustomAuth } from './custom-auth';
import { Factors, SIGNED_UP } from './factors';
import { SrpChallenge } from './srp';
import { invalidParameter } from '../../requests/service-error';
import { EXTERNAL, Person } from '../emulator/emulator';
import { attributesOf } from '../functions/triggers';
import { newCode } from '../outbox';
import { Input, noSuchClient, noSuchUser, Operations, Parts, required, wrongSession } from '../parts';
import { checkFlow, checkSecretHash } from '../rules/client-rules';
import { ClientSettings } from '../settings';
import { TokenApi } from '../tokens/token-api';
import { UserPool } from '../user-pool';

const ADMIN_FLOWS = ['ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH'];

/** Signing in by the operations of the service. */
export class SignInApi {
  public readonly operations: Operations = {
    InitiateAuth: input => this.initiate(input, false),
    AdminInitiateAuth: input => this.initiate(input, true),
    RespondToAuthChallenge: input => this.respond(input, false),
    AdminRespondToAuthChallenge: input => this.respond(input, true),
  };

  private readonly custom: CustomAuth;

  constructor(
    private readonly parts: Parts,
    private readonly tokenApi: TokenApi,
    private readonly challenges: Challenges,
    private readonly factors: Factors,
  ) {
    this.custom = new CustomAuth(parts, challenges, factors, (attempt, clientValue, rounds) => this.askProof(attempt, clientValue, rounds));
  }

  /**
   * Whether somebody's password is right, and what comes next if it is.
   *
   * @throws ServiceError if it is not
   */
  public async byPassword(attempt: Attempt, password: string): Promise<Person> {
    const { person } = await this.known(attempt);
    if (!person || person.Password !== password) throw wrongPassword();
    return person;
  }

  private async initiate(input: Input, isAdmin: boolean): Promise<object> {
    const { pool, client } = this.askedOf(input, isAdmin);
    const flow = required(input, 'AuthFlow');
    if (!isAdmin && ADMIN_FLOWS.includes(flow)) throw invalidParameter('Initiate Auth method not supported.');
    checkFlow(client, flow);
    const parameters: Input = input.AuthParameters ?? {};
    if (flow.startsWith('REFRESH_TOKEN')) return this.tokenApi.byFlow(pool, client, parameters);
    const username = required(parameters, 'USERNAME');
    checkSecretHash(client, [username], parameters.SECRET_HASH);
    const found = await pool.find(username);
    // whoever signs in with an identity provider has nothing to show here
    const person = found?.UserStatus === EXTERNAL ? undefined : found;
    const attempt = { pool, client, username, ...(person ? { person } : {}) };
    if (flow === 'USER_SRP_AUTH') return this.askProof(await this.known(attempt), required(parameters, 'SRP_A'));
    if (flow === 'USER_AUTH' && input.Session !== undefined) return this.afterSignUp(attempt, input.Session);
    if (flow === 'USER_AUTH') return this.byChoice(attempt, parameters.PREFERRED_CHALLENGE, parameters);
    if (flow === 'CUSTOM_AUTH') return this.custom.begin(await this.known(attempt), parameters);
    return this.factors.second(attempt, await this.byPassword(attempt, required(parameters, 'PASSWORD')));
  }

  /** The code that somebody has shown to confirm who they are counts, once. */
  private async afterSignUp(attempt: Attempt, session: string): Promise<object> {
    const { username } = this.challenges.find(session, SIGNED_UP, attempt.client.id);
    this.challenges.close(session);
    const { person } = await this.known(attempt);
    if (!person || person.Username !== username) throw wrongSession();
    return this.factors.second(attempt, person);
  }

  /** @throws ServiceError if there is no such client, or none in the pool that an administrator names */
  private askedOf({ UserPoolId, ClientId }: Input, isAdmin: boolean): { pool: UserPool; client: ClientSettings } {
    if (!isAdmin) return this.parts.pools.ofClient(ClientId);
    const pool = this.parts.pools.byId(UserPoolId);
    const client = pool.client(ClientId);
    if (!client) throw noSuchClient(ClientId);
    return { pool, client };
  }

  private async respond(input: Input, isAdmin: boolean): Promise<object> {
    const { pool, client } = this.askedOf(input, isAdmin);
    const name = required(input, 'ChallengeName');
    const answers: Input = input.ChallengeResponses ?? {};
    const session = name === 'PASSWORD_VERIFIER' ? answers.PASSWORD_CLAIM_SECRET_BLOCK : input.Session;
    const challenge = this.challenges.find(session, name, client.id);
    checkSecretHash(client, [String(answers.USERNAME)], answers.SECRET_HASH);
    const person = challenge.username === undefined ? undefined : await pool.find(challenge.username);
    const attempt = { pool, client, username: String(answers.USERNAME), ...(person ? { person } : {}) };
    const more = input.ClientMetadata ? { clientMetadata: input.ClientMetadata } : {};
    if (name === 'PASSWORD_VERIFIER') {
      this.challenges.close(session);
      const known = this.proven(challenge, person, answers);
      return challenge.rounds ? this.custom.proven(attempt, challenge.rounds, more) : this.factors.second(attempt, known);
    }
    if (name === 'CUSTOM_CHALLENGE') {
      this.challenges.close(session);
      return this.custom.answer(attempt, challenge, answers, more);
    }
    if (name === 'SELECT_CHALLENGE') {
      this.challenges.close(session);
      return this.byChoice(attempt, required(answers, 'ANSWER'), answers);
    }
    if (!person) throw wrongPassword();
    return this.factors.answer(attempt, person, challenge, answers, session);
  }

  /** Whoever the client may be told is not there, or is asked by a function first. */
  private async known(attempt: Attempt): Promise<Attempt> {
    const { pool, client, person } = attempt;
    if (!person && !client.hidesUsers) throw noSuchUser();
    if (person && this.parts.triggers.has(pool.settings.id, 'PreAuthentication')) {
      await this.parts.triggers.invoke(pool.settings.id, 'PreAuthentication', {
        clientId: client.id,
        username: person.Username,
        triggerSource: 'PreAuthentication_Authentication',
        request: { userAttributes: attributesOf(person), userNotFound: false },
      });
    }
    return attempt;
  }

  private async askProof({ pool, client, person, username }: Attempt, clientValue: string, rounds?: readonly Round[]): Promise<object> {
    let srp;
    try {
      // nobody's password is one that nobody knows
      srp = new SrpChallenge({
        poolName: pool.settings.id.split('_')[1], username: person?.Username ?? username, password: person?.Password ?? newCode(12),
      }, clientValue);
    } catch (error) {
      if (error instanceof RangeError) throw invalidParameter(error.message);
      throw error;
    }
    const challenge = {
      name: 'PASSWORD_VERIFIER',
      poolId: pool.settings.id,
      clientId: client.id,
      seconds: client.sessionSeconds,
      srp,
      ...(person
        ? { username: person.Username }
        : {}),
      ...(rounds ? { rounds } : {}),
    };
    const session = this.challenges.add(challenge, srp.secretBlock);
    return { ChallengeName: challenge.name, ChallengeParameters: srp.parameters, Session: session };
  }

  private proven({ srp }: Challenge, person: Person | undefined, answers: Input): Person {
    const isProof = srp!.isProof(required(answers, 'PASSWORD_CLAIM_SIGNATURE'), required(answers, 'TIMESTAMP'));
    if (!isProof || !person) throw wrongPassword();
    return person;
  }

  private async byChoice(attempt: Attempt, choice: string | undefined, parameters: Input): Promise<object> {
    const available = this.factors.firstOf(attempt);
    const noPassword = choice === 'PASSWORD' && parameters.PASSWORD === undefined;
    if (choice === undefined || noPassword || !available.includes(choice)) return this.factors.askChoice(attempt, available);
    if (choice === 'PASSWORD') {
      return this.factors.second(attempt, await this.byPassword(attempt, required(parameters, 'PASSWORD')));
    }
    return choice === 'PASSWORD_SRP'
      ? this.askProof(await this.known(attempt), required(parameters, 'SRP_A'))
      : this.factors.askCode(attempt, choice);
  }
}
