import { Attempt } from './attempt';
import { Challenge, Challenges } from './challenges';
import { isTotp } from './totp';
import { invalidParameter, notAuthorized, ServiceError } from '../../requests/service-error';
import { Person } from '../emulator/emulator';
import { attributesOf } from '../functions/triggers';
import { masked, newCode } from '../outbox';
import { checkEnabled, Input, noSuchUser, Parts, required, wrongSession } from '../parts';
import { checkFirst } from '../rules/attribute-rules';
import { checkWrites } from '../rules/client-rules';
import { newPassword } from '../rules/password-policy';
import { ClientSettings } from '../settings';
import { TokenApi } from '../tokens/token-api';
import { newSession } from '../tokens/tokens';
import { UserPool, valueOf } from '../user-pool';

/** The factors that are a code which somebody is sent, and where it is sent to. */
const CODES: Record<string, { attribute: string; medium: string; answer: string }> = {
  EMAIL_OTP: { attribute: 'email', medium: 'EMAIL', answer: 'EMAIL_OTP_CODE' },
  SMS_OTP: { attribute: 'phone_number', medium: 'SMS', answer: 'SMS_OTP_CODE' },
  SMS_MFA: { attribute: 'phone_number', medium: 'SMS', answer: 'SMS_MFA_CODE' },
};
const TOTP = 'SOFTWARE_TOKEN_MFA';
/** No challenge of the service: what is asked for has been shown before. */
export const SIGNED_UP = 'SIGNED_UP';
/** How long a code of an authenticator app is taken, in either direction, so that it can be shown twice. */
const TOTP_MS = 90_000;

/** What a sign-in asks for besides a password, and what it ends with. */
export class Factors {
  private readonly shown = new Map<string, number>();

  constructor(private readonly parts: Parts, private readonly tokenApi: TokenApi, private readonly challenges: Challenges) {}

  /**
   * What somebody may begin with, where the client lets them choose. Whoever has a second factor is asked for it at every sign-in, and so
   * begins with the password.
   *
   * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SetUserMFAPreference.html
   */
  public firstOf({ pool, person }: Attempt): string[] {
    const hasSecond = pool.settings.mfa === 'ON' || person !== undefined && this.secondOf(pool, person).length > 0;
    return pool.settings.firstFactors.flatMap(factor => {
      if (factor === 'PASSWORD') return person?.Passwordless ? [] : ['PASSWORD', 'PASSWORD_SRP'];
      const isSent = !hasSecond && Object.hasOwn(CODES, factor);
      return isSent && (!person || valueOf(person, CODES[factor].attribute) !== undefined) ? [factor] : [];
    });
  }

  public askChoice(attempt: Attempt, available: string[]): object {
    const session = this.add(attempt, { name: 'SELECT_CHALLENGE' });
    return {
      ChallengeName: 'SELECT_CHALLENGE',
      AvailableChallenges: available,
      ChallengeParameters: { USERNAME: attempt.username },
      Session: session,
    };
  }

  /** What signs somebody in at once who has just proved an address by a code, where a code is enough to sign in. */
  public afterSignUp(pool: UserPool, client: ClientSettings, person: Person, contact: string): { Session?: string } {
    const isEnough = client.flows.includes('ALLOW_USER_AUTH')
      && pool.settings.firstFactors.some(factor => CODES[factor]?.attribute === contact);
    return isEnough ? { Session: this.add({ pool, client, username: person.Username, person }, { name: SIGNED_UP }) } : {};
  }

  /** Sends a code, or says so where there is nobody to send it to. */
  public async askCode(attempt: Attempt, factor: string): Promise<object> {
    const { pool, client, person, username } = attempt;
    const { attribute, medium } = CODES[factor];
    const code = newCode(factor.endsWith('_OTP') && person ? 8 : 6);
    const address = person ? valueOf(person, attribute)! : username;
    if (person) {
      const details = { AttributeName: attribute, DeliveryMedium: medium, Destination: address };
      await this.parts.emulator.deliver('Authentication', client.id, pool.settings.id, person, code, details);
    } else if (!client.hidesUsers) {
      throw noSuchUser();
    }
    const session = this.add(attempt, { name: factor, code });
    return {
      ChallengeName: factor,
      ChallengeParameters: {
        CODE_DELIVERY_DELIVERY_MEDIUM: medium, CODE_DELIVERY_DESTINATION: masked(address), USERNAME: person?.Username ?? username,
      },
      Session: session,
    };
  }

  /**
   * What comes after the first factor was right.
   *
   * @throws ServiceError if the person may not sign in
   */
  public async second(attempt: Attempt, person: Person): Promise<object> {
    this.checkStatus(person);
    const known = { ...attempt, person };
    if (person.UserStatus === 'FORCE_CHANGE_PASSWORD') {
      if ((person.TemporaryUntil ?? Infinity) > Date.now()) return this.askNewPassword(known, person);
      throw notAuthorized('Temporary password has expired and must be reset by an administrator.');
    }
    const { mfa, factors } = attempt.pool.settings;
    const theirs = this.secondOf(attempt.pool, person);
    const preferred = theirs.find(factor => factor === person.PreferredMfaSetting) ?? (theirs.length === 1 ? theirs[0] : undefined);
    if (preferred !== undefined) return this.ask(known, preferred);
    if (theirs.length > 1) {
      const session = this.add(known, { name: 'SELECT_MFA_TYPE', choices: theirs });
      return { ChallengeName: 'SELECT_MFA_TYPE', ChallengeParameters: { MFAS_CAN_CHOOSE: JSON.stringify(theirs) }, Session: session };
    }
    if (mfa !== 'ON') return this.finish(known, person);
    const session = this.add(known, { name: 'MFA_SETUP' });
    return { ChallengeName: 'MFA_SETUP', ChallengeParameters: { MFAS_CAN_SETUP: JSON.stringify(factors) }, Session: session };
  }

  /** An answer to a challenge that comes after the first. */
  public async answer(attempt: Attempt, person: Person, challenge: Challenge, answers: Input, session: string): Promise<object> {
    this.checkStatus(person);
    const { name } = challenge;
    if (name === 'SELECT_MFA_TYPE') {
      const choice = required(answers, 'ANSWER');
      if (!challenge.choices!.includes(choice)) throw invalidParameter('Invalid MFA type');
      this.challenges.close(session);
      return this.ask(attempt, choice);
    }
    if (name === 'NEW_PASSWORD_REQUIRED') {
      const changed = await this.setPassword(attempt, person, answers);
      this.challenges.close(session);
      return this.second(attempt, changed);
    }
    if (name === 'MFA_SETUP') {
      if (!challenge.enrolled) throw invalidParameter('MFA setup is not complete');
    } else if (name === TOTP) {
      this.checkTotp(attempt.pool, person, required(answers, 'SOFTWARE_TOKEN_MFA_CODE'));
    } else {
      // any other is none that comes after the first factor
      if (!Object.hasOwn(CODES, name)) throw wrongSession();
      this.checkCode(challenge, required(answers, CODES[name].answer));
    }
    this.challenges.close(session);
    return this.finish(attempt, person);
  }

  /**
   * What somebody gets for whom nothing else is asked.
   *
   * @throws ServiceError if the person may not sign in
   */
  public async arrive(attempt: Attempt, person: Person): Promise<object> {
    this.checkStatus(person);
    return this.finish(attempt, person);
  }

  /** The tokens, after a function was told. */
  private async finish({ pool, client, arrive }: Attempt, person: Person): Promise<object> {
    await this.parts.triggers.invoke(pool.settings.id, 'PostAuthentication', {
      clientId: client.id,
      username: person.Username,
      triggerSource: 'PostAuthentication_Authentication',
      request: { userAttributes: attributesOf(person), newDeviceUsed: false },
    });
    if (arrive) return arrive(person);
    return {
      AuthenticationResult: await this.tokenApi.first(pool, client, person, newSession(), 'Authentication'), ChallengeParameters: {},
    };
  }

  /** @throws ServiceError if the person may not sign in */
  private checkStatus(person: Person): void {
    checkEnabled(person);
    if (person.UserStatus === 'UNCONFIRMED') throw new ServiceError('UserNotConfirmedException', 'User is not confirmed.');
    if (person.UserStatus === 'RESET_REQUIRED') {
      throw new ServiceError(
        'PasswordResetRequiredException', 'Password reset required for the user',
      );
    }
  }

  /** @throws ServiceError if the code is wrong, or was shown before */
  private checkTotp(pool: UserPool, person: Person, code: string): void {
    const { Secret, Verified } = person.SoftwareTokenMfaConfiguration ?? {};
    if (!Secret || !Verified || !isTotp(Secret, code)) throw new ServiceError('CodeMismatchException', 'Invalid code received for user');
    for (const [seen, at] of this.shown) if (at < Date.now() - TOTP_MS) this.shown.delete(seen);
    const showing = `${pool.settings.id} ${person.Username} ${code}`;
    if (this.shown.has(showing)) throw new ServiceError('ExpiredCodeException', 'Your software token has already been used once.');
    this.shown.set(showing, Date.now());
  }

  /** The second factors of somebody that the pool has. */
  private secondOf({ settings: { mfa, factors } }: UserPool, person: Person): string[] {
    if (mfa === 'OFF') return [];
    const theirs = (person.UserMFASettingList ?? []).filter(factor => factors.includes(factor));
    // where everybody has to show one, a verified address is one
    const isOnlyEmail = theirs.length === 0 && mfa === 'ON' && factors.includes('EMAIL_OTP')
      && valueOf(person, 'email_verified') === 'true';
    return isOnlyEmail ? ['EMAIL_OTP'] : theirs;
  }

  private checkCode({ code }: Challenge, given: string): void {
    if (code === undefined || given !== code) throw new ServiceError('CodeMismatchException', 'Invalid code or auth state for the user.');
  }

  private ask(attempt: Attempt, factor: string): object | Promise<object> {
    if (Object.hasOwn(CODES, factor)) return this.askCode(attempt, factor);
    const session = this.add(attempt, { name: factor });
    return { ChallengeName: factor, ChallengeParameters: { USER_ID_FOR_SRP: attempt.person!.Username }, Session: session };
  }

  private askNewPassword(attempt: Attempt, person: Person): object {
    const missing = attempt.pool.schema.filter(({ Required, Name }) => Required && Name !== 'sub' && valueOf(person, Name) === undefined);
    const attributes = person.Attributes.filter(({ Name }) => Name !== 'sub');
    return {
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
      ChallengeParameters: {
        USER_ID_FOR_SRP: person.Username,
        requiredAttributes: JSON.stringify(missing.map(({ Name }) => `userAttributes.${Name}`)),
        userAttributes: JSON.stringify(Object.fromEntries(attributes.map(({ Name, Value }) => [Name, Value]))),
      },
      Session: this.add(attempt, { name: 'NEW_PASSWORD_REQUIRED' }),
    };
  }

  private async setPassword({ pool, client }: Attempt, person: Person, answers: Input): Promise<Person> {
    const password = required(answers, 'NEW_PASSWORD');
    const known = newPassword(pool.settings.props, person, password);
    const values = Object.fromEntries(Object.entries(answers).filter(([name]) => name.startsWith('userAttributes.'))
      .map(([name, value]) => [name.slice('userAttributes.'.length), String(value)]));
    checkWrites(client, Object.keys(values));
    checkFirst(pool, person, values);
    if (Object.keys(values).length > 0) await pool.setAttributes(person, values);
    return pool.update(person, { ...known, UserStatus: 'CONFIRMED' });
  }

  private add({ pool, client, person }: Attempt, challenge: Pick<Challenge, 'name' | 'code' | 'choices'>): string {
    return this.challenges.add({
      ...challenge,
      poolId: pool.settings.id,
      clientId: client.id,
      seconds: client.sessionSeconds,
      ...(person ? { username: person.Username } : {}),
    });
  }
}
