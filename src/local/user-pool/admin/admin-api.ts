import { randomBytes, randomUUID } from 'crypto';
import { CONTACTS } from '../../../identity-facts/claims/standard-attributes';
import { invalidParameter, ServiceError } from '../../requests/service-error';
import { AccountApi } from '../account-api';
import { SentCodes } from '../codes';
import { Attribute, Person } from '../emulator/emulator';
import { Input, Operations, Parts, personOf, required } from '../parts';
import { checkChanges, checkSchema, withAlias } from '../rules/attribute-rules';
import { checkPassword, newPassword, noPassword, sendsCodes } from '../rules/password-policy';
import { unreachable } from '../sign-up-api';
import { UserPool, valueOf } from '../user-pool';

/** What the emulator does of the operations that name somebody. */
const OF_SOMEBODY = [
  'AdminConfirmSignUp', 'AdminDeleteUserAttributes', 'AdminDisableUser', 'AdminEnableUser', 'AdminGetUser',
];
/** What it does of those that name nobody, and change no setting. */
const OF_POOL = ['DeleteGroup', 'DescribeUserPool', 'GetGroup', 'UpdateGroup'];
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
    AdminCreateUser: input => this.create(input),
    AdminDeleteUser: input => this.to(input, async (pool, person) => {
      await this.parts.refreshTokens.revokeAll(pool, person);
      return this.emulate('AdminDeleteUser', input, person);
    }),
    AdminSetUserPassword: input => this.to(input, async (pool, person) => {
      checkPassword(pool.settings.props, input.Password);
      const UserStatus = input.Permanent === true ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD';
      await pool.update(person, { ...newPassword(input.Password), UserStatus });
      return {};
    }),
    AdminUpdateUserAttributes: input => this.to(input, (pool, person) => this.updateAttributes(pool, person, input)),
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

  private async create(input: Input): Promise<object> {
    const pool = this.parts.pools.byId(input.UserPoolId);
    const username = required(input, 'Username');
    const { usernameAttributes, props } = pool.settings;
    const attributes = withAlias(usernameAttributes, username, input.UserAttributes ?? []);
    checkSchema(pool, attributes);
    if (await pool.find(username)) throw new ServiceError('UsernameExistsException', 'User account already exists');
    const given = input.TemporaryPassword || undefined;
    const isPasswordless = given === undefined && sendsCodes(pool.settings);
    if (isPasswordless && !CONTACTS.some(name => valueOf({ Attributes: attributes }, name))) {
      throw invalidParameter('Whoever has no password needs an email address or a phone number.');
    }
    const password = isPasswordless ? '' : given ?? temporaryPassword(props);
    if (!isPasswordless) checkPassword(props, password);
    const sub = randomUUID();
    const now = new Date();
    const created = await pool.add({
      Username: usernameAttributes.length > 0 ? sub : username,
      Attributes: [{ Name: 'sub', Value: sub }, ...attributes],
      Enabled: true,
      ...isPasswordless ? { UserStatus: 'CONFIRMED', ...noPassword() } : { UserStatus: 'FORCE_CHANGE_PASSWORD', Password: password },
    });
    if (input.MessageAction !== 'SUPPRESS') await this.invite(pool, created, password, input.DesiredDeliveryMediums);
    const { Username, Attributes, Enabled, UserStatus } = created;
    return { User: { Username, Attributes, Enabled, UserStatus, UserCreateDate: now, UserLastModifiedDate: now } };
  }

  private async invite(pool: UserPool, person: Person, password: string, media: string[] = ['SMS', 'EMAIL']): Promise<void> {
    for (const [medium, attribute] of [['SMS', 'phone_number'], ['EMAIL', 'email']]) {
      const address = valueOf(person, attribute);
      if (!media.includes(medium) || address === undefined) continue;
      const details = { AttributeName: attribute, DeliveryMedium: medium, Destination: address };
      await this.parts.emulator.deliver('AdminCreateUser', 'CLIENT_ID_NOT_APPLICABLE', pool.settings.id, person, password, details);
    }
  }

  /** A contact that changes is verified no longer, unless the administrator says so. */
  private async updateAttributes(pool: UserPool, person: Person, input: Input): Promise<object> {
    const given: Record<string, string> = Object.fromEntries(
      (input.UserAttributes as Attribute[]).map(({ Name, Value = '' }) => [Name, Value]),
    );
    checkChanges(pool, given);
    const changed = CONTACTS.filter(name =>
      Object.hasOwn(given, name) && given[name] !== valueOf(person, name) && !Object.hasOwn(given, `${name}_verified`));
    await pool.setAttributes(person, { ...given, ...Object.fromEntries(changed.map(name => [`${name}_verified`, 'false'])) });
    return {};
  }
}

/** Of every kind of character that a policy may ask for. */
function temporaryPassword(props: Record<string, any>): string {
  return `${randomBytes(6).toString('hex')}aA1!`.padEnd(Number(props.Policies?.PasswordPolicy?.MinimumLength ?? 8), 'x');
}
