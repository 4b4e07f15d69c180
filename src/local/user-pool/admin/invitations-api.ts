import { randomBytes, randomUUID } from 'crypto';
import { CONTACTS } from '../../../identity-facts/claims/standard-attributes';
import { invalidParameter, ServiceError } from '../../requests/service-error';
import { Person } from '../emulator/emulator';
import { askBeforeSignUp } from '../functions/pre-sign-up';
import { Input, Operations, Parts, personOf, required } from '../parts';
import { checkFree, checkSchema, takeAlias, withAlias } from '../rules/attribute-rules';
import { checkPassword, newPassword, noPassword, sendsCodes, temporaryUntil } from '../rules/password-policy';
import { UserPool, valueOf } from '../user-pool';

const NO_CLIENT = 'CLIENT_ID_NOT_APPLICABLE';
const ACTIONS = ['RESEND', 'SUPPRESS'];

/** People whom an administrator lets in, and what they are told. */
export class InvitationsApi {
  public readonly operations: Operations = {
    AdminCreateUser: async input => {
      const { MessageAction } = input;
      if (MessageAction !== undefined && !ACTIONS.includes(MessageAction)) {
        throw invalidParameter('1 validation error detected: Value at \'messageAction\' failed to satisfy constraint: '
          + `Member must satisfy enum value set: [${ACTIONS.join(', ')}]`);
      }
      const pool = this.parts.pools.byId(input.UserPoolId);
      return { User: described(MessageAction === 'RESEND' ? await this.again(pool, input) : await this.create(pool, input)) };
    },
  };

  constructor(private readonly parts: Parts) {}

  private async create(pool: UserPool, input: Input): Promise<Person> {
    const username = required(input, 'Username');
    const { settings, settings: { usernameAttributes, props } } = pool;
    const attributes = withAlias(settings, username, input.UserAttributes ?? []);
    checkSchema(pool, attributes);
    const taken = () => new ServiceError('UsernameExistsException', 'User account already exists');
    if (await pool.find(username)) throw taken();
    const isPasswordless = !input.TemporaryPassword && sendsCodes(settings);
    if (isPasswordless && !CONTACTS.some(name => valueOf({ Attributes: attributes }, name))) {
      throw invalidParameter('Whoever has no password needs an email address or a phone number.');
    }
    const password = isPasswordless ? '' : passwordIn(props, input);
    if (!isPasswordless) checkPassword(props, password);
    const sub = randomUUID();
    const person: Person = {
      Username: usernameAttributes.length > 0 ? sub : username,
      Attributes: [{ Name: 'sub', Value: sub }, ...attributes],
      Enabled: true,
      ...(isPasswordless
        ? { UserStatus: 'CONFIRMED', ...noPassword() }
        : { UserStatus: 'FORCE_CHANGE_PASSWORD', Password: password, ...temporaryUntil(props) }),
    };
    const verified = CONTACTS.filter(name => valueOf(person, `${name}_verified`) === 'true');
    const isForced = input.ForceAliasCreation === true;
    if (!isForced) for (const name of verified) await checkFree(pool, person, name, valueOf(person, name) ?? '');
    // what it answers is for people who sign up by themselves
    await askBeforeSignUp(this.parts.triggers, { pool, clientId: NO_CLIENT, source: 'AdminCreateUser', person, input });
    const created = await pool.addIfFree(person, [username]);
    if (!created) throw taken();
    if (isForced) for (const name of verified) await takeAlias(pool, created, name, true);
    if (input.MessageAction !== 'SUPPRESS') await this.invite(pool, created, password, input.DesiredDeliveryMediums);
    return created;
  }

  /** Another password for somebody who has not come yet. */
  private async again(pool: UserPool, input: Input): Promise<Person> {
    const person = await personOf(pool, input);
    if (person.UserStatus !== 'FORCE_CHANGE_PASSWORD') {
      throw new ServiceError(
        'UnsupportedUserStateException', `Resend not possible. ${input.Username} status is not FORCE_CHANGE_PASSWORD`,
      );
    }
    const { props } = pool.settings;
    const password = passwordIn(props, input);
    const changed = await pool.update(person, { ...newPassword(props, person, password), ...temporaryUntil(props) });
    await this.invite(pool, changed, password, input.DesiredDeliveryMediums);
    return changed;
  }

  private async invite(pool: UserPool, person: Person, password: string, media: string[] = ['SMS', 'EMAIL']): Promise<void> {
    for (const [medium, attribute] of [['SMS', 'phone_number'], ['EMAIL', 'email']]) {
      const address = valueOf(person, attribute);
      if (!media.includes(medium) || address === undefined) continue;
      const details = { AttributeName: attribute, DeliveryMedium: medium, Destination: address };
      await this.parts.emulator.deliver('AdminCreateUser', NO_CLIENT, pool.settings.id, person, password, details);
    }
  }
}

function described({ Username, Attributes, Enabled, UserStatus, UserCreateDate, UserLastModifiedDate }: Person): object {
  return { Username, Attributes, Enabled, UserStatus, UserCreateDate, UserLastModifiedDate };
}

/** Of every kind of character that a policy may ask for, if it is not given. */
function passwordIn({ Policies }: Record<string, any>, { TemporaryPassword }: Input): string {
  return TemporaryPassword || `${randomBytes(6).toString('hex')}aA1!`.padEnd(Number(Policies?.PasswordPolicy?.MinimumLength ?? 8), 'x');
}
