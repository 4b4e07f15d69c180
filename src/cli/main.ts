/* eslint-disable @typescript-eslint/no-require-imports -- a subcommand is loaded when asked for: the others cost nothing */
import { printable } from './private/printable';
import { Subcommand } from './private/subcommand';
import { UsageError } from './private/usage-error';

const SUBCOMMANDS: Record<string, () => Subcommand> = {
  access: () => require('./commands/access').command,
  adopt: () => require('./commands/adopt').command,
  can: () => require('./commands/can').command,
  check: () => require('./commands/check').command,
  config: () => require('./commands/config').command,
  diff: () => require('./commands/diff').command,
  lock: () => require('./commands/lock').command,
  resolve: () => require('./commands/resolve').command,
  serve: () => require('./commands/serve').command,
  token: () => require('./commands/token').command,
};

/** Runs the command line as a process. Whoever reads the answer may have enough of it, as `head` has; that is no fault. */
export async function run(argv: string[]): Promise<void> {
  let failure: string | undefined;
  process.stdout.on('error', ({ code = 'unknown' }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE' || failure !== undefined) return;
    failure = code;
    process.stderr.write(`cdk-cognito-auth: the answer cannot be written: ${code}\n`);
    process.exitCode = 2;
  });
  process.stderr.on('error', () => undefined);
  const code = await main(argv);
  process.exitCode = failure === undefined ? code : 2;
}

/**
 * Runs the command line and says what to exit with: 0 done, 1 done but the answer is bad news, 2 bad input.
 *
 * @param argv the arguments after the program's name
 */
export async function main(argv: string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    if (name === 'help' && Object.hasOwn(SUBCOMMANDS, rest[0] ?? '')) return SUBCOMMANDS[rest[0]]().run(['--help']);
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
    process.stderr.write(`cdk-cognito-auth: ${printable(error instanceof UsageError ? error.message : unforeseen(error))}\n`);
    return 2;
  }
}

/** A fault of this program, which no input should show: what there is to say is that there is no answer. */
function unforeseen(error: unknown): string {
  const details = process.env.CDK_COGNITO_AUTH_DEBUG ? `: ${(error as Error).stack}` : '';
  return 'this input could not be read to its end, so there is no answer; '
    + `please report it (CDK_COGNITO_AUTH_DEBUG=1 shows where)${details}`;
}

function overview(): string {
  const lines = Object.values(SUBCOMMANDS).map(load => load()).map(command => `  ${command.name.padEnd(10)}${command.summary}`);
  return `usage: cdk-cognito-auth SUBCOMMAND …\n\n${lines.join('\n')}\n\nSUBCOMMAND --help shows its arguments.\n`;
}
