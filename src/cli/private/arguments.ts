import { parseArgs, ParseArgsConfig } from 'node:util';
import { UsageError } from './usage-error';

export interface ParsedArguments {
  readonly positionals: string[];
  readonly values: Record<string, string | undefined>;
  readonly flags: Record<string, boolean | undefined>;
  readonly lists: Record<string, string[] | undefined>;
}

export interface ArgumentsSpec {
  /** The whole usage line; shown by `--help` and in complaints. */
  readonly usage: string;

  /** What the positional arguments are called, all required. */
  readonly positionals: string[];

  /** Options that take a value. */
  readonly options?: string[];

  /** Options that take a value and may be given several times. */
  readonly lists?: string[];

  /** Options that take none; `help` is always one. */
  readonly flags?: string[];
}

/**
 * Parses a subcommand's arguments strictly: unknown options, one that is given two values and a wrong number of positionals are usage
 * errors.
 *
 * @returns undefined if the usage was asked for and has been printed
 */
export function parseArguments(argv: string[], spec: ArgumentsSpec): ParsedArguments | undefined {
  const options: NonNullable<ParseArgsConfig['options']> = { help: { type: 'boolean', short: 'h' } };
  for (const name of spec.options ?? []) options[name] = { type: 'string' };
  for (const name of spec.lists ?? []) options[name] = { type: 'string', multiple: true };
  for (const name of spec.flags ?? []) options[name] = { type: 'boolean' };

  let parsed;
  try {
    parsed = parseArgs({ args: argv, options, allowPositionals: true, strict: true, tokens: true });
  } catch (error) {
    throw new UsageError(`${firstSentence((error as Error).message)}; usage: ${spec.usage}`);
  }
  if (parsed.values.help) {
    process.stdout.write(`usage: ${spec.usage}\n`);
    return undefined;
  }
  const missing = spec.positionals[parsed.positionals.length];
  if (missing) throw new UsageError(`${missing} is missing; usage: ${spec.usage}`);
  if (parsed.positionals.length > spec.positionals.length) {
    throw new UsageError(`unexpected argument '${parsed.positionals[spec.positionals.length]}'; usage: ${spec.usage}`);
  }
  if (parsed.positionals.includes('')) throw new UsageError(`${spec.positionals[parsed.positionals.indexOf('')]} is empty`);
  for (const name of spec.options ?? []) {
    const given = new Set(parsed.tokens.flatMap(token => token.kind === 'option' && token.name === name ? [token.value] : []));
    if (given.size > 1) throw new UsageError(`--${name} is given as ${[...given].map(value => `'${value}'`).join(' and ')}: give it once`);
  }
  const values: Record<string, string | undefined> = {};
  const flags: Record<string, boolean | undefined> = {};
  const lists: Record<string, string[] | undefined> = {};
  for (const [name, value] of Object.entries(parsed.values)) {
    if (typeof value === 'string') values[name] = value;
    if (typeof value === 'boolean') flags[name] = value;
    if (Array.isArray(value)) lists[name] = value.map(String);
  }
  return { positionals: parsed.positionals, values, flags, lists };
}

/**
 * The value of an option that the subcommand cannot do without.
 */
export function required(parsed: ParsedArguments, name: string, usage: string): string {
  const value = parsed.values[name];
  if (value === undefined) throw new UsageError(`--${name} is missing; usage: ${usage}`);
  return value;
}

/**
 * The value of an option that is one of a few words.
 */
export function oneOf<T extends string>(parsed: ParsedArguments, name: string, words: readonly T[], otherwise: T): T {
  const value = parsed.values[name];
  if (value === undefined) return otherwise;
  if (!words.includes(value as T)) throw new UsageError(`--${name} is '${value}': use one of ${words.join(', ')}`);
  return value as T;
}

function firstSentence(message: string): string {
  return message.split(/\.\s/)[0].replace(/^./, first => first.toLowerCase());
}
