import { notAuthorized } from '../../requests/service-error';
import { Person } from '../emulator/emulator';
import { ClientSettings } from '../settings';
import { UserPool } from '../user-pool';

/** Somebody who wants to sign in; nobody, if the pool has no such person. */
export interface Attempt {
  readonly pool: UserPool;
  readonly client: ClientSettings;
  readonly username: string;
  readonly person?: Person;
  /** What they get who signed in, if it is not tokens. */
  readonly arrive?: (person: Person) => Promise<object>;
}

export const wrongPassword = () => notAuthorized('Incorrect username or password.');
