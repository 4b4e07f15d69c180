import { randomUUID } from 'crypto';
import { checkCode, expired, SentCodes } from './codes';
import { Attribute, EXTERNAL, Person } from './emulator/emulator';
import { askBeforeSignUp } from './functions/pre-sign-up';
import { attributesOf } from './functions/triggers';
import { masked } from './outbox';
import { checkEnabled, Input, Operations, Parts, required } from './parts';
import { checkSchema, takeAlias, withAlias } from './rules/attribute-rules';
import { checkSecretHash, checkWrites } from './rules/client-rules';
import { checkPassword, newPassword, noPassword, sendsCodes } from './rules/password-policy';
import { ClientSettings } from './settings';
import { Factors } from './sign-in/factors';
import { UserPool, valueOf } from './user-pool';
import { asList } from '../../private/as-list';
import { asBoolean } from '../../template/values';
import { invalidParameter, notAuthorized, ServiceError } from '../requests/service-error';

const UNCHANGEABLE = 'User password cannot be reset in the current state.';

/** A lost password cannot be given back to somebody whom nobody can write to. */
export const unreachable = () => invalidParameter(
  'Cannot reset password for the user as there is no registered/verified email or phone_number',
);

const exists = () => new ServiceError('UsernameExistsException', 'User already exists');

const notThere = () => new ServiceError('UserNotFoundException', 'Username/client id combination not found.');

/** Signing up, and getting a lost password back: what people do before anybody knows them. */
export class SignUpApi {
  public readonly operations: Operations = {
    SignUp: input => this.signUp(input),
    ConfirmSignUp: input => this.confirm(input),
    ResendConfirmationCode: input => this.resend(input),
    ForgotPassword: input => this.forgot(input),
    ConfirmForgotPassword: input => this.reset(input),
  };

  constructor(private readonly parts: Parts, private readonly codes: SentCodes, private readonly factors: Factors) {}

  private async signUp(input: Input): Promise<object> {
    const { pool, client } = this.parts.pools.ofClient(input.ClientId);
    const { settings } = pool;
    const username = required(input, 'Username');
    checkSecretHash(client, [username], input.SecretHash);
    const { AllowAdminCreateUserOnly } = settings.props.AdminCreateUserConfig ?? {};
    if (asBoolean(AllowAdminCreateUserOnly) === true) throw notAuthorized('SignUp is not permitted for this user pool');
    const given = attributesIn(input.UserAttributes);
    checkWrites(client, given.map(({ Name }) => Name));
    const password = this.password(pool, client, input.Password);
    const sub = randomUUID();
    const attributes = withAlias(settings, username, given);
    checkSchema(pool, attributes);
    const names = [username, ...settings.usernameAttributes.flatMap(attribute => valueOf({ Attributes: attributes }, attribute) ?? [])];
    for (const name of names) if (await pool.find(name)) throw exists();
    const person: Person = {
      Username: settings.usernameAttributes.length > 0 ? sub : username,
      Attributes: [{ Name: 'sub', Value: sub }, ...attributes],
      Enabled: true,
      UserStatus: 'UNCONFIRMED',
      ...password,
    };
    return this.enter(pool, client, person, names, input);
  }

  /** A new person, as far as the pool's function lets them in. */
  private async enter(pool: UserPool, client: ClientSettings, person: Person, names: readonly string[], input: Input): Promise<object> {
    const answer = await askBeforeSignUp(this.parts.triggers, { pool, clientId: client.id, source: 'SignUp', person, input });
    const verified = [['email', answer.autoVerifyEmail], ['phone_number', answer.autoVerifyPhone]]
      .flatMap(([name, isVerified]) => isVerified === true && valueOf(person, name) !== undefined ? [`${name}_verified`] : []);
    const confirmed = answer.autoConfirmUser === true;
    const status = confirmed ? 'CONFIRMED' : 'UNCONFIRMED';
    const flags = verified.map(Name => ({ Name, Value: 'true' }));
    const created = await pool.addIfFree({ ...person, UserStatus: status, Attributes: [...person.Attributes, ...flags] }, names);
    if (!created) throw exists();
    for (const [attribute] of verified.map(flag => flag.split('_verified'))) await takeAlias(pool, created, attribute, true);
    if (confirmed) await this.confirmed(pool, client, created, 'ConfirmSignUp');
    const contact = contactOf(pool, created);
    const sent = contact !== undefined && valueOf(created, `${contact}_verified`) !== 'true'
      ? await this.send('SignUp', pool, client.id, created, contact)
      : {};
    return { UserConfirmed: confirmed, UserSub: valueOf(person, 'sub'), ...sent };
  }

  private async confirm(input: Input): Promise<object> {
    const { pool, client, person } = await this.known(input);
    if (!person) throw client.hidesUsers ? expired() : notThere();
    if (person.UserStatus !== 'UNCONFIRMED') throw notAuthorized(`User cannot be confirmed. Current status is ${person.UserStatus}`);
    checkCode(person.ConfirmationCode, input.ConfirmationCode);
    const contact = contactOf(pool, person);
    if (contact !== undefined) {
      await takeAlias(pool, person, contact, input.ForceAliasCreation === true);
      await pool.setAttributes(person, { [`${contact}_verified`]: 'true' });
    }
    const confirmed = await pool.update(person, { UserStatus: 'CONFIRMED', ConfirmationCode: undefined });
    await this.confirmed(pool, client, confirmed, 'ConfirmSignUp');
    return contact === undefined ? {} : this.factors.afterSignUp(pool, client, confirmed, contact);
  }

  private async resend(input: Input): Promise<object> {
    const { pool, client, person, username } = await this.known(input);
    if (!person) {
      if (!client.hidesUsers) throw notThere();
      return pretended(username);
    }
    if (person.UserStatus !== 'UNCONFIRMED') throw invalidParameter('User is already confirmed.');
    const contact = contactOf(pool, person);
    if (contact === undefined) throw invalidParameter('Cannot resend codes. Auto verification not turned on.');
    return this.send('ResendCode', pool, client.id, person, contact);
  }

  private async forgot(input: Input): Promise<object> {
    const { pool, client, person, username } = await this.known(input);
    if (!person) {
      if (!client.hidesUsers) throw notThere();
      return pretended(username);
    }
    checkEnabled(person);
    if (['FORCE_CHANGE_PASSWORD', EXTERNAL].includes(person.UserStatus)) throw notAuthorized(UNCHANGEABLE);
    const verified = recoveryContacts(pool).find(name => valueOf(person, `${name}_verified`) === 'true');
    if (verified === undefined) throw unreachable();
    return this.send('ForgotPassword', pool, client.id, person, verified);
  }

  private async reset(input: Input): Promise<object> {
    const { pool, client, person } = await this.known(input);
    if (!person) throw client.hidesUsers ? expired() : notThere();
    checkCode(person.ResetCode, input.ConfirmationCode);
    const known = newPassword(pool.settings.props, person, input.Password);
    const changed = await pool.update(person, { ...known, UserStatus: 'CONFIRMED', ResetCode: undefined });
    await this.confirmed(pool, client, changed, 'ConfirmForgotPassword');
    return {};
  }

  private async send(source: string, pool: UserPool, clientId: string, person: Person, attribute: string): Promise<object> {
    const purpose = source === 'ForgotPassword' ? 'ResetCode' : 'ConfirmationCode';
    return { CodeDeliveryDetails: await this.codes.send(purpose, { source, pool, clientId, person, attribute }) };
  }

  private async known(input: Input): Promise<{ pool: UserPool; client: ClientSettings; person?: Person; username: string }> {
    const { pool, client } = this.parts.pools.ofClient(input.ClientId);
    const username = required(input, 'Username');
    checkSecretHash(client, [username], input.SecretHash);
    const person = await pool.find(username);
    return { pool, client, username, ...(person ? { person } : {}) };
  }

  private async confirmed(pool: UserPool, client: ClientSettings, person: Person, what: string): Promise<void> {
    await this.parts.triggers.invoke(pool.settings.id, 'PostConfirmation', {
      clientId: client.id,
      username: person.Username,
      triggerSource: `PostConfirmation_${what}`,
      request: {
        userAttributes: attributesOf(person),
      },
    });
  }

  /** Whoever can sign in by codes need not have one. */
  private password({ settings }: UserPool, client: ClientSettings, given: unknown): Pick<Person, 'Password' | 'Passwordless'> {
    if ((given === undefined || given === '') && client.flows.includes('ALLOW_USER_AUTH') && sendsCodes(settings)) return noPassword();
    checkPassword(settings.props, given);
    return { Password: given as string };
  }
}

/** Where somebody may be written to who lost their password, the first choice first; nowhere, if an administrator has to help. */
function recoveryContacts({ settings: { props } }: UserPool): string[] {
  const mechanisms = asList<Record<string, unknown>>(props.AccountRecoverySetting?.RecoveryMechanisms);
  if (mechanisms.length === 0) return ['email', 'phone_number'];
  const inOrder = [...mechanisms].sort((one, other) => Number(one.Priority) - Number(other.Priority)).map(({ Name }) => Name);
  if (inOrder.includes('admin_only')) throw notAuthorized(`${UNCHANGEABLE} (only an administrator can)`);
  return inOrder.map(name => name === 'verified_email' ? 'email' : 'phone_number');
}

function contactOf({ settings: { autoVerified } }: UserPool, person: Person): string | undefined {
  return ['phone_number', 'email'].find(name => autoVerified.includes(name) && valueOf(person, name) !== undefined);
}

/** What somebody gets to see of a person that is not there. */
const pretended = (username: string) => ({
  CodeDeliveryDetails: {
    AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: masked(username.includes('@') ? username : `${username}@x`),
  },
});

function attributesIn(given: Attribute[] = []): Attribute[] {
  return given.map(({ Name, Value = '' }) => ({ Name, Value }));
}
