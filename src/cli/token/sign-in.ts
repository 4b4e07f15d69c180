import { Ask } from './questions';
import { Call } from './service';
import { SrpClient, SrpParameters } from './srp-client';
import { secretHash } from '../../private/sign-in/secret-hash';
import { UsageError } from '../private/usage-error';

/** Who signs in, where and how. */
export interface SignInRequest {
  readonly userPoolId: string;
  readonly client: { readonly id: string; readonly label: string; readonly flows?: readonly string[]; readonly secret?: string };
  readonly username: string;
}

export interface Tokens {
  readonly IdToken: string;
  readonly AccessToken: string;
  readonly RefreshToken?: string;
  readonly ExpiresIn: number;
}

interface Answer {
  readonly ChallengeName?: string;
  readonly ChallengeParameters?: Record<string, string>;
  readonly AvailableChallenges?: readonly string[];
  readonly Session?: string;
  readonly AuthenticationResult?: Tokens;
}

type Responses = Record<string, string>;

/** Best first: proving a password is better than sending it. */
const FLOWS: Record<string, readonly string[]> = {
  USER_SRP_AUTH: ['ALLOW_USER_SRP_AUTH'],
  USER_AUTH: ['ALLOW_USER_AUTH'],
  USER_PASSWORD_AUTH: ['ALLOW_USER_PASSWORD_AUTH', 'USER_PASSWORD_AUTH'],
};

/** What a client allows that has no list of its own. */
const DEFAULT_FLOWS = ['ALLOW_USER_SRP_AUTH'];

/** The challenges that are a code: where it stands, and under which name it is given. */
const CODES: Record<string, { readonly from: string; readonly answer: string }> = {
  SOFTWARE_TOKEN_MFA: { from: 'the authenticator app', answer: 'SOFTWARE_TOKEN_MFA_CODE' },
  SMS_MFA: { from: 'the SMS', answer: 'SMS_MFA_CODE' },
  EMAIL_OTP: { from: 'the mail', answer: 'EMAIL_OTP_CODE' },
  SMS_OTP: { from: 'the SMS', answer: 'SMS_OTP_CODE' },
};

/** What may be begun with, where there is a choice. */
const FIRST_FACTORS = ['PASSWORD_SRP', 'PASSWORD', 'EMAIL_OTP', 'SMS_OTP'];

const MAX_CHALLENGES = 8;
const IN_THE_APP = 'sign in with the app';

/** The flow by which people sign in with a password, or with what the pool offers instead; undefined if the client allows none. */
export function flowOf(flows: readonly string[] = DEFAULT_FLOWS): string | undefined {
  return Object.keys(FLOWS).find(name => FLOWS[name].some(allowing => flows.includes(allowing)));
}

/** One sign-in, through every challenge that can be answered at a keyboard. */
export class SignIn {
  private readonly srp: SrpClient;
  private username: string;

  constructor(private readonly call: Call, private readonly request: SignInRequest, private readonly ask: Ask) {
    this.srp = new SrpClient(request.userPoolId);
    this.username = request.username;
  }

  /**
   * @throws UsageError if the client does not let anybody sign in so, or the pool asks for what this can't give
   * @throws Refusal if the pool does not let them in
   */
  public async run(): Promise<Tokens> {
    let answer = await this.begin();
    for (let challenges = 0; challenges < MAX_CHALLENGES; challenges += 1) {
      if (answer.AuthenticationResult) return answer.AuthenticationResult;
      const { USER_ID_FOR_SRP, USERNAME } = answer.ChallengeParameters ?? {};
      this.username = USER_ID_FOR_SRP ?? USERNAME ?? this.username;
      answer = await this.respond(answer);
    }
    throw new UsageError(`the user pool asks for more than ${MAX_CHALLENGES} things, the last being ${answer.ChallengeName}`);
  }

  private async begin(): Promise<Answer> {
    const flow = this.flow();
    const parameters: Record<string, () => Promise<Responses>> = {
      USER_SRP_AUTH: async () => ({ SRP_A: this.srp.publicValue }),
      USER_AUTH: async () => ({ PREFERRED_CHALLENGE: 'PASSWORD_SRP', SRP_A: this.srp.publicValue }),
      USER_PASSWORD_AUTH: async () => ({ PASSWORD: await this.password() }),
    };
    return this.call('InitiateAuth', {
      ClientId: this.request.client.id, AuthFlow: flow, AuthParameters: { ...this.named(), ...await parameters[flow]() },
    });
  }

  private flow(): string {
    const { label, flows = DEFAULT_FLOWS } = this.request.client;
    const found = flowOf(flows);
    if (found !== undefined) return found;
    throw new UsageError(`${label} lets nobody sign in by password here (it allows ${flows.join(', ') || 'nothing'}): `
      + 'choose a client that allows ALLOW_USER_SRP_AUTH, ALLOW_USER_AUTH or ALLOW_USER_PASSWORD_AUTH with --client');
  }

  private async respond({ ChallengeName: name = '', Session, ChallengeParameters: parameters = {}, ...more }: Answer): Promise<Answer> {
    if (name in CODES) return this.answer(name, Session, { [CODES[name].answer]: await this.code(CODES[name].from) });
    switch (name) {
      case 'PASSWORD_VERIFIER':
        return this.answer(name, Session, this.srp.prove(parameters as SrpParameters, await this.password()));
      case 'SELECT_CHALLENGE':
        return this.answer(name, Session, await this.firstFactor(more.AvailableChallenges ?? []));
      case 'SELECT_MFA_TYPE':
        return this.answer(name, Session, { ANSWER: secondFactor(listOf(parameters.MFAS_CAN_CHOOSE)) });
      case 'NEW_PASSWORD_REQUIRED':
        return this.answer(name, Session, await this.newPassword(listOf(parameters.requiredAttributes)));
      case 'MFA_SETUP':
        return this.answer(name, await this.enrol(Session, listOf(parameters.MFAS_CAN_SETUP)), {});
      default:
        throw new UsageError(`the user pool asks for ${name}, which can't be answered here: ${IN_THE_APP}`);
    }
  }

  private answer(name: string, session: string | undefined, responses: Responses): Promise<Answer> {
    return this.call('RespondToAuthChallenge', {
      ClientId: this.request.client.id,
      ChallengeName: name,
      ...(session === undefined ? {} : { Session: session }),
      ChallengeResponses: { ...this.named(), ...responses },
    });
  }

  private async firstFactor(available: readonly string[]): Promise<Responses> {
    const choice = FIRST_FACTORS.find(factor => available.includes(factor));
    if (choice === 'PASSWORD_SRP') return { ANSWER: choice, SRP_A: this.srp.publicValue };
    if (choice === 'PASSWORD') return { ANSWER: choice, PASSWORD: await this.password() };
    if (choice) return { ANSWER: choice };
    throw new UsageError(`the user pool offers ${available.join(', ') || 'no first factor'}, which can't be used here: ${IN_THE_APP}`);
  }

  private async newPassword(attributes: readonly string[]): Promise<Responses> {
    const responses: Responses = {
      NEW_PASSWORD: await this.ask({ text: 'New password', hidden: true, environment: 'CDK_COGNITO_AUTH_NEW_PASSWORD' }),
    };
    for (const name of attributes) responses[name] = await this.ask({ text: name.replace('userAttributes.', '') });
    return responses;
  }

  private async enrol(session: string | undefined, methods: readonly string[]): Promise<string | undefined> {
    if (!methods.includes('SOFTWARE_TOKEN_MFA')) {
      throw new UsageError(`a second factor has to be set up first (${methods.join(', ')}), which can't be done here: ${IN_THE_APP}`);
    }
    const { SecretCode, Session: begun } = await this.call('AssociateSoftwareToken', { Session: session });
    process.stderr.write(`A second factor has to be set up. Give this secret to an authenticator app: ${SecretCode}\n`);
    const UserCode = await this.code(CODES.SOFTWARE_TOKEN_MFA.from);
    return (await this.call('VerifySoftwareToken', { Session: begun, UserCode })).Session;
  }

  private password(): Promise<string> {
    return this.ask({ text: `Password of ${this.request.username}`, hidden: true, environment: 'CDK_COGNITO_AUTH_PASSWORD' });
  }

  private code(from: string): Promise<string> {
    return this.ask({ text: `Code of ${from}` });
  }

  private named(): Responses {
    const { id, secret } = this.request.client;
    return {
      USERNAME: this.username,
      ...(secret === undefined ? {} : { SECRET_HASH: secretHash(id, secret, this.username) }),
    };
  }
}

function secondFactor(choices: readonly string[]): string {
  const choice = choices.find(name => name in CODES);
  if (choice) return choice;
  throw new UsageError(`the user pool offers ${choices.join(', ') || 'no second factor'}, which can't be used here: ${IN_THE_APP}`);
}

/** A parameter that is a list written as JSON. */
function listOf(text: string | undefined): string[] {
  return text === undefined ? [] : (JSON.parse(text) as unknown[]).map(String);
}
