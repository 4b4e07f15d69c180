import { UsageError } from './usage-error';

/** Asks the access model something that the caller named: what it does not know is bad input. */
export function ask<T>(question: () => T): T {
  try {
    return question();
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
