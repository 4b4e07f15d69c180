import { CfnResource, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { references } from '../../template/references';

/**
 * Which resource of one stack waits for which, as CloudFormation reads it from the template. A resource is resolved when it is first
 * asked about, and only then.
 */
export class ResourceGraph {
  private readonly byLogicalId: Map<string, CfnResource>;
  private readonly edges = new Map<CfnResource, CfnResource[]>();

  constructor(private readonly stack: Stack) {
    this.byLogicalId = new Map(stack.node.findAll().filter(isResource).filter((resource) => resource.stack === stack)
      .map((resource) => [stack.resolve(resource.logicalId), resource]));
  }

  /**
   * The resources that a piece of the template refers to.
   */
  public referredTo(value: unknown): CfnResource[] {
    return [...new Set(references(this.stack.resolve(value)))].flatMap((id) => this.byLogicalId.get(id) ?? []);
  }

  /**
   * What a resource waits for.
   */
  public waitsFor(resource: CfnResource): CfnResource[] {
    const known = this.edges.get(resource);
    if (known) {
      return known;
    }
    const found = this.referredTo(resource._toCloudFormation());
    this.edges.set(resource, found);
    return found;
  }

  /**
   * From one resource to another that it waits for, both included.
   */
  public shortestPath(from: CfnResource, to: CfnResource): CfnResource[] | undefined {
    const reachedFrom = new Map<CfnResource, CfnResource | undefined>([[from, undefined]]);
    // a map takes what is added while it is walked, in this order
    for (const [resource] of reachedFrom) {
      if (resource === to) {
        return wayTo(resource, reachedFrom);
      }
      this.waitsFor(resource).filter((next) => !reachedFrom.has(next)).forEach((next) => reachedFrom.set(next, resource));
    }
    return undefined;
  }
}

function wayTo(resource: CfnResource, reachedFrom: Map<CfnResource, CfnResource | undefined>): CfnResource[] {
  const before = reachedFrom.get(resource);
  return [...(before ? wayTo(before, reachedFrom) : []), resource];
}

function isResource(node: IConstruct): node is CfnResource {
  return CfnResource.isCfnResource(node);
}
