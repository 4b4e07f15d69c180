import { CfnElement, CfnOutput, CfnParameter, CfnResource, CfnRule, Stack } from 'aws-cdk-lib';
import { IConstruct, Node } from 'constructs';

/** A resource that the app puts into a template, as an L1 or inside an included template. */
export interface AppResource {
  readonly cfnResourceType: string;
  readonly node: Node;
  readonly stack: Stack;
}

/** A resource of a template that was included as it is, so that no construct stands for it. */
export class IncludedResource implements AppResource {
  public readonly cfnResourceType: string;
  public readonly node: Node;
  public readonly stack: Stack;

  constructor(public readonly include: CfnElement, public readonly logicalId: string, public readonly definition: any) {
    this.cfnResourceType = String(definition.Type);
    this.node = include.node;
    this.stack = include.stack;
  }
}

/** The resources that a construct puts into its template. */
export function resourcesOf(node: IConstruct): AppResource[] {
  if (CfnResource.isCfnResource(node)) {
    return [node];
  }
  if (!CfnElement.isCfnElement(node) || isNoResource(node)) {
    return [];
  }
  const { Resources: resources } = node._toCloudFormation() as any;
  return typeof resources === 'object' && resources !== null
    ? Object.entries<any>(resources).filter(([, definition]) => typeof definition?.Type === 'string')
      .map(([logicalId, definition]) => new IncludedResource(node, logicalId, definition))
    : [];
}

/** Whether an element has no resources whatever it renders. The CDK puts a parameter and a rule into every stack. */
function isNoResource(element: CfnElement): boolean {
  return element instanceof CfnParameter || element instanceof CfnRule || element instanceof CfnOutput;
}

/** What tells a resource from all others of the app. */
export function placeOf(resource: Pick<AppResource, 'node'>): string {
  return resource instanceof IncludedResource ? `${resource.node.path}/${resource.logicalId}` : resource.node.path;
}

/** An L1 inside a construct goes by the construct's path, which is what its author wrote. */
export function nameOf(resource: AppResource): string {
  if (resource instanceof IncludedResource) {
    return `${resource.logicalId} of ${resource.node.path}`;
  }
  const { scope } = resource.node;
  return scope && !Stack.isStack(scope) && scope.node.defaultChild?.node === resource.node ? scope.node.path : resource.node.path;
}
