import { alternatives, asString, isNoValue, isObject, isUnresolved, lift, unresolved, whyUnresolved } from './values';

/** What the functions need to know about the template that they stand in. */
export interface Resolver {
  resolve(value: unknown): unknown;
  ref(name: string): unknown;
  attribute(logicalId: string, attribute: string): unknown;
  mapping(name: string, first: string, second: string): unknown;
  imported(name: string): unknown;
  choose(condition: string, whenTrue: unknown, whenFalse: unknown): unknown;
  condition(name: string): boolean | undefined;
}

type CloudFormationFunction = (argument: unknown, resolver: Resolver) => unknown;

export function isFunctionCall(value: object): boolean {
  const keys = Object.keys(value);
  return keys.length === 1 && (keys[0] === 'Ref' || keys[0] === 'Condition' && typeof Object.values(value)[0] === 'string' || keys[0].startsWith('Fn::'));
}

/**
 * Evaluates one function call; what cannot be known becomes unresolved with the reason.
 */
export function callFunction(call: Record<string, unknown>, resolver: Resolver): unknown {
  const name = Object.keys(call)[0];
  const evaluate = FUNCTIONS[name];
  return evaluate ? evaluate(call[name], resolver) : unresolved(`${name} is evaluated at deployment`);
}

/** A function of values that are all known: alternatives are tried one by one, anything unresolved makes the result so. */
function known(apply: (argument: unknown, resolver: Resolver) => unknown): CloudFormationFunction {
  return (argument, resolver) => lift(resolver.resolve(argument), plain => {
    const why = whyUnresolved(plain);
    return why ? unresolved(why) : apply(plain, resolver);
  });
}

function malformed(name: string): unknown {
  return unresolved(`${name} is malformed`);
}

function getAtt(argument: unknown, resolver: Resolver): unknown {
  const parts = typeof argument === 'string' ? argument.split('.') : Array.isArray(argument) ? argument : [];
  const [logicalId, ...rest] = parts.map(part => asString(resolver.resolve(part)));
  if (logicalId === undefined || rest.length === 0 || rest.includes(undefined)) return malformed('Fn::GetAtt');
  return resolver.attribute(logicalId, rest.join('.'));
}

function sub(argument: unknown, resolver: Resolver): unknown {
  const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
  if (typeof text !== 'string') return malformed('Fn::Sub');
  const names = [...text.matchAll(/\$\{([^!}][^}]*)\}/g)].map(match => match[1].trim());
  const values: Record<string, unknown> = {};
  for (const name of names) {
    const own = isObject(variables) && Object.hasOwn(variables, name) ? variables[name] : undefined;
    values[name] = own !== undefined ? resolver.resolve(own) : name.includes('.') ? getAtt(name, resolver) : resolver.ref(name);
  }
  return lift(values, plain => {
    const why = whyUnresolved(plain);
    if (why) return unresolved(why);
    const known_ = plain as Record<string, unknown>;
    const filled = text.replace(/\$\{([^}]*)\}/g, (whole, name: string) => {
      if (name.startsWith('!')) return `\${${name.slice(1)}}`;
      return asString(known_[name.trim()]) ?? whole;
    });
    return filled.includes('{{resolve:') ? unresolved(`${filled} is looked up at deployment`) : filled;
  });
}

function join(argument: unknown): unknown {
  if (!Array.isArray(argument) || argument.length !== 2 || !Array.isArray(argument[1])) return malformed('Fn::Join');
  const parts = argument[1].filter(part => !isNoValue(part)).map(asString);
  if (parts.includes(undefined)) return malformed('Fn::Join');
  const joined = parts.join(String(argument[0]));
  return joined.includes('{{resolve:') ? unresolved(`${joined} is looked up at deployment`) : joined;
}

function split(argument: unknown): unknown {
  if (!Array.isArray(argument) || typeof argument[0] !== 'string' || typeof argument[1] !== 'string') return malformed('Fn::Split');
  return argument[1].split(argument[0]);
}

/** Other items may be unresolved: only the one that is selected counts. */
function select(argument: unknown, resolver: Resolver): unknown {
  return lift(resolver.resolve(argument), plain => {
    const [index, list] = Array.isArray(plain) ? plain : [];
    if (isUnresolved(list)) return list;
    if (isUnresolved(index)) return index;
    if (!Array.isArray(list) || asString(index) === undefined) return malformed('Fn::Select');
    return list[Number(index)] ?? unresolved(`Fn::Select finds no item ${asString(index)}`);
  });
}

function findInMap(argument: unknown, resolver: Resolver): unknown {
  const [name, first, second, options] = Array.isArray(argument) ? argument : [];
  return lift([resolver.resolve(name), resolver.resolve(first), resolver.resolve(second)], plain => {
    const why = whyUnresolved(plain);
    if (why) return unresolved(why);
    const keys = (plain as unknown[]).map(asString);
    if (keys.some(key => key === undefined)) return malformed('Fn::FindInMap');
    const found = resolver.mapping(keys[0]!, keys[1]!, keys[2]!);
    if (found !== undefined) return resolver.resolve(found);
    if (isObject(options) && options.DefaultValue !== undefined) return resolver.resolve(options.DefaultValue);
    return unresolved(`mapping ${keys.join('/')} is not there`);
  });
}

function choose(argument: unknown, resolver: Resolver): unknown {
  if (!Array.isArray(argument) || argument.length !== 3 || typeof argument[0] !== 'string') return malformed('Fn::If');
  return resolver.choose(argument[0], argument[1], argument[2]);
}

/** Conditions: undecided operands make the result undecided, unless the others settle it. */
function logic(argument: unknown, resolver: Resolver, settles: boolean): unknown {
  const operands = (Array.isArray(argument) ? argument : [argument]).map(operand => resolver.resolve(operand));
  if (operands.includes(settles)) return settles;
  return operands.every(operand => operand === !settles) ? !settles : unresolved('a condition that is decided at deployment');
}

const FUNCTIONS: Record<string, CloudFormationFunction> = {
  'Ref': (argument, resolver) => typeof argument === 'string' ? resolver.ref(argument) : malformed('Ref'),
  'Condition': (argument, resolver) => resolver.condition(String(argument)) ?? unresolved('a condition that is decided at deployment'),
  'Fn::GetAtt': getAtt,
  'Fn::Sub': sub,
  'Fn::Join': known(join),
  'Fn::Split': known(split),
  'Fn::Select': select,
  'Fn::FindInMap': findInMap,
  'Fn::If': choose,
  'Fn::ImportValue': known((name, resolver) => typeof name === 'string' ? resolver.imported(name) : malformed('Fn::ImportValue')),
  'Fn::Base64': known(text => typeof text === 'string' ? Buffer.from(text).toString('base64') : malformed('Fn::Base64')),
  'Fn::Length': known(list => Array.isArray(list) ? list.length : malformed('Fn::Length')),
  'Fn::ToJsonString': known(value => JSON.stringify(value)),
  'Fn::Equals': known(pair => Array.isArray(pair) && pair.length === 2 ? asString(pair[0]) === asString(pair[1]) : malformed('Fn::Equals')),
  'Fn::And': (argument, resolver) => logic(argument, resolver, false),
  'Fn::Or': (argument, resolver) => logic(argument, resolver, true),
  'Fn::Not': (argument, resolver) => {
    const operand = resolver.resolve(Array.isArray(argument) ? argument[0] : argument);
    return typeof operand === 'boolean' ? !operand : operand;
  },
  'Fn::Unresolved': why => unresolved(String(why)),
  'Fn::Alternatives': options => alternatives('given', options as unknown[]),
};
