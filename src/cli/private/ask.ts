import { UsageError } from './usage-error';

/** Asks the access model something that the caller named: what it refuses is bad input, what it stumbles over is a fault of its own. */
export function ask<T>(question: () => T): T {
  try {
    return question();
  } catch (error) {
    if ((error as Error).constructor !== Error) throw error;
    throw new UsageError((error as Error).message);
  }
}
