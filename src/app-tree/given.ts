import { isDeepStrictEqual } from 'node:util';
import { CfnResource } from 'aws-cdk-lib';
import { AppResource, IncludedResource } from './app-resource';

/** What an L1 keeps to itself. */
interface Inside {
  readonly cfnProperties?: Readonly<Record<string, unknown>>;
  readonly rawOverrides?: object;
}

/**
 * What an L1 of the CDK was given for a property, tokens and all, where the template has that and nothing else: an override makes it
 * unknown here, and so does a class of somebody's own, which may render as it likes.
 */
export function given(resource: AppResource, property: string): { readonly value: unknown } | undefined {
  const name = `${property.charAt(0).toLowerCase()}${property.slice(1)}`;
  const all = allGiven(resource);
  return all && (resource as AppResource & CfnResource).cfnPropertyName(name) === property ? { value: all[name] } : undefined;
}

/**
 * Whether an L1 still has what it was made with, by the names of its own props, the very tokens, so that nothing need be resolved to know
 * what its template says.
 */
export function isAsMade(resource: AppResource, props: Readonly<Record<string, unknown>>): boolean {
  const all = allGiven(resource);
  return all !== undefined && Object.entries(props).every(([name, value]) => isDeepStrictEqual(all[name], value));
}

function allGiven(resource: AppResource): Readonly<Record<string, unknown>> | undefined {
  if (resource instanceof IncludedResource || !Object.hasOwn(resource.constructor, 'CFN_RESOURCE_TYPE_NAME')) {
    return undefined;
  }
  const { cfnProperties, rawOverrides } = resource as Inside;
  return rawOverrides && !('Properties' in rawOverrides) ? cfnProperties : undefined;
}
