import { CfnResource, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { AppResource, nameOf } from '../../app-tree/app-resource';
import { isIntrinsic } from '../../app-tree/values';
import { WholeApp } from '../../app-tree/whole-app';

/** That a value is computed at deployment. */
export const UNKNOWN = Symbol('unknown');

/** One thing that is asked of every resource of a type. What is not said is filled in; what is said and less strict is refused. */
export interface Requirement {
  /** As the policy file and exceptions name it: `userPools.mfa`. */
  readonly id: string;
  readonly type: string;
  /** The property that messages are about. */
  readonly property: string;
  /** What is asked, after "has to be". */
  readonly asks: string;
  /** The value that counts: where nothing is said, what Cognito takes then. */
  readonly read: (properties: any, resource: AppResource) => unknown;
  readonly holds: (value: any) => boolean;
  /** Property paths and values that make it hold, as far as nothing else is said there. */
  readonly fill?: (properties: any) => Record<string, unknown>;
  /** Whether the resource is meant at all; every resource of the type when left out. */
  readonly concerns?: (properties: any) => boolean;
}

/** What lies at a path of properties, or UNKNOWN on the way. */
export function at(properties: any, path: string): unknown {
  let value = properties;
  for (const key of path.split('.')) {
    if (isIntrinsic(value)) return UNKNOWN;
    value = value?.[key];
  }
  return isIntrinsic(value) ? UNKNOWN : value ?? undefined;
}

/** Reads a path, with the value that Cognito takes where nothing is said. */
export function property(path: string, otherwise: unknown): Requirement['read'] {
  return properties => at(properties, path) ?? otherwise;
}

/** A switch, which templates may spell as text. */
export function flag(path: string, otherwise: boolean): Requirement['read'] {
  return properties => {
    const value = at(properties, path) ?? otherwise;
    return typeof value === 'string' ? value.toLowerCase() === 'true' : value;
  };
}

/** Whether a construct is a resource of that type. */
export function isOfType(construct: IConstruct, type: string): construct is CfnResource {
  return CfnResource.isCfnResource(construct) && construct.cfnResourceType === type;
}

/** Says what nobody has said, as strictly as it is asked. What is said stays, and is judged later. */
export function fillIn(resource: CfnResource, requirements: readonly Requirement[]): void {
  for (const requirement of requirements.filter(({ type, fill }) => fill && type === resource.cfnResourceType)) {
    const properties = new WholeApp(resource).properties(resource);
    if (meets(requirement, resource, properties)) continue;
    Object.entries(requirement.fill!(properties)).filter(([path]) => at(properties, path) === undefined)
      .forEach(([path, value]) => resource.addPropertyOverride(path, value));
  }
}

/** The requirements that a resource, as its template will have it, does not meet. */
export function unmet(app: WholeApp, resource: AppResource, requirements: readonly Requirement[]): Requirement[] {
  return requirements.filter(requirement =>
    requirement.type === resource.cfnResourceType && !meets(requirement, resource, app.properties(resource)));
}

/** A message for the app team. */
export function refusal(app: WholeApp, resource: AppResource, requirement: Requirement, source: string): string {
  const value = requirement.read(app.properties(resource), resource);
  const found = value === UNKNOWN ? 'is decided at deployment only' : `is ${worded(value)}`;
  return `${nameOf(resource)}: ${requirement.property} ${found}; it has to be ${requirement.asks} (${requirement.id} of ${source})`;
}

function meets(requirement: Requirement, resource: AppResource, properties: any): boolean {
  if (requirement.concerns && !requirement.concerns(properties)) return true;
  const value = requirement.read(properties, resource);
  return value !== UNKNOWN && requirement.holds(value);
}

function worded(value: unknown): string {
  return Array.isArray(value) ? value.join(', ') || 'empty' : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Whether a path is the construct's own or one that it is in. */
export function liesIn(resource: AppResource, path: string): boolean {
  return resource.node.path === path || resource.node.path.startsWith(`${path}/`);
}

/** The tags that the stack puts on each of its resources when it is deployed. */
export function tagsOfStack({ stack }: { readonly stack: Stack }): string[] {
  return Object.keys(stack.tags.tagValues());
}
