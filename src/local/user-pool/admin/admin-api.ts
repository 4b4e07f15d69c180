import { CONTACTS } from '../../../identity-facts/claims/standard-attributes';
import { ServiceError } from '../../requests/service-error';
import { AccountApi } from '../account-api';
import { SentCodes } from '../codes';
import { Attribute, Person } from '../emulator/emulator';
import { Input, Operations, Parts, personOf } from '../parts';
import { checkChanges, checkFree, removeAttributes } from '../rules/attribute-rules';
import { newPassword, temporaryUntil } from '../rules/password-policy';
import { unreachable } from '../sign-up-api';
import { UserPool, valueOf } from '../user-pool';

/** What the emulator does of the operations that name somebody. */
const OF_SOMEBODY = ['AdminConfirmSignUp', 'AdminDisableUser', 'AdminGetUser'];
/** What it does of those that name nobody, and change no setting. */
const OF_POOL = ['DeleteGroup', 'GetGroup', 'UpdateGroup'];
/** What the template decides. */
const OF_TEMPLATE = [
  'AddCustomAttributes', 'CreateUserPool', 'CreateUserPoolClient', 'DeleteUserPool', 'DeleteUserPoolClient', 'SetUserPoolMfaConfig',
  'UpdateUserPool',
  'UpdateUserPoolClient',
];

/** What administrators do. Who may be one is IAM's to say, which is not here: whoever signs the request is. */
export class AdminApi {
  public readonly operations: Operations = {
    ...Object.fromEntries(OF_SOMEBODY.map(name => [
      name, (input: Input) => this.to(input, (_pool, person) => this.emulate(name, input, person)),
    ])),
    ...Object.fromEntries(OF_POOL.map(name => [name, async (input: Input) => {
      this.parts.pools.byId(input.UserPoolId);
      return this.parts.emulator.call(name, input);
    }])),
    ...Object.fromEntries(OF_TEMPLATE.map(name => [name, async () => {
      throw new ServiceError('UnsupportedOperationException', `${name}: the local user pool is what its template says, so change that.`);
    }])),
    AdminDeleteUser: input => this.to(input, async (pool, person) => {
      await this.parts.refreshTokens.revokeAll(pool, person);
      return this.emulate('AdminDeleteUser', input, person);
    }),
    AdminDeleteUserAttributes: input => this.to(input, (pool, person) => removeAttributes(pool, person, input.UserAttributeNames)),
    AdminSetUserPassword: input => this.to(input, async (pool, person) => {
      const { props } = pool.settings;
      const known = newPassword(props, person, input.Password);
      await pool.update(person, input.Permanent === true
        ? { ...known, UserStatus: 'CONFIRMED' }
        : { ...known, ...temporaryUntil(props), UserStatus: 'FORCE_CHANGE_PASSWORD' });
      return {};
    }),
    AdminUpdateUserAttributes: input => this.to(input, (pool, person) => this.updateAttributes(pool, person, input)),
    AdminEnableUser: input => this.to(input, async (pool, person) => {
      // disabling ended their sign-ins for good, but whoever is disabled is told just that
      if (!person.Enabled) await this.parts.refreshTokens.revokeAll(pool, person);
      return this.emulate('AdminEnableUser', input, person);
    }),
    AdminUserGlobalSignOut: input => this.to(input, async (pool, person) => {
      await this.parts.refreshTokens.revokeAll(pool, person);
      return {};
    }),
    AdminResetUserPassword: input => this.to(input, async (pool, person) => {
      const contact = CONTACTS.find(name => valueOf(person, `${name}_verified`) === 'true');
      if (contact === undefined) throw unreachable();
      const changed = await pool.update(person, { UserStatus: 'RESET_REQUIRED' });
      await this.codes.send('ResetCode', {
        source: 'ForgotPassword', pool, clientId: 'CLIENT_ID_NOT_APPLICABLE', person: changed, attribute: contact,
      });
      return {};
    }),
    AdminSetUserMFAPreference: input => this.to(input, (pool, person) => this.account.prefer(pool, person, input)),
    AdminListDevices: input => this.to(input, async () => ({ Devices: [] })),
  };

  constructor(private readonly parts: Parts, private readonly account: AccountApi, private readonly codes: SentCodes) {}

  private async to(input: Input, action: (pool: UserPool, person: Person) => Promise<object>): Promise<object> {
    const pool = this.parts.pools.byId(input.UserPoolId);
    return action(pool, await personOf(pool, input));
  }

  private emulate(name: string, input: Input, { Username }: Person): Promise<object> {
    return this.parts.emulator.call(name, { ...input, Username });
  }

  /** A contact that changes is verified no longer, unless the administrator says so. */
  private async updateAttributes(pool: UserPool, person: Person, input: Input): Promise<object> {
    const given: Record<string, string> = Object.fromEntries(
      (input.UserAttributes as Attribute[]).map(({ Name, Value = '' }) => [Name, Value]),
    );
    checkChanges(pool, given);
    for (const name of CONTACTS.filter(contact => given[contact] !== undefined || given[`${contact}_verified`] === 'true')) {
      const isKnownBy = pool.settings.usernameAttributes.includes(name) || given[`${name}_verified`] === 'true';
      if (isKnownBy) await checkFree(pool, person, name, given[name] ?? valueOf(person, name) ?? '');
    }
    const changed = CONTACTS.filter(name =>
      Object.hasOwn(given, name) && given[name] !== valueOf(person, name) && !Object.hasOwn(given, `${name}_verified`));
    await pool.setAttributes(person, { ...given, ...Object.fromEntries(changed.map(name => [`${name}_verified`, 'false'])) });
    return {};
  }
}
