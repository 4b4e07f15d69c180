import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';

type SpecDatabase = ReturnType<typeof loadAwsServiceSpecSync>;
type Properties = Record<string, { readonly type: PropertyType; readonly required?: boolean }>;
type PropertyType = any;

/** Loaded when first asked: it takes a second. */
let database: SpecDatabase | undefined;
/** What CloudFormation has and the package does not know yet. */
const NEWER: Record<string, string[]> = {
  'AWS::Cognito::UserPool': ['DcrConfiguration'],
};
const members = new Map<string, Properties | undefined>();

/** What CloudFormation's schema says of a resource: names, what is required, and the kinds of plain values. */
export function schemaProblemsOf(type: string, properties: object): string[] {
  const known = propertiesOf(type);
  return known === undefined ? [] : problemsOfMembers(known, properties, type, NEWER[type] ?? []);
}

function propertiesOf(type: string): Properties | undefined {
  if (!members.has(type)) {
    database ??= loadAwsServiceSpecSync();
    members.set(type, [...database.lookup('resource', 'cloudFormationType', 'equals', type)][0]?.properties);
  }
  return members.get(type);
}

function problemsOfMembers(known: Properties, given: object, path: string, newer: readonly string[] = []): string[] {
  const missing = Object.entries(known).filter(([name, { required }]) => required && !(name in given))
    .map(([name]) => `${path} lacks ${name}`);
  return [...missing, ...Object.entries(given).flatMap(([name, value]) => {
    if (newer.includes(name)) return [];
    return known[name] ? problemsOfValue(known[name].type, value, `${path}.${name}`) : [`${path} has no ${name}`];
  })];
}

function problemsOfValue(type: PropertyType, value: unknown, path: string): string[] {
  if (isIntrinsic(value)) return [];
  const wrong = [`${path} is no ${type.type}: ${JSON.stringify(value)}`];
  switch (type.type) {
    case 'string':
      // CloudFormation makes text of what is a number or a flag
      return typeof value === 'object' || (typeof value === 'string' && type.allowedValues?.includes(value) === false) ? wrong : [];
    case 'integer': return Number.isInteger(Number(value)) ? [] : wrong;
    case 'number': return Number.isFinite(Number(value)) ? [] : wrong;
    case 'boolean': return ['true', 'false'].includes(String(value)) ? [] : wrong;
    case 'array':
      return Array.isArray(value) ? value.flatMap((one, i) => problemsOfValue(type.element, one, `${path}[${i}]`)) : wrong;
    case 'map':
      return isMap(value) ? Object.entries(value).flatMap(([key, one]) => problemsOfValue(type.element, one, `${path}.${key}`)) : wrong;
    case 'ref': {
      const { properties } = database!.get('typeDefinition', type.reference.$ref);
      return isMap(value) ? problemsOfMembers(properties, value, path) : wrong;
    }
    default: return [];
  }
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isIntrinsic(value: unknown): boolean {
  const keys = isMap(value) ? Object.keys(value) : [];
  return keys.length === 1 && (keys[0] === 'Ref' || keys[0].startsWith('Fn::'));
}
