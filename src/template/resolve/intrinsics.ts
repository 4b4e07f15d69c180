import { gap, isMarked, marked, pseudoParameter, unread, unreadIn } from './marks';
import { OpenCondition } from './reading';
import { StackOutput } from './stack-output';
import { alternatives, asString, isNoValue, isObject, isUnresolved, lift, NO_VALUE, unresolved, whyUnresolved } from '../values';

/** What the functions need to know about the template that they stand in. */
export interface Resolver {
  resolve(value: unknown): unknown;
  ref(name: string): unknown;
  attribute(logicalId: string, attribute: string): unknown;
  mapping(name: string, first: string, second: string): unknown;
  /** The keys of a mapping, or of one of its rows. */
  keysOfMapping(name: string, row?: string): string[];
  imported(name: string): unknown;
  stackOutput(wanted: StackOutput): unknown;
  choose(condition: string, whenTrue: unknown, whenFalse: unknown): unknown;
  condition(name: string): boolean | undefined;
  /** The parts of a text that is known but for marks; nothing where it can't be cut. */
  cut(text: string, separator: string): string[] | undefined;
  /** Whether a comparison of what is not known is taken to hold; undefined to leave it open. */
  holds(open: OpenCondition): boolean | undefined;
  /** What stands for a value that can't be known, of which perhaps some text is. */
  unknown(why: string, text?: string): unknown;
}

type CloudFormationFunction = (argument: unknown, resolver: Resolver) => unknown;

/** Whether an object of one property, this one, is a function call. */
export function isFunction(name: string, argument: unknown): boolean {
  return name === 'Ref' || name.startsWith('Fn::') || name === 'Condition' && typeof argument === 'string';
}

/**
 * Evaluates one function call; what cannot be known becomes unresolved with the reason.
 */
export function callFunction(name: string, argument: unknown, resolver: Resolver): unknown {
  const evaluate = FUNCTIONS[name];
  if (evaluate) return evaluate(argument, resolver);
  return resolver.unknown(`${name} is evaluated at deployment`, name === 'Fn::Transform' ? unread(name) : gap(name));
}

/** A function of values that are all known: alternatives are tried one by one, anything unresolved makes the result so. */
function known(apply: (argument: unknown, resolver: Resolver) => unknown): CloudFormationFunction {
  return (argument, resolver) => lift(resolver.resolve(argument), plain => {
    const why = whyUnresolved(plain);
    return why ? resolver.unknown(why) : apply(plain, resolver);
  });
}

function malformed(name: string, resolver: Resolver): unknown {
  return resolver.unknown(`${name} is malformed`);
}

/** A value as text, as far as it is known. */
function textOf(value: unknown): string | undefined {
  return isUnresolved(value) ? value.Text ?? value.Pattern ?? gap(value['Fn::Unresolved']) : asString(value);
}

/** Parts of a text; what is empty by default is empty where it only adds to a name, and is not known where it is all of one. */
function withoutAffixes(parts: readonly unknown[], separator: string): unknown[] {
  const isEmpty = (part: unknown) => isUnresolved(part) && part.OrEmpty === true;
  const isName = (part: unknown, end: RegExp) => separator === '' && !isEmpty(part) && end.test(textOf(part) ?? '');
  return parts.map((part, index) => isEmpty(part) && (isName(parts[index - 1], /[\w»]$/) || isName(parts[index + 1], /^[\w«]/))
    ? ''
    : part);
}

/** A text that is made of others, one of which may not be known. */
function composed(text: string, why: string | undefined, resolver: Resolver): unknown {
  if (why) return resolver.unknown(why, text);
  return text.includes('{{resolve:') ? resolver.unknown(`${text} is looked up at deployment`, text) : text;
}

function getAtt(argument: unknown, resolver: Resolver): unknown {
  const parts = typeof argument === 'string' ? argument.split('.') : Array.isArray(argument) ? argument : [];
  const [logicalId, ...rest] = parts.map(part => typeof part === 'string' ? part : asString(resolver.resolve(part)));
  if (logicalId === undefined || rest.length === 0 || rest.includes(undefined)) return malformed('Fn::GetAtt', resolver);
  return resolver.attribute(logicalId, rest.join('.'));
}

function sub(argument: unknown, resolver: Resolver): unknown {
  const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
  if (typeof text !== 'string') return malformed('Fn::Sub', resolver);
  const parts = text.split(/\$\{([^}]*)\}/).map((part, index) => index % 2 === 0 ? part : variable(part, variables, resolver));
  return lift(parts, plain => {
    const texts = withoutAffixes((plain as unknown[]).filter(part => part !== ''), '');
    return composed(texts.map(textOf).join(''), whyUnresolved(texts), resolver);
  });
}

/** What stands for `${name}` in a text. */
function variable(written: string, variables: unknown, resolver: Resolver): unknown {
  const name = written.trim();
  if (written.startsWith('!')) return `\${${written.slice(1)}}`;
  if (name === '') return `\${${written}}`;
  const own = isObject(variables) && Object.hasOwn(variables, name) ? variables[name] : undefined;
  const value = own !== undefined ? resolver.resolve(own) : name.includes('.') ? getAtt(name, resolver) : resolver.ref(name);
  return lift(value, plain => textOf(plain) === undefined ? `\${${written}}` : plain);
}

function join(argument: unknown, resolver: Resolver): unknown {
  return lift(resolver.resolve(argument), plain => {
    const [separator, list] = Array.isArray(plain) && plain.length === 2 ? plain : [];
    if (isUnresolved(list)) return list;
    const between = textOf(separator);
    if (!Array.isArray(list)) return malformed('Fn::Join', resolver);
    const given = withoutAffixes(list.filter(part => !isNoValue(part)), between ?? '');
    const parts = given.map(textOf);
    const why = whyUnresolved([separator, given]);
    if (between === undefined || parts.includes(undefined)) return why ? resolver.unknown(why) : malformed('Fn::Join', resolver);
    return composed(parts.join(between), why, resolver);
  });
}

/** A text that is not known as a whole is cut where it can be: what is in its marks has no such separator. */
function split(argument: unknown, resolver: Resolver): unknown {
  return lift(resolver.resolve(argument), plain => {
    const [separator, text] = Array.isArray(plain) ? plain : [];
    const parts = typeof separator === 'string' && isUnresolved(text) && text.Text !== undefined
      ? resolver.cut(text.Text, separator)
      : undefined;
    if (parts) return parts.map(part => isMarked(part) ? resolver.unknown('it is decided at deployment', part) : part);
    const why = whyUnresolved(plain);
    const elsewhere = isUnresolved(text) ? unreadIn(text.Text) : undefined;
    if (why) return resolver.unknown(why, elsewhere === undefined ? undefined : unread(elsewhere));
    return typeof separator === 'string' && typeof text === 'string' ? text.split(separator) : malformed('Fn::Split', resolver);
  });
}

/** Other items may be unresolved: only the one that is selected counts. */
function select(argument: unknown, resolver: Resolver): unknown {
  return lift(resolver.resolve(argument), plain => {
    const [index, list] = Array.isArray(plain) ? plain : [];
    if (isUnresolved(list)) return list;
    if (isUnresolved(index)) return index;
    if (!Array.isArray(list) || asString(index) === undefined) return malformed('Fn::Select', resolver);
    return list[Number(index)] ?? resolver.unknown(`Fn::Select finds no item ${asString(index)}`);
  });
}

function findInMap(argument: unknown, resolver: Resolver): unknown {
  const [name, first, second, options] = Array.isArray(argument) ? argument : [];
  return lift([resolver.resolve(name), resolver.resolve(first), resolver.resolve(second)], plain => {
    const why = whyUnresolved(plain);
    if (why) return inSomeRow(plain as unknown[], [first, second, options], resolver) ?? resolver.unknown(why);
    const keys = (plain as unknown[]).map(asString);
    if (keys.some(key => key === undefined)) return malformed('Fn::FindInMap', resolver);
    const found = resolver.mapping(keys[0]!, keys[1]!, keys[2]!);
    if (found !== undefined) return resolver.resolve(found);
    if (isObject(options) && options.DefaultValue !== undefined) return resolver.resolve(options.DefaultValue);
    return resolver.unknown(`mapping ${keys.join('/')} is not there`);
  });
}

/** One key is decided at deployment, which refuses what the mapping lacks: so it is one that the mapping has. */
function inSomeRow([name, ...keys]: unknown[], written: unknown[], resolver: Resolver): unknown {
  const [map, row, column] = [name, ...keys].map(asString);
  const open = keys.findIndex(key => asString(key) === undefined);
  if (map === undefined || (row === undefined && column === undefined)) return undefined;
  const rows = resolver.keysOfMapping(map, row);
  const valueAt = (key: string) => resolver.mapping(map, row ?? key, column ?? key);
  const found = rows.filter(key => valueAt(key) !== undefined);
  const values = new Set(found.map(key => JSON.stringify(valueAt(key))));
  if (!isObject(written[2]) && values.size === 1) return resolver.resolve(valueAt(found[0]));
  const held = found.find(key => resolver.holds([written[open], key]) === true);
  return held === undefined ? undefined : resolver.resolve(valueAt(held));
}

/** Of another stack, wherever it is; its own region where that is what stands there. */
function stackOutput(argument: unknown, resolver: Resolver): unknown {
  if (!isObject(argument)) return malformed('Fn::GetStackOutput', resolver);
  const written = [argument.StackName, argument.OutputName, argument.Region ?? NO_VALUE, argument.RoleArn ?? NO_VALUE];
  return lift(written.map(part => resolver.resolve(part)), plain => {
    const [stack, output, region, roleArn] = plain as unknown[];
    const ownRegion = isNoValue(region) || isUnresolved(region) && region.Text === pseudoParameter('AWS::Region');
    const why = whyUnresolved([stack, output, ownRegion ? '' : region]);
    if (why) return resolver.unknown(why, unread('Fn::GetStackOutput'));
    const [stackName, outputName] = [asString(stack), asString(output)];
    if (stackName === undefined || outputName === undefined) return malformed('Fn::GetStackOutput', resolver);
    const account = typeof roleArn === 'string' ? /^arn:[^:]*:iam::(\d{12}):/.exec(roleArn)?.[1] : undefined;
    return resolver.stackOutput({
      stack: /^arn:[^:]*:cloudformation:[^:]*:[^:]*:stack\/([^/]+)/.exec(stackName)?.[1] ?? stackName,
      output: outputName,
      ...!ownRegion && { region: asString(region) },
      ...account !== undefined && { account },
    });
  });
}

function choose(argument: unknown, resolver: Resolver): unknown {
  if (!Array.isArray(argument) || argument.length !== 3 || typeof argument[0] !== 'string') return malformed('Fn::If', resolver);
  return resolver.choose(argument[0], argument[1], argument[2]);
}

/** Conditions: undecided operands make the result undecided, unless the others settle it. */
function logic(argument: unknown, resolver: Resolver, settles: boolean): unknown {
  const operands = (Array.isArray(argument) ? argument : [argument]).map(operand => resolver.resolve(operand));
  if (operands.includes(settles)) return settles;
  return operands.every(operand => operand === !settles) ? !settles : unresolved('a condition that is decided at deployment');
}

const compare = known((pair, resolver) => Array.isArray(pair) && pair.length === 2
  ? asString(pair[0]) === asString(pair[1])
  : malformed('Fn::Equals', resolver));

const FUNCTIONS: Record<string, CloudFormationFunction> = {
  'Ref': (argument, resolver) => typeof argument === 'string' ? resolver.ref(argument) : malformed('Ref', resolver),
  'Condition': (argument, resolver) => resolver.condition(String(argument)) ?? unresolved('a condition that is decided at deployment'),
  'Fn::GetAtt': getAtt,
  'Fn::Sub': sub,
  'Fn::Join': join,
  'Fn::Split': split,
  'Fn::Select': select,
  'Fn::FindInMap': findInMap,
  'Fn::If': choose,
  'Fn::ImportValue': (argument, resolver) => lift(resolver.resolve(argument), name => {
    const why = whyUnresolved(name);
    if (why) return resolver.unknown(why, unread('Fn::ImportValue'));
    return typeof name === 'string' ? resolver.imported(name) : malformed('Fn::ImportValue', resolver);
  }),
  'Fn::GetStackOutput': stackOutput,
  'Fn::Base64': known((text, resolver) => typeof text === 'string'
    ? Buffer.from(text).toString('base64')
    : malformed('Fn::Base64', resolver)),
  'Fn::Length': known((list, resolver) => Array.isArray(list) ? list.length : malformed('Fn::Length', resolver)),
  'Fn::ToJsonString': (argument, resolver) => lift(resolver.resolve(argument), plain => {
    const why = whyUnresolved(plain);
    return why ? resolver.unknown(why, JSON.stringify(marked(plain))) : JSON.stringify(plain);
  }),
  'Fn::Equals': (argument, resolver) => {
    const value = compare(argument, resolver);
    return typeof value === 'boolean' ? value : resolver.holds(argument) ?? value;
  },
  'Fn::And': (argument, resolver) => logic(argument, resolver, false),
  'Fn::Or': (argument, resolver) => logic(argument, resolver, true),
  'Fn::Not': (argument, resolver) => {
    const operand = resolver.resolve(Array.isArray(argument) ? argument[0] : argument);
    return typeof operand === 'boolean' ? !operand : operand;
  },
  'Fn::NotRead': (why, resolver) => resolver.unknown(String(why), unread(String(why))),
  'Fn::Unresolved': why => unresolved(String(why)),
  'Fn::Alternatives': options => alternatives('given', options as unknown[]),
};
