/* eslint-disable @typescript-eslint/no-require-imports -- a subcommand is loaded when it is asked for, so that the others cost no start-up time */
import { Subcommand } from './private/subcommand';
import { UsageError } from './private/usage-error';

const SUBCOMMANDS: Record<string, () => Subcommand> = {
  access: () => require('./commands/access').command,
  can: () => require('./commands/can').command,
  check: () => require('./commands/check').command,
  resolve: () => require('./commands/resolve').command,
  serve: () => require('./commands/serve').command,
};

/**
 * Runs the command line and says what to exit with: 0 done, 1 done but the answer is bad news, 2 bad input.
 *
 * @param argv the arguments after the program's name
 */
export async function main(argv: string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    (name === undefined ? process.stderr : process.stdout).write(overview());
    return name === undefined ? 2 : 0;
  }
  if (name === '--version') {
    process.stdout.write(`${require('../../package.json').version}\n`);
    return 0;
  }
  try {
    if (!Object.hasOwn(SUBCOMMANDS, name)) {
      throw new UsageError(`unknown subcommand '${name}': use one of ${Object.keys(SUBCOMMANDS).join(', ')}`);
    }
    return await SUBCOMMANDS[name]().run(rest);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`cdk-cognito-auth: ${error.message}\n`);
    return 2;
  }
}

function overview(): string {
  const lines = Object.values(SUBCOMMANDS).map(load => load()).map(command => `  ${command.name.padEnd(10)}${command.summary}`);
  return `usage: cdk-cognito-auth SUBCOMMAND …\n\n${lines.join('\n')}\n\nSUBCOMMAND --help shows its arguments.\n`;
}
