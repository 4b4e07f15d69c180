import * as fs from 'node:fs';
import { isLocked } from './locked';
import type { Made } from '../edits';
import { isObject } from '../template/values';

/** Where the lock is unless somebody says otherwise: beside `cdk.json`, where the CDK starts the app. */
export const LOCK_FILE = 'cognito-auth.lock.json';

const VERSION = 1;
const MAX_SIZE = 10 * 1024 * 1024;
/** Deeper than any property of a user pool. */
const MAX_DEPTH = 30;

/** What is wrong with a lock file, in a sentence with its name. */
export class LockFileError extends Error {}

/**
 * The resources that a lock file holds; nothing if there is no such file.
 *
 * @throws LockFileError if it is not a lock file
 */
export function readLock(file: string): Made[] | undefined {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  if (!stat) return undefined;
  if (!stat.isFile()) throw new LockFileError(`${file}: is not a file`);
  if (stat.size > MAX_SIZE) throw new LockFileError(`${file}: has more than ${MAX_SIZE / 1024 / 1024} MB, which no lock has`);
  return parseLock(fs.readFileSync(file, 'utf8'), file);
}

export function parseLock(text: string, file: string): Made[] {
  const wrong = (why: string) =>
    new LockFileError(`${file}: ${why}; take it from version control, or write it anew with cdk-cognito-auth lock`);
  let lock: unknown;
  try {
    lock = JSON.parse(text);
  } catch (error) {
    const merged = /^(<{7}|={7}|>{7})/m.test(text) ? 'has conflicts of a merge in it' : `is not JSON: ${(error as Error).message}`;
    throw wrong(error instanceof RangeError ? 'is nested too deeply' : merged);
  }
  if (!isObject(lock) || lock.lockVersion === undefined) throw wrong("is no lock file: 'lockVersion' is missing");
  if (lock.lockVersion !== VERSION) {
    throw new LockFileError(`${file}: its lockVersion is ${JSON.stringify(lock.lockVersion)}, and this version of cdk-cognito-auth `
      + `reads ${VERSION}; update cdk-cognito-auth`);
  }
  if (!isObject(lock.stacks)) throw wrong("'stacks' must be an object");
  return Object.entries(lock.stacks).flatMap(([stack, resources]) => {
    if (!isObject(resources)) throw wrong(`'${stack}' must be an object of resources`);
    return Object.entries(resources).map(([logicalId, entry]) => entryOf(stack, logicalId, entry, wrong));
  });
}

function entryOf(stack: string, logicalId: string, entry: unknown, wrong: (why: string) => Error): Made {
  const where = `'${logicalId}' of '${stack}'`;
  if (!isObject(entry) || typeof entry.type !== 'string' || !isLocked(entry.type)) {
    throw wrong(`the type of ${where} is none that is locked`);
  }
  if (!isObject(entry.properties)) throw wrong(`the properties of ${where} must be an object`);
  if (isDeeper(entry.properties, MAX_DEPTH)) throw wrong(`the properties of ${where} are nested too deeply`);
  if (entry.path !== undefined && typeof entry.path !== 'string') throw wrong(`the path of ${where} must be text`);
  return {
    type: entry.type,
    stack,
    logicalId,
    ...typeof entry.path === 'string' ? { constructPath: entry.path } : {},
    props: entry.properties,
    isRetained: entry.retained === true,
  };
}

function isDeeper(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some(inner => isDeeper(inner, depth - 1));
}

/** The text of a lock file, the same for the same resources in whatever order. */
export function renderLock(resources: readonly Made[]): string {
  const byStack = new Map<string, Made[]>();
  for (const made of resources) byStack.set(made.stack, [...byStack.get(made.stack) ?? [], made]);
  const stacks = [...byStack].sort(byName).map(([stack, all]) => [stack, Object.fromEntries(all
    .map(made => [made.logicalId, made] as const).sort(byName)
    .map(([logicalId, { type, constructPath, props, isRetained }]) => [logicalId, {
      type,
      ...constructPath === undefined ? {} : { path: constructPath },
      ...isRetained ? { retained: true } : {},
      properties: inOrder(props),
    }]))] as const);
  return `${JSON.stringify({ lockVersion: VERSION, stacks: Object.fromEntries(stacks) }, undefined, 2)}\n`;
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  return isObject(value) ? Object.fromEntries(Object.entries(value).sort(byName).map(([key, inner]) => [key, inOrder(inner)])) : value;
}
