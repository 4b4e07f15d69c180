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
  if (resource instanceof IncludedResource || !Object.hasOwn(resource.constructor, 'CFN_RESOURCE_TYPE_NAME')) {
    return undefined;
  }
  const { cfnProperties, rawOverrides } = resource as Inside;
  const name = `${property.charAt(0).toLowerCase()}${property.slice(1)}`;
  const certain = cfnProperties && rawOverrides && !('Properties' in rawOverrides)
    && (resource as AppResource & CfnResource).cfnPropertyName(name) === property;
  return certain ? { value: cfnProperties[name] } : undefined;
}

/** Whether an L1 still has what it was made with, the very tokens, so that nothing need be resolved to know what its template says. */
export function isAsMade(resource: AppResource, properties: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(properties).every(([property, value]) => isDeepStrictEqual(given(resource, property), { value }));
}
