import { CollectionTag, isMap, isScalar, LineCounter, Pair, parseDocument, Scalar, ScalarTag, Tags, visit, YAMLMap, YAMLSeq } from 'yaml';

const FUNCTIONS = [
  'And', 'Base64', 'Cidr', 'Equals', 'FindInMap', 'GetAZs', 'GetAtt', 'GetStackOutput', 'If', 'ImportValue', 'Join', 'Length', 'Not', 'Or',
  'Select', 'Split', 'Sub', 'ToJsonString', 'Transform', 'ForEach', 'Contains', 'EachMemberEquals', 'EachMemberIn', 'RefAll', 'ValueOf',
  'ValueOfAll',
];

/** CloudFormation reads YAML 1.1, where yes, no, on and off are booleans too. */
const TRUE = /^(?:true|yes|on)$/i;

/**
 * Reads YAML as CloudFormation does: with its short tags (`!Ref x` is `{ Ref: x }`, `!Sub x` is `{ "Fn::Sub": x }`, and so on), the
 * booleans of YAML 1.1, merge keys, and the last of the values that one key is given. Dates stay text.
 *
 * @throws Error naming line and column
 */
export function parseYaml(text: string): unknown {
  const document = parseDocument(text, { customTags, logLevel: 'error', prettyErrors: true, merge: true, uniqueKeys: false });
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem) {
    const message = problem.message.split('\n')[0].replace(/:$/, '');
    throw new Error(message.replace(/^Maximum call stack size exceeded/, 'it is nested too deeply'));
  }
  visit(document, { Pair: (_key, pair) => keepKey(pair), Scalar: (_key, scalar) => keepDigits(scalar) });
  return document.toJS();
}

/** The line at which each resource begins, from 1. */
export function resourceLinesOfYaml(text: string): Map<string, number> {
  const lineCounter = new LineCounter();
  const resources = parseDocument(text, {
    customTags, logLevel: 'silent', merge: true, uniqueKeys: false, lineCounter,
  }).get('Resources', true);
  const pairs = isMap(resources) ? resources.items : [];
  return new Map(pairs.flatMap(({ key }): [string, number][] =>
    isScalar(key) && key.range ? [[String(key.source ?? key.value), lineCounter.linePos(key.range[0]).line]] : []));
}

function customTags(tags: Tags): Tags {
  return [boolean, ...tags.filter(tag => typeof tag === 'string' || tag.tag !== 'tag:yaml.org,2002:bool'), ...shortTags()];
}

const boolean: ScalarTag = {
  identify: value => typeof value === 'boolean',
  default: true,
  tag: 'tag:yaml.org,2002:bool',
  test: /^(?:true|True|TRUE|yes|Yes|YES|on|On|ON|false|False|FALSE|no|No|NO|off|Off|OFF)$/,
  resolve: text => TRUE.test(text),
};

/** A key is text, whatever else it could be read as. */
function keepKey({ key }: Pair): void {
  if (!(key instanceof Scalar) || typeof key.source !== 'string') return;
  if (typeof key.value !== 'string' && typeof key.value !== 'symbol') key.value = key.source;
}

/** Digits after a zero are no number, such as those of an account. */
function keepDigits(scalar: Scalar): void {
  if (typeof scalar.value === 'number' && scalar.source !== undefined && /^0\d*[89]\d*$/.test(scalar.source)) scalar.value = scalar.source;
}

function shortTags(): (ScalarTag | CollectionTag)[] {
  const names = [['!Ref', 'Ref'], ['!Condition', 'Condition'], ...FUNCTIONS.map(name => [`!${name}`, `Fn::${name}`])];
  return names.flatMap(([tag, key]) => [
    { tag, resolve: (text: string) => ({ [key]: key === 'Fn::GetAtt' ? attribute(text) : text }) },
    { tag, collection: 'seq' as const, resolve: (node: YAMLMap.Parsed | YAMLSeq.Parsed) => call(key, node) },
    { tag, collection: 'map' as const, resolve: (node: YAMLMap.Parsed | YAMLSeq.Parsed) => call(key, node) },
  ]);
}

function call(key: string, argument: YAMLMap.Parsed | YAMLSeq.Parsed): YAMLMap {
  const map = new YAMLMap();
  map.set(new Scalar(key), argument);
  return map;
}

function attribute(text: string): string[] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}
