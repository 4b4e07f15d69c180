import { CollectionTag, parseDocument, Scalar, ScalarTag, YAMLMap, YAMLSeq } from 'yaml';

const FUNCTIONS = [
  'And', 'Base64', 'Cidr', 'Equals', 'FindInMap', 'GetAZs', 'GetAtt', 'If', 'ImportValue', 'Join', 'Length', 'Not', 'Or',
  'Select', 'Split', 'Sub', 'ToJsonString', 'Transform',
];

/**
 * Reads YAML with CloudFormation's short tags (`!Ref x` is `{ Ref: x }`, `!Sub x` is `{ "Fn::Sub": x }`, and so on).
 *
 * @throws Error naming line and column
 */
export function parseYaml(text: string): unknown {
  const document = parseDocument(text, { customTags: shortTags(), logLevel: 'error', prettyErrors: true });
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem) throw new Error(problem.message.split('\n')[0].replace(/:$/, ''));
  return document.toJS();
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
