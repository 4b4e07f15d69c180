import { Emulator, Person } from './emulator/emulator';
import { Triggers } from './functions/triggers';
import { Outbox } from './outbox';
import { ClientSettings } from './settings';
import { RefreshTokens } from './tokens/refresh-tokens';
import { Tokens } from './tokens/tokens';
import { UserPool } from './user-pool';
import { invalidParameter, notAuthorized, notFound, ServiceError } from '../requests/service-error';

/** The request of an operation, as it came. */
export type Input = Record<string, any>;

export type Operations = Record<string, (input: Input) => Promise<object>>;

/** What all operations work with. */
export interface Parts {
  readonly pools: Pools;
  readonly emulator: Emulator;
  readonly triggers: Triggers;
  readonly tokens: Tokens;
  readonly refreshTokens: RefreshTokens;
  readonly outbox: Outbox;
}

/** The user pools, by the ids that requests name. */
export class Pools {
  constructor(public readonly all: readonly UserPool[]) {}

  /** @throws ServiceError if there is none */
  public byId(id: unknown): UserPool {
    const pool = this.all.find(({ settings }) => settings.id === id);
    if (!pool) throw notFound(`User pool ${String(id).slice(0, 80)} does not exist.`);
    return pool;
  }

  /** @throws ServiceError if there is none */
  public ofClient(id: unknown): { pool: UserPool; client: ClientSettings } {
    for (const pool of this.all) {
      const client = pool.client(id);
      if (client) return { pool, client };
    }
    throw noSuchClient(id);
  }
}

export const noSuchUser = () => new ServiceError('UserNotFoundException', 'User does not exist.');

/** What was begun is another's, or over. */
export const wrongSession = () => notAuthorized('Invalid session for the user.');

/** @throws ServiceError if an administrator keeps them out */
export function checkEnabled({ Enabled }: Person): void {
  if (!Enabled) throw notAuthorized('User is disabled.');
}

export const noSuchClient = (id: unknown) => notFound(`User pool client ${String(id).slice(0, 80)} does not exist.`);

/** @throws ServiceError if there is nobody of the name that the request has */
export async function personOf(pool: UserPool, input: Input): Promise<Person> {
  const person = await pool.find(required(input, 'Username'));
  if (!person) throw noSuchUser();
  return person;
}

/** @throws ServiceError if the parameter is not there */
export function required(input: Input, name: string): string {
  const value = input[name];
  if (typeof value !== 'string' || value === '') throw invalidParameter(`Missing required parameter ${name}`);
  return value;
}
