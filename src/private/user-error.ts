import * as path from 'node:path';
import { readable } from './text/readable';

const HERE = path.dirname(__dirname) + path.sep;
const OURS = [HERE, '(<anonymous>)', 'node:internal'];
/** Deeper than any call of ours. */
const DEPTH = 60;
const REFUSALS = new WeakSet<Error>();

/** An error about what a user wrote, whose stack begins where they wrote it. */
export function userError(message: string): Error {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = Math.max(limit, DEPTH);
  const error = new Error(readable(message));
  Error.stackTraceLimit = limit;
  const [head, ...frames] = (error.stack ?? '').split(/\n(?=\s+at )/);
  const call = frames.findIndex(frame => !OURS.some(part => frame.includes(part)));
  error.stack = [head, ...frames.slice(Math.max(call, 0)).slice(0, limit)].join('\n');
  REFUSALS.add(error);
  return error;
}

/** Whether an error is one about what a user wrote, in words of ours. */
export function isUserError(error: unknown): error is Error {
  return error instanceof Error && REFUSALS.has(error);
}

/** The same error, of which it is known by now where in the app it belongs. Its stack still begins at the statement that is wrong. */
export function placedError(error: Error, where: string): Error {
  const placed = new Error(`${readable(where)}: ${error.message}`);
  placed.stack = `Error: ${placed.message}${(error.stack ?? '').replace(/^[^]*?(?=\n\s+at )/, '')}`;
  REFUSALS.add(placed);
  return placed;
}

/** Has what is refused while something is made begin with who refuses it. */
export function refusedBy<T>(who: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw isUserError(error) ? placedError(error, who) : error;
  }
}
