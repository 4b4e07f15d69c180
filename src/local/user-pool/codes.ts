import { Person, SentCode } from './emulator/emulator';
import { masked, newCode } from './outbox';
import { Parts } from './parts';
import { UserPool, valueOf } from './user-pool';
import { ServiceError } from '../requests/service-error';

/** What a code is for: none is good for anything else. */
export type Purpose = 'ConfirmationCode' | 'ResetCode';

const HOUR = 3_600_000;
/**
 * How long codes are good, in milliseconds.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html
 */
const LIFETIME: Record<Purpose, number> = { ConfirmationCode: 24 * HOUR, ResetCode: HOUR };
const ADDRESS_LIFETIME = 24 * HOUR;

const MEDIA: Record<string, string> = { phone_number: 'SMS', email: 'EMAIL' };

/** What somebody is asked to prove, and where the code for it goes. */
export interface Sending {
  /** Why, as a function of the pool is told. */
  readonly source: string;
  readonly pool: UserPool;
  readonly clientId: string;
  readonly person: Person;
  readonly attribute: string;
}

/** The code that was sent, and what whoever asked for it is told. */
interface Delivery {
  readonly code: string;
  readonly details: object;
}

/** The codes that people are sent to show that an address is theirs. */
export class SentCodes {
  constructor(private readonly parts: Parts) {}

  /** Sends a code that only its receiver knows, and keeps it. */
  public async send(purpose: Purpose, sending: Sending): Promise<object> {
    const { code, details } = await this.deliver(sending, valueOf(sending.person, sending.attribute)!);
    await sending.pool.update(sending.person, { [purpose]: { code, expires: Date.now() + LIFETIME[purpose] } });
    return details;
  }

  /** Sends a code to an address that may become somebody's. */
  public async sendTo(address: string, sending: Sending): Promise<object> {
    const { pool, person, attribute } = sending;
    const { code, details } = await this.deliver(sending, address);
    const { AddressCodes } = await pool.find(person.Username) ?? person;
    const sent = { code, expires: Date.now() + ADDRESS_LIFETIME, address };
    await pool.update(person, { AddressCodes: { ...AddressCodes, [attribute]: sent } });
    return details;
  }

  private async deliver({ source, pool, clientId, person, attribute }: Sending, Destination: string): Promise<Delivery> {
    const code = newCode();
    const details = { AttributeName: attribute, DeliveryMedium: MEDIA[attribute], Destination };
    await this.parts.emulator.deliver(source, clientId, pool.settings.id, person, code, details);
    return { code, details: { ...details, Destination: masked(Destination) } };
  }
}

/** @throws ServiceError if there is no such code, or no more, or another */
export function checkCode(sent: SentCode | undefined, given: unknown): void {
  if (sent === undefined || sent.expires <= Date.now()) throw expired();
  if (given !== sent.code) throw new ServiceError('CodeMismatchException', 'Invalid verification code provided, please try again.');
}

export const expired = () => new ServiceError('ExpiredCodeException', 'Invalid code provided, please request a code again.');
