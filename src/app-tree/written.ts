import { CfnResource, Stack } from 'aws-cdk-lib';
import { AppResource, IncludedResource } from './app-resource';

/** A resource as its template has it, references and all. */
export interface Written {
  readonly logicalId: string;
  readonly definition: any;
}

export function writtenOf(resource: AppResource): Written {
  if (resource instanceof IncludedResource) {
    return { logicalId: resource.logicalId, definition: asText(resource.stack.resolve(resource.definition)) };
  }
  const element = resource as AppResource & CfnResource;
  const [[logicalId, definition]] = Object.entries<any>(element.stack.resolve(element._toCloudFormation()).Resources);
  return { logicalId, definition: asText(definition) };
}

/** A template is text, in which what is undefined is not there. */
function asText(definition: unknown): unknown {
  return JSON.parse(JSON.stringify(definition));
}

/**
 * What a stack is called in its app, as the command line names its template: by its path, and nested ones by the resources that make them.
 */
export function nameOfStack(stack: Stack): string {
  const { nestedStackParent: parent, nestedStackResource: resource } = stack;
  return parent && resource
    ? `${nameOfStack(parent)}/${parent.resolve((resource as CfnResource).logicalId)}`
    : stack.node.path || stack.artifactId;
}
