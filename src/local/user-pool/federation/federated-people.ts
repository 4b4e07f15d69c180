import { randomBytes, randomUUID } from 'crypto';
import { ProviderSettings } from './identity-providers';
import { Asserted, mappedAttributes } from './mapped-attributes';
import { SET_BY_COGNITO } from '../../../identity-facts/claims/standard-attributes';
import { invalidParameter } from '../../requests/service-error';
import { EXTERNAL, Person } from '../emulator/emulator';
import { attributesOf } from '../functions/triggers';
import { IDENTITIES, identitiesFor, isIdentity, linkFor, settled } from '../identities';
import { checkEnabled, Parts } from '../parts';
import { checkChanges, checkSchema } from '../rules/attribute-rules';
import { checkWrites } from '../rules/client-rules';
import { ClientSettings } from '../settings';
import { UserPool, withMember } from '../user-pool';

/** Where somebody signs in, and with whom. */
export interface Federation {
  readonly pool: UserPool;
  readonly client: ClientSettings;
  readonly provider: ProviderSettings;
}

/**
 * The people of the user pools who sign in with an identity provider: made at the first sign-in, and brought up to date at each other.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html the order of triggers
 */
export class FederatedPeople {
  constructor(private readonly parts: Parts) {}

  /** @throws ServiceError if they may not sign in, or their profile cannot be written */
  public async signIn(federation: Federation, asserted: Asserted): Promise<Person> {
    const { pool, client, provider } = federation;
    const { subject } = asserted;
    if (subject === '') throw invalidParameter('The identity provider names nobody');
    const values = mappedAttributes(provider, asserted);
    // they are written through the client, whether they change or not
    checkWrites(client, Object.keys(values).filter(name => !SET_BY_COGNITO.includes(name)));
    const linked = await linkedTo(federation, subject, values);
    if (linked) return this.throughLink(federation, linked, asserted, values);
    const person = await pool.named(usernameOf(provider, subject));
    if (person && !isIdentity(person, provider, subject)) {
      throw taken(provider, subject);
    }
    return person ? this.again(federation, person, values) : this.enter(federation, asserted, values);
  }

  private async enter({ pool, client, provider }: Federation, asserted: Asserted, values: Record<string, string>): Promise<Person> {
    const attributes = Object.entries(values).map(([Name, Value]) => ({ Name, Value }));
    const missing = pool.schema.filter(({ Name, Required }) => Required && Name !== 'sub' && !values[Name]).map(({ Name }) => Name);
    if (missing.length > 0) throw invalidParameter(`attributes required: [${missing.join(', ')}]`);
    checkSchema(pool, attributes);
    const { subject, issuer } = asserted;
    const person: Person = {
      Username: usernameOf(provider, subject),
      Attributes: [
        { Name: 'sub', Value: randomUUID() }, { Name: IDENTITIES, Value: identitiesFor(provider, subject, issuer) }, ...attributes,
      ],
      Enabled: true,
      UserStatus: EXTERNAL,
      // which nobody knows
      Password: randomBytes(32).toString('hex'),
    };
    await this.tell('PreSignUp', 'PreSignUp_ExternalProvider', pool, client, person, { validationData: null });
    // the function may have linked them, of which the service takes no notice until the next sign-in
    if (await linkedTo({ pool, provider }, subject, values)) throw taken(provider, subject);
    const created = await pool.add(person);
    await this.putInGroup(pool, provider, created);
    await this.tell('PostConfirmation', 'PostConfirmation_ConfirmSignUp', pool, client, created);
    return created;
  }

  private async again({ pool, client }: Federation, person: Person, values: Record<string, string>): Promise<Person> {
    checkEnabled(person);
    await this.tell('PreAuthentication', 'PreAuthentication_Authentication', pool, client, person, { userNotFound: false });
    checkChanges(pool, values);
    const updated = await pool.setAttributes(person, values);
    await this.tell('PostAuthentication', 'PostAuthentication_Authentication', pool, client, updated, { newDeviceUsed: false });
    return updated;
  }

  /** To the account that an administrator, or a function before sign-up, made theirs. */
  private async throughLink(federation: Federation, person: Person, asserted: Asserted, values: Record<string, string>): Promise<Person> {
    const { pool, provider } = federation;
    const updated = await this.again(federation, person, values);
    return pool.update(updated, settled(updated, provider, asserted, linkFor(person, provider, asserted.subject, values)!));
  }

  /** Everybody who signs in with a provider is in a group that is named after it. */
  private async putInGroup(pool: UserPool, provider: ProviderSettings, { Username }: Person): Promise<void> {
    const GroupName = `${pool.settings.id}_${provider.name}`;
    const Description = `Autogenerated group for users who sign in using ${provider.name}`;
    await pool.exclusively(async () => pool.saveGroup(
      withMember(await pool.group(GroupName) ?? { GroupName, Description, CreationDate: new Date() }, Username),
    ));
  }

  private async tell(
    trigger: string, triggerSource: string, pool: UserPool, client: ClientSettings, person: Person, more: object = {},
  ): Promise<void> {
    await this.parts.triggers.invoke(pool.settings.id, trigger, {
      clientId: client.id, username: person.Username, triggerSource, request: { userAttributes: attributesOf(person), ...more },
    });
  }
}

const usernameOf = ({ name }: ProviderSettings, subject: string) => `${name}_${subject}`;

const taken = (provider: ProviderSettings, subject: string) =>
  invalidParameter(`Already found an entry for username ${usernameOf(provider, subject)}`);

function linkedTo(
  { pool, provider }: Pick<Federation, 'pool' | 'provider'>, subject: string, values: Record<string, string>,
): Promise<Person | undefined> {
  return pool.findBy(person => linkFor(person, provider, subject, values) !== undefined);
}
