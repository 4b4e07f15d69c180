import { Kept, Plan, planOf } from './plan';
import { isRetained } from './reasons';
import { comment, expression } from './typescript';
import { beside, WrittenResource, WrittenTemplate } from './written';
import type { LoadedTemplate } from '../template/text/load';

/** A program under which the Cognito resources of templates stay what they are. */
export interface Adoption {
  readonly program: string;
  /** By stack and logical id, the expression that names the resource in the program; raw ones have none. */
  readonly logicalIds: Record<string, Record<string, string>>;
  /** What is not typed, and what is to be done by hand. */
  readonly notes: string[];
}

const INTRODUCTION = [
  'Written by cdk-cognito-auth adopt. Call it in the stack, in place of the constructs that made these resources until now;',
  'cdk-cognito-auth diff and cdk diff then show what changes. Move what keep() says into props, one by one, '
    + 'and look at the difference each time.',
];

/** Writes the program; nothing if no template makes a user pool. */
export function adopt(templates: readonly LoadedTemplate[]): Adoption | undefined {
  const written = templates.map(template => new WrittenTemplate(template));
  const plans = written.flatMap(template => planOf(template) ?? []);
  if (plans.length === 0) return undefined;
  const others = written.filter(template => !plans.some(plan => plan.template === template));
  const notes = plans.flatMap(({ template, notes: own, named, outputs }) => [
    ...own.map(note => `${template.name}: ${note}`),
    ...named.map(name => `${template.name}: ${name} is named by what is adopted: your program goes on making it, under this id`),
    ...outputs.map(name => `${template.name}: ${name} names what is adopted: your program goes on making it`),
  ]);
  for (const { name, resources } of others) {
    const left = resources.filter(({ Type }) => Type.startsWith('AWS::Cognito::')).map(({ id, Type }) => `${id} (${Type})`);
    if (left.length > 0) {
      notes.push(`${name}: no user pool is made here, so that nothing is adopted: ${left.join(', ')} stay as your program makes them`);
    }
  }
  const names = namesFor(plans);
  return {
    program: [
      [...INTRODUCTION, ...notes.length > 0 ? ['', ...notes.map(note => `- ${note}`)] : []].map(comment).join('\n'),
      imports(plans),
      ...plans.map((plan, index) => functionOf(plan, names[index])),
      KEEP,
      ...plans.some(({ carried }) => carried.length > 0) ? [CARRY] : [],
    ].join('\n\n') + '\n',
    logicalIds: Object.fromEntries(plans.map(({ template, kept }) =>
      [template.name, Object.fromEntries(kept.map(({ resource, by }) => [resource.id, by]))])),
    notes,
  };
}

function namesFor(plans: readonly Plan[]): string[] {
  const plain = plans.map(({ template }) => `adopt${template.name.replace(/\W+/g, '_')}`);
  return plain.map((name, index) => plain.indexOf(name) === index ? name : `${name}_${index + 1}`);
}

function imports(plans: readonly Plan[]): string {
  const text = plans.flatMap(({ statements }) => statements).join('\n');
  const names = [
    'AppClient', 'AppUserPool', 'Claim', 'CognitoAuth', 'CustomAttribute', 'DecidesFirst', 'IdentityProvider', 'LoginPages', 'RoleRule',
    'SignIn', 'UndecidedRole',
  ];
  const ours = names.filter(name => new RegExp(`\\b${name}[(.]`).test(text));
  return [
    `import { CfnResource, ${/\bSecretValue\./.test(text) ? 'SecretValue, ' : ''}Stack } from 'aws-cdk-lib';`,
    `import { ${ours.join(', ')} } from 'cdk-cognito-auth';`,
    "import { IConstruct } from 'constructs';",
  ].join('\n');
}

function functionOf({ isAuth, statements, kept, carried }: Plan, name: string): string {
  return [
    `export function ${name}(stack: Stack): ${isAuth ? 'CognitoAuth' : 'AppUserPool'} {`,
    ...statements.map(statement => `  ${statement}`),
    ...kept.map(one => `  ${keeping(one)}`),
    ...carried.map(resource => `  carry(stack, ${expression(resource.id)}, ${expression(rawOf(resource), '  ')});`),
    `  return ${isAuth ? 'auth' : 'users'};`,
    '}',
  ].join('\n');
}

function rawOf(resource: WrittenResource): object {
  return { Type: resource.Type, Properties: resource.props, ...beside(resource) };
}

function keeping({ by, resource, said }: Kept): string {
  const rest = Object.fromEntries(Object.entries(resource.props).filter(([name]) => !said.includes(name)));
  const { DeletionPolicy, UpdateReplacePolicy, ...others } = beside(resource);
  const more = isRetained(resource) ? others : { ...others, DeletionPolicy, UpdateReplacePolicy };
  const last = Object.values(more).some(value => value !== undefined) ? [more] : [];
  const parts = [by, ...[resource.id, said, rest, ...last].map(part => expression(part, '  '))];
  return `keep(${parts.join(', ')});`;
}

const KEEP = `type Json = Record<string, unknown>;

/** Keeps a resource as it was: its logical id, and of its properties those that props do not say. */
function keep(made: IConstruct | undefined, logicalId: string, said: string[], properties: Json, beside: Json = {}): void {
  const resource = made as CfnResource & { _toCloudFormation(): object };
  const [definition] = Object.values<any>(Stack.of(resource).resolve(resource._toCloudFormation()).Resources);
  const asBefore = (now: unknown, before: unknown, path: string): void => {
    const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
    if (before === undefined) return resource.addPropertyDeletionOverride(path);
    if (!isObject(now) || !isObject(before)) return resource.addPropertyOverride(path, before);
    for (const key of new Set([...Object.keys(now), ...Object.keys(before)])) {
      asBefore(now[key], before[key], \`\${path}.\${key.replace(/\\./g, '\\\\.')}\`);
    }
  };
  const now: Json = definition.Properties ?? {};
  for (const name of new Set([...Object.keys(now), ...Object.keys(properties)])) {
    if (!said.includes(name)) asBefore(now[name], properties[name], name);
  }
  for (const [name, value] of Object.entries(beside)) resource.addOverride(name, value);
  resource.overrideLogicalId(logicalId);
}`;

const CARRY = `interface Raw { Type: string; Properties: Json; [name: string]: unknown }

/** Carries a resource over as it is written. */
function carry(stack: Stack, logicalId: string, { Type, Properties, ...beside }: Raw): void {
  const resource = new CfnResource(stack, \`Carried\${logicalId}\`, { type: Type, properties: { ...Properties } });
  for (const [name, value] of Object.entries(beside)) resource.addOverride(name, value);
  resource.overrideLogicalId(logicalId);
}`;
