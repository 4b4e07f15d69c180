import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';

/** A small program, and what it sets by which prop. */
export interface Proof {
  readonly make: (stack: Stack) => void;
  /** Path below the properties of the resource (`*` for the keys of a map) → the prop, and what the template then says there. */
  readonly sets: { readonly [path: string]: readonly [prop: string, value: unknown] };
}

/** A resource type: what sets its properties, and which ones nothing sets. */
export interface CoveredType {
  readonly type: string;
  readonly proofs: readonly Proof[];
  /** Path → reason. It goes for everything below the path that is not proven. */
  readonly leftOut: { readonly [path: string]: string };
}

export interface CoveredProperty {
  readonly path: string;
  /** Found in the template of a run; for a property with members, one of its members. */
  readonly prop?: string;
  readonly reason?: string;
}

/**
 * Runs the programs of a type against what the schema lists.
 *
 * @throws where a program does not set what it says, or a row is about nothing
 */
export function proven({ type, proofs, leftOut }: CoveredType, schema: readonly string[]): CoveredProperty[] {
  const props = new Map<string, string>();
  for (const { make, sets } of proofs) {
    const stack = new Stack(new App(), 'Proof');
    make(stack);
    const resources = Object.values(Template.fromStack(stack).findResources(`AWS::Cognito::${type}`));
    for (const [path, [prop, expected]] of Object.entries(sets)) {
      if (!schema.includes(path)) throw new Error(`${type}.${path} is not in the schema`);
      const found = resources.flatMap(({ Properties }) => valuesAt(Properties, path.split('.')));
      if (!found.some(value => says(value, expected))) {
        throw new Error(`${type}.${path}: ${prop} should set ${expected}, the template says ${JSON.stringify(found)}`);
      }
      props.set(path, prop);
    }
  }
  Object.keys(leftOut).filter(path => !schema.includes(path) || props.has(path)).forEach(path => {
    throw new Error(`${type}.${path} is said to be left out, but ${props.has(path) ? 'something sets it' : 'is not in the schema'}`);
  });
  return schema.map(path => {
    const prop = props.get(path) ?? (schema.some(member => member.startsWith(`${path}.`) && props.has(member))
      ? 'by its members'
      : undefined);
    if (prop !== undefined) return { path, prop };
    const above = Object.keys(leftOut).find(left => path === left || path.startsWith(`${left}.`));
    return { path, ...(above !== undefined && { reason: leftOut[above] }) };
  });
}

function valuesAt(node: unknown, [key, ...rest]: string[]): unknown[] {
  if (key === undefined) return [node];
  if (Array.isArray(node)) return node.flatMap(member => valuesAt(member, [key, ...rest]));
  if (typeof node !== 'object' || node === null) return [];
  return key === '*' ? Object.values(node).flatMap(value => valuesAt(value, rest)) : key in node ? valuesAt((node as any)[key], rest) : [];
}

function says(value: unknown, expected: unknown): boolean {
  const text = JSON.stringify(value);
  return expected instanceof RegExp ? expected.test(text) : text === JSON.stringify(expected);
}
