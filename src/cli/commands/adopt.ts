import { adopt } from '../../adopt/program';
import { oneOf, parseArguments } from '../private/arguments';
import { printableJson } from '../private/printable';
import { readTemplates } from '../private/read-input';
import { Subcommand } from '../private/subcommand';
import { UsageError } from '../private/usage-error';

const USAGE = 'cdk-cognito-auth adopt TEMPLATE [--format typescript|json]';

/** Writes a program of this library for resources that were made without it. */
export const command: Subcommand = {
  name: 'adopt',
  summary: 'a CognitoAuth program under which what is deployed stays what it is',
  run: async argv => {
    const parsed = parseArguments(argv, { usage: USAGE, positionals: ['TEMPLATE'], options: ['format'] });
    if (!parsed) return 0;
    const format = oneOf(parsed, 'format', ['typescript', 'json'] as const, 'typescript');
    const adoption = adopt(readTemplates(parsed.positionals[0]));
    if (!adoption) throw new UsageError(`${parsed.positionals[0]}: no user pool is made in it that does not hang on a condition`);
    process.stdout.write(format === 'json' ? `${printableJson(adoption)}\n` : adoption.program);
    return 0;
  },
};
