import { CfnOutput, CfnResource, DefaultTokenResolver, IPostProcessor, IResolvable, IResolveContext, Reference, Stack, Tokenization } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** Whether a value refers to a resource. What can't be told is neither yes nor no. */
export type Refers = 'yes' | 'no' | 'unknown';

/**
 * The resources of the whole app, in any stack and by whatever construct, with the properties that their templates will have: raw
 * resources and overrides count. The tree is walked when first asked, and once, so ask late.
 */
export class WholeApp {
  private readonly referenced = new Map<string, IConstruct>();
  private readonly resolver = new ReferencesByPath(this.referenced);
  private readonly rendered = new Map<CfnResource, any>();
  private nodes?: IConstruct[];

  constructor(private readonly scope: IConstruct) {}

  public of(type: string): CfnResource[] {
    return this.constructs.filter(CfnResource.isCfnResource).filter(({ cfnResourceType }) => cfnResourceType === type);
  }

  /** The properties as CloudFormation names them. Whatever isn't a plain value there is known at deployment only. */
  public properties(resource: CfnResource): any {
    if (!this.rendered.has(resource)) {
      const { Resources } = this.resolve(resource._toCloudFormation(), resource);
      this.rendered.set(resource, Object.values<any>(Resources)[0].Properties ?? {});
    }
    return this.rendered.get(resource);
  }

  /** The resources of that type that certainly belong to the user pool. */
  public partsOf(userPool: CfnResource, type: string): CfnResource[] {
    return this.of(type).filter(part => this.refersTo(this.properties(part).UserPoolId, part, userPool) === 'yes');
  }

  /** The value in which references name constructs of the whole tree, comparable between stacks. */
  public resolve(value: any, scope: IConstruct): any {
    return Tokenization.resolve(value, { scope, resolver: this.resolver, preparing: false });
  }

  /** Whether a resolved property of something in that scope is, or is made from, the resource. */
  public refersTo(value: any, scope: IConstruct, resource: CfnResource): Refers {
    if (typeof value === 'string') {
      return value.includes('{{resolve:') ? 'unknown' : 'no';
    }
    const found = this.targets(value, scope);
    if (found.includes(resource)) {
      return 'yes';
    }
    const others = found.filter(target => target && CfnResource.isCfnResource(target) && target.cfnResourceType === resource.cfnResourceType);
    return found.length > 0 && others.length === found.length ? 'no' : 'unknown';
  }

  private targets(value: any, scope: IConstruct): (IConstruct | undefined)[] {
    if (typeof value !== 'object' || value === null) {
      return [];
    }
    return Object.entries<any>(value).flatMap(([key, inner]) => {
      switch (key) {
        case 'Ref':
          return [this.target(inner, scope)];
        case 'Fn::GetAtt':
          return [this.target(Array.isArray(inner) ? inner[0] : String(inner).split('.')[0], scope)];
        case 'Fn::ImportValue':
          return this.imported(inner);
        case 'Fn::Sub':
          return [undefined];
        default:
          return this.targets(inner, scope);
      }
    });
  }

  private target(name: string, scope: IConstruct): IConstruct | undefined {
    return this.referenced.get(name) ?? this.constructs.filter(CfnResource.isCfnResource)
      .find(resource => resource.stack === Stack.of(scope) && this.resolve(resource.logicalId, resource) === name);
  }

  private imported(name: any): (IConstruct | undefined)[] {
    const output = this.constructs.find((node): node is CfnOutput => node instanceof CfnOutput
      && node.exportName !== undefined && JSON.stringify(this.resolve(node.exportName, node)) === JSON.stringify(name));
    return output ? this.targets(this.resolve(output.value, output), output) : [undefined];
  }

  private get constructs(): IConstruct[] {
    this.nodes ??= this.scope.node.root.node.findAll();
    return this.nodes;
  }
}

/** An L1 inside a construct goes by the construct's path, which is what its author wrote. */
export function nameOf(resource: CfnResource): string {
  const { scope } = resource.node;
  return scope && !Stack.isStack(scope) && scope.node.defaultChild === resource ? scope.node.path : resource.node.path;
}

/** Whether a resolved value is computed by CloudFormation, so that nothing can be said of it here. */
export function isIntrinsic(value: any): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).some(key => key === 'Ref' || key.startsWith('Fn::'));
}

/** Whether a list of a template has the text; one that CloudFormation computes may have it. */
export function mayList(value: any, text: string): boolean {
  return isIntrinsic(value) || (Array.isArray(value) && value.some(item => item === text || isIntrinsic(item)));
}

/** References keep their target: a stack would turn one to another stack into an import, and a nested stack into a parameter. */
class ReferencesByPath extends DefaultTokenResolver {
  constructor(private readonly referenced: Map<string, IConstruct>) {
    super({ join: (left, right) => typeof left === 'string' && typeof right === 'string' ? left + right : { 'Fn::Join': ['', [left, right]] } });
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): any {
    if (!Reference.isReference(token)) {
      return super.resolveToken(token, context, postProcessor);
    }
    const name = `/${token.target.node.path}`;
    this.referenced.set(name, token.target);
    return { Ref: name };
  }
}
