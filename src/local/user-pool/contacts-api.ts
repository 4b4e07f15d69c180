import { AccountApi, Bearer } from './account-api';
import { checkCode, SentCodes } from './codes';
import { Attribute } from './emulator/emulator';
import { Input, Operations } from './parts';
import { checkChanges, checkFree, removeAttributes } from './rules/attribute-rules';
import { checkWrites } from './rules/client-rules';
import { UserPool, valueOf } from './user-pool';
import { CONTACTS } from '../../identity-facts/claims/standard-attributes';
import { asList } from '../../private/as-list';
import { invalidParameter } from '../requests/service-error';

/** What people change of themselves, and how they show that an address is theirs. */
export class ContactsApi {
  public readonly operations: Operations = {
    UpdateUserAttributes: async input => this.update(await this.account.bearer(input.AccessToken), input),
    DeleteUserAttributes: async input => {
      const { pool, client, person } = await this.account.bearer(input.AccessToken);
      checkWrites(client, input.UserAttributeNames);
      return removeAttributes(pool, person, input.UserAttributeNames);
    },
    GetUserAttributeVerificationCode: async input => this.send(await this.account.bearer(input.AccessToken), input),
    VerifyUserAttribute: async input => this.verify(await this.account.bearer(input.AccessToken), input),
  };

  constructor(private readonly account: AccountApi, private readonly codes: SentCodes) {}

  /** A new address is verified no longer; where the pool wants it, the old one stays until the new one is. */
  private async update({ pool, client, person }: Bearer, input: Input): Promise<object> {
    const attributes: Attribute[] = input.UserAttributes;
    const given = Object.fromEntries(attributes.map(({ Name, Value = '' }) => [Name, Value]));
    checkWrites(client, Object.keys(given));
    checkChanges(pool, given);
    const changed = CONTACTS.filter(name => Object.hasOwn(given, name) && given[name] !== valueOf(person, name));
    for (const name of changed) await checkFree(pool, person, name, given[name]);
    const isHeld = (name: string) => changed.includes(name) && isVerifiedFirst(pool, name);
    const unverified = changed.filter(name => !isHeld(name)).map(name => [`${name}_verified`, 'false']);
    const kept = Object.entries(given).filter(([name]) => !isHeld(name));
    const updated = await pool.setAttributes(person, Object.fromEntries([...kept, ...unverified]));
    const sent = [];
    for (const attribute of changed.filter(name => pool.settings.autoVerified.includes(name) && given[name] !== '')) {
      sent.push(await this.codes.sendTo(given[attribute], {
        source: 'UpdateUserAttribute', pool, clientId: client.id, person: updated, attribute,
      }));
    }
    return { CodeDeliveryDetailsList: sent };
  }

  private async send({ pool, client, person }: Bearer, { AttributeName: attribute }: Input): Promise<object> {
    checkContact(attribute);
    const waiting = isVerifiedFirst(pool, attribute) ? person.AddressCodes?.[attribute]?.address : undefined;
    const address = waiting ?? valueOf(person, attribute);
    if (!address) throw invalidParameter(`User does not have a value for ${attribute}.`);
    return {
      CodeDeliveryDetails: await this.codes.sendTo(address, {
        source: 'VerifyUserAttribute', pool, clientId: client.id, person, attribute,
      }),
    };
  }

  private async verify({ pool, person }: Bearer, { AttributeName: attribute, Code }: Input): Promise<object> {
    checkContact(attribute);
    const { [attribute]: sent, ...others } = person.AddressCodes ?? {};
    // a code that went to an address which they have no longer shows nothing of the one that they have
    const isCurrent = sent && (isVerifiedFirst(pool, attribute) || sent.address === valueOf(person, attribute));
    checkCode(isCurrent ? sent : undefined, Code);
    await checkFree(pool, person, attribute, sent.address);
    await pool.setAttributes(person, { [attribute]: sent.address, [`${attribute}_verified`]: 'true' });
    await pool.update(person, { AddressCodes: others });
    return {};
  }
}

/** Whether the pool keeps the old address until the new one is verified. */
function isVerifiedFirst({ settings: { props } }: UserPool, attribute: string): boolean {
  return asList(props.UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate).includes(attribute);
}

function checkContact(attribute: string): void {
  if (!CONTACTS.includes(attribute)) throw invalidParameter(`Invalid attribute name: only ${CONTACTS.join(' and ')} can be verified.`);
}
