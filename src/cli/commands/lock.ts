import * as fs from 'node:fs';
import { AccessModel } from '../../access-model/access-model';
import { Edit, editsBetween, keyOf, Made, placeOf } from '../../edits';
import { madeOfTemplates } from '../../edits/made-of-templates';
import { isOfStacks, LOCK_FILE, lockedOf, LockFileError, parseLock, readLock, renderLock } from '../../lock';
import { parseArguments } from '../private/arguments';
import { printable } from '../private/printable';
import { readTemplates } from '../private/read-input';
import { Subcommand } from '../private/subcommand';
import { UsageError } from '../private/usage-error';

const USAGE = 'cdk-cognito-auth lock TEMPLATE [--file FILE] [--check]';

/**
 * Writes what of the user pools, their domains and people may not change unnoticed. Stacks that TEMPLATE does not have stay as they were.
 */
export const command: Subcommand = {
  name: 'lock',
  summary: 'write the lock file that keeps synthesis from losing users',
  run: async argv => {
    const parsed = parseArguments(argv, { usage: USAGE, positionals: ['TEMPLATE'], options: ['file'], flags: ['check'] });
    if (!parsed) return 0;
    const file = parsed.values.file ?? LOCK_FILE;
    const templates = readTemplates(parsed.positionals[0]);
    const now = lockedOf(madeOfTemplates(AccessModel._fromTemplates(templates)._entities.resources, templates));
    const stacks = new Set(templates.map(({ name }) => name));
    const before = reading(() => readLock(file)) ?? [];
    const [old, others] = [true, false].map(own => before.filter(({ stack }) => isOfStacks(stack, stacks) === own));
    const text = renderLock([...others, ...now]);
    // what is written must be what is read, whatever a template calls its resources
    reading(() => parseLock(text, file));
    const isSame = text === renderLock(before);
    if (!parsed.flags.check) writing(file, text);
    const done = parsed.flags.check
      ? isSame ? 'is up to date' : 'is not up to date: run cdk-cognito-auth lock'
      : isSame ? 'was up to date' : 'is written';
    process.stdout.write(`${printable(file)} ${done}\n${changes(old, now).map(line => `  ${printable(line)}\n`).join('')}`);
    return parsed.flags.check && !isSame ? 1 : 0;
  },
};

function changes(before: readonly Made[], after: readonly Made[]): string[] {
  const old = new Set(before.map(keyOf));
  return [
    ...after.filter(made => !old.has(keyOf(made))).map(made => `new: ${made.type} ${placeOf(made)}`),
    ...editsBetween(before, after).map(edit => `accepted: ${accepted(edit)}`),
  ];
}

function accepted({ at, property, what, effect }: Edit): string {
  return `${placeOf(at)}${property === undefined ? '' : ` ${property}`}: ${what}; ${effect}`;
}

function reading<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof LockFileError) throw new UsageError(error.message);
    throw error;
  }
}

function writing(file: string, text: string): void {
  try {
    fs.writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`${file}: cannot be written: ${(error as NodeJS.ErrnoException).code}`);
  }
}
