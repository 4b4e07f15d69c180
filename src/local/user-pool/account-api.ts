import { Person } from './emulator/emulator';
import { checkEnabled, Input, noSuchUser, Operations, Parts, required, wrongSession } from './parts';
import { readable } from './rules/client-rules';
import { newPassword } from './rules/password-policy';
import { ClientSettings } from './settings';
import { wrongPassword } from './sign-in/attempt';
import { Challenge, Challenges } from './sign-in/challenges';
import { Factors } from './sign-in/factors';
import { isTotp, newSecret } from './sign-in/totp';
import { UserPool, valueOf } from './user-pool';
import { SELF_SERVICE_SCOPE } from '../../identity-facts/claims/claim-writers';
import { invalidParameter, notAuthorized, notFound, ServiceError } from '../requests/service-error';

/** Whoever an access token is of. */
export interface Bearer {
  readonly pool: UserPool;
  readonly client: ClientSettings;
  readonly person: Person;
  readonly scopes: readonly string[];
}

const TOTP = 'SOFTWARE_TOKEN_MFA';
const NO_DEVICES = ['ConfirmDevice', 'ForgetDevice', 'GetDevice', 'UpdateDeviceStatus'];
const NO_PASSKEYS = ['StartWebAuthnRegistration', 'CompleteWebAuthnRegistration'];

/** What people do with their own account, by their access token. */
export class AccountApi {
  public readonly operations: Operations = {
    GetUser: input => this.as(input, ({ client, person }) => this.describe(client, person)),
    ChangePassword: input => this.as(input, async ({ pool, person }) => {
      if (!person.Passwordless && input.PreviousPassword !== person.Password) throw wrongPassword();
      await pool.update(person, newPassword(pool.settings.props, person, input.ProposedPassword));
      return {};
    }),
    AssociateSoftwareToken: input => input.AccessToken === undefined
      ? this.associate(required(input, 'Session'))
      : this.as(input, async ({ pool, person }) => {
        const Secret = newSecret();
        await pool.update(person, { SoftwareTokenMfaConfiguration: { Secret, Verified: false } });
        return { SecretCode: Secret };
      }),
    VerifySoftwareToken: input => input.AccessToken === undefined ? this.enrol(input) : this.as(
      input, bearer => this.verify(bearer, input),
    ),
    SetUserMFAPreference: input => this.as(input, ({ pool, person }) => this.prefer(pool, person, input)),
    GetUserAuthFactors: input => this.as(input, ({ pool, client, person }) => ({
      Username: person.Username,
      PreferredMfaSetting: person.PreferredMfaSetting,
      UserMFASettingList: person.UserMFASettingList,
      ConfiguredUserAuthFactors: this.factors.firstOf({
        pool, client, person, username: person.Username,
      }).filter(factor => factor !== 'PASSWORD_SRP'),
    })),
    DeleteUser: input => this.as(input, async ({ pool, person }) => {
      await this.parts.refreshTokens.revokeAll(pool, person);
      return this.parts.emulator.call('DeleteUser', input);
    }),
    GlobalSignOut: input => this.as(input, async ({ pool, person }) => {
      await this.parts.refreshTokens.revokeAll(pool, person);
      return {};
    }),
    ListDevices: input => this.as(input, () => ({ Devices: [] })),
    ListWebAuthnCredentials: input => this.as(input, () => ({ Credentials: [] })),
    DeleteWebAuthnCredential: input => this.as(input, () => { throw notFound('Credential not found.'); }),
    ...this.refusing(NO_DEVICES, () => invalidParameter('User pool does not have device tracking enabled. (the local user pool has none)')),
    ...this.refusing(
      NO_PASSKEYS, () => new ServiceError('WebAuthnNotEnabledException', 'WebAuthn is not enabled. (the local user pool has none)'),
    ),
  };

  constructor(private readonly parts: Parts, private readonly challenges: Challenges, private readonly factors: Factors) {}

  /**
   * Whose access token it is.
   *
   * @throws ServiceError if it is nobody's, or not for this
   */
  public async bearer(token: unknown, scope = SELF_SERVICE_SCOPE): Promise<Bearer> {
    const claims = this.parts.tokens.read(token);
    const { pool, client } = this.parts.pools.ofClient(claims.client_id);
    const scopes = String(claims.scope).split(' ');
    if (!scopes.includes(scope)) throw notAuthorized('Access Token does not have required scopes');
    const person = await pool.find(String(claims.username));
    if (!person || valueOf(person, 'sub') !== claims.sub) throw noSuchUser();
    checkEnabled(person);
    return { pool, client, person, scopes };
  }

  /** What somebody chose as second factors, or an administrator for them. */
  public async prefer(pool: UserPool, person: Person, input: Input): Promise<object> {
    const settings: [string, { Enabled?: boolean; PreferredMfa?: boolean } | undefined, boolean][] = [
      [TOTP, input.SoftwareTokenMfaSettings, person.SoftwareTokenMfaConfiguration?.Verified === true],
      ['SMS_MFA', input.SMSMfaSettings, valueOf(person, 'phone_number') !== undefined],
      ['EMAIL_OTP', input.EmailMfaSettings, valueOf(person, 'email') !== undefined],
    ];
    const chosen = new Set(person.UserMFASettingList ?? []);
    let preferred = person.PreferredMfaSetting;
    for (const [factor, setting, isReady] of settings) {
      if (!setting) continue;
      if (setting.Enabled && !(isReady && pool.settings.factors.includes(factor))) {
        throw invalidParameter(`User does not have delivery config set to turn on ${factor}`);
      }
      if (setting.Enabled) chosen.add(factor);
      if (setting.Enabled === false) chosen.delete(factor);
      if (setting.PreferredMfa) preferred = factor;
      else if (preferred === factor) preferred = undefined;
    }
    if (preferred !== undefined && !chosen.has(preferred)) preferred = undefined;
    await pool.update(person, { UserMFASettingList: [...chosen], PreferredMfaSetting: preferred });
    return {};
  }

  /** What nobody does here, whoever they are. */
  private refusing(names: string[], error: () => ServiceError): Operations {
    return Object.fromEntries(names.map(name => [name, input => this.as(input, () => { throw error(); })]));
  }

  private async as(input: Input, action: (bearer: Bearer) => object | Promise<object>): Promise<object> {
    return action(await this.bearer(input.AccessToken));
  }

  private describe(client: ClientSettings, person: Person): object {
    const { Username, UserMFASettingList, PreferredMfaSetting, Attributes } = person;
    return {
      Username,
      UserAttributes: readable(client, Attributes),
      ...(UserMFASettingList && UserMFASettingList.length > 0 ? { UserMFASettingList } : {}),
      ...(PreferredMfaSetting ? { PreferredMfaSetting } : {}),
    };
  }

  private async verify({ pool, person }: Bearer, input: Input): Promise<object> {
    const secret = person.SoftwareTokenMfaConfiguration?.Secret;
    if (!secret) throw invalidParameter('User has not associated a software token');
    // it asks for nothing before it is chosen
    return this.keep(pool, person, secret, required(input, 'UserCode'), []);
  }

  /** Within a sign-in, where the pool wants everybody to have a second factor. */
  private async associate(session: string): Promise<object> {
    const challenge = this.challenges.find(session, 'MFA_SETUP');
    const secret = challenge.secret ?? newSecret();
    this.challenges.add({ ...challenge, secret }, session);
    return { SecretCode: secret, Session: session };
  }

  private async enrol(input: Input): Promise<object> {
    const session = required(input, 'Session');
    const challenge: Challenge = this.challenges.find(session, 'MFA_SETUP');
    const pool = this.parts.pools.byId(challenge.poolId);
    const person = await pool.find(challenge.username!);
    if (!person || challenge.secret === undefined) throw wrongSession();
    const answer = await this.keep(pool, person, challenge.secret, required(input, 'UserCode'), [TOTP]);
    this.challenges.add({ ...challenge, enrolled: true }, session);
    return { ...answer, Session: session };
  }

  private async keep(pool: UserPool, person: Person, secret: string, code: string, chosen: string[]): Promise<object> {
    if (!isTotp(secret, code)) throw new ServiceError('EnableSoftwareTokenMFAException', 'Code mismatch');
    const all = new Set([...person.UserMFASettingList ?? [], ...chosen]);
    await pool.update(person, { SoftwareTokenMfaConfiguration: { Secret: secret, Verified: true }, UserMFASettingList: [...all] });
    return { Status: 'SUCCESS' };
  }
}
