import { CfnOutput, Stack, Token, TokenComparison, Tokenization } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { AppResource, IncludedResource, resourcesOf } from './app-resource';
import { given } from './given';
import { PropertiesOnly } from './private/properties-only';
import { ReferencesByPath } from './private/references-by-path';
import { StackOrder } from './stack-order';

/** Whether a value refers to a resource. What can't be told is neither yes nor no. */
export type Refers = 'yes' | 'no' | 'unknown';

/** What a reference names. Outside of the app there is nothing to be found. */
type Target = AppResource | IConstruct | undefined;

/**
 * The resources of the whole app, in any stack and by whatever construct, with the properties that their templates will have: raw
 * resources, included templates and overrides count. The tree is walked when first asked, and once, so ask late.
 */
export class WholeApp {
  private readonly referenced = new Map<string, IConstruct>();
  private readonly resolver = new ReferencesByPath(this.referenced);
  private readonly rendered = new Map<AppResource, any>();
  private readonly owners = new Map<string, Owners>();
  private readonly byName = new Map<Stack, Map<string, AppResource>>();
  private byStack?: Map<Stack, AppResource[]>;
  private index?: ResourceIndex;
  private order?: StackOrder;

  constructor(private readonly scope: IConstruct) {}

  public of(type: string): readonly AppResource[] {
    return this.resources.byType.get(type) ?? [];
  }

  /** The properties as CloudFormation names them. Whatever isn't a plain value there is known at deployment only. */
  public properties(resource: AppResource): any {
    if (!this.rendered.has(resource)) {
      this.rendered.set(resource, this.render(resource) ?? {});
    }
    return this.rendered.get(resource);
  }

  /** One of them. A text that an L1 was given, or that it was given nothing, is known without rendering the others. */
  public property(resource: AppResource, name: string): any {
    const known = this.rendered.has(resource) ? undefined : given(resource, name);
    if (known && known.value === undefined) return undefined;
    return typeof known?.value === 'string'
      ? this.resolve(known.value, resource as AppResource & IConstruct)
      : this.properties(resource)[name];
  }

  /** The resources of that type whose property certainly names this one. */
  public partsOf(resource: AppResource, type: string, property: string = 'UserPoolId'): readonly AppResource[] {
    return this.ownersOf(type, property).parts.get(resource) ?? [];
  }

  /** The resources of that type, but for those of which another resource of the kind of this one is certainly the owner. */
  public perhapsPartsOf(resource: AppResource, type: string, property: string = 'UserPoolId'): readonly AppResource[] {
    const { parts, byKind } = this.ownersOf(type, property);
    const others = [...byKind].flatMap(([kind, ofKind]) => kind === resource.cfnResourceType ? [] : ofKind);
    const certain = parts.get(resource) ?? [];
    if (others.length === 0) return certain;
    const either = new Set([...certain, ...others]);
    return this.of(type).filter(part => either.has(part));
  }

  /** Which stacks of the app wait for which others. */
  public get stackOrder(): StackOrder {
    this.order ??= new StackOrder(this.scope.node.root.node.findAll());
    return this.order;
  }

  /** The value in which references name constructs of the whole tree, comparable between stacks. */
  public resolve(value: any, scope: IConstruct): any {
    return Tokenization.resolve(value, { scope, resolver: this.resolver, preparing: false });
  }

  /** Whether a resolved property of something in that stack is, or is made from, the resource. */
  public refersTo(value: any, asking: { readonly stack: Stack }, resource: AppResource): Refers {
    if (typeof value === 'string') {
      return value.includes('{{resolve:') ? 'unknown' : 'no';
    }
    const found = this.targets(value, asking.stack);
    if (found.includes(resource)) {
      return 'yes';
    }
    const others = found.filter(target => target && 'cfnResourceType' in target && target.cfnResourceType === resource.cfnResourceType);
    return (found.length > 0 && others.length === found.length) || livesElsewhere(asking.stack, resource) ? 'no' : 'unknown';
  }

  /** What a value that is one reference names, and by which attribute. */
  public reference(value: any, asking: { readonly stack: Stack }): { readonly target: Target; readonly attribute: string } | undefined {
    const entries = typeof value === 'object' && value !== null ? Object.entries<any>(value) : [];
    const [key, inner] = entries.length === 1 ? entries[0] : [];
    if (key === 'Ref') {
      return { target: this.target(inner, asking.stack), attribute: 'Ref' };
    }
    if (key !== 'Fn::GetAtt') {
      return undefined;
    }
    const [name, attribute] = Array.isArray(inner) ? inner : String(inner).split(/\.(.*)/s);
    return { target: this.target(name, asking.stack), attribute: String(attribute) };
  }

  private render(resource: AppResource): any {
    if (resource instanceof IncludedResource) {
      return this.resolve(resource.definition.Properties, resource.include);
    }
    const element = resource as AppResource & IConstruct & { _toCloudFormation(): { Resources?: Record<string, unknown> } };
    // a resource that keeps itself out of the template, as a policy without statements does, has none
    const [definition] = Object.values(element._toCloudFormation().Resources ?? {});
    return this.resolve(Tokenization.isResolvable(definition) ? new PropertiesOnly(definition) : definition, element)?.Properties;
  }

  private ownersOf(type: string, property: string): Owners {
    if (this.of(type).length === 0) return NOBODY;
    const key = `${type} ${property}`;
    if (!this.owners.has(key)) {
      this.owners.set(key, this.readOwners(type, property));
    }
    return this.owners.get(key)!;
  }

  private readOwners(type: string, property: string): Owners {
    const parts = new Map<AppResource, AppResource[]>();
    const byKind = new Map<string | undefined, AppResource[]>();
    for (const part of this.of(type)) {
      const value = this.property(part, property);
      const owners = [...new Set(this.targets(value, part.stack))];
      const resources = owners.filter((owner): owner is AppResource => owner !== undefined && 'cfnResourceType' in owner);
      resources.forEach(owner => add(parts, owner, part));
      const kinds = new Set(owners.length === resources.length ? resources.map(({ cfnResourceType }) => cfnResourceType) : []);
      // a text that stands there names none of this app's resources
      if (typeof value !== 'string' || value.includes('{{resolve:')) add(byKind, kinds.size === 1 ? [...kinds][0] : undefined, part);
    }
    return { parts, byKind };
  }

  private targets(value: any, stack: Stack): Target[] {
    if (typeof value !== 'object' || value === null) {
      return [];
    }
    return Object.entries<any>(value).flatMap(([key, inner]) => {
      switch (key) {
        case 'Ref':
        case 'Fn::GetAtt':
          return [this.reference({ [key]: inner }, { stack })!.target];
        case 'Fn::ImportValue':
          return this.imported(inner);
        case 'Fn::Sub':
          return this.substituted(inner, stack);
        default:
          return this.targets(inner, stack);
      }
    });
  }

  /** What the variables of a text name; those of the stack itself, such as its region, are no resources. */
  private substituted(inner: any, stack: Stack): Target[] {
    const [text, variables] = Array.isArray(inner) ? inner : [inner, {}];
    if (typeof text !== 'string') return [undefined];
    const names = [...text.matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name]) => name.trim()).filter(name => !name.startsWith('AWS::'));
    return names.flatMap(name => Object.hasOwn(variables ?? {}, name)
      ? this.targets(variables[name], stack)
      : [this.target(name.split('.')[0], stack)]);
  }

  private target(name: string, stack: Stack): Target {
    return this.referenced.get(name) ?? this.named(stack).get(name);
  }

  private imported(name: any): Target[] {
    const output = this.resources.outputs.find(candidate => candidate.exportName !== undefined
      && JSON.stringify(this.resolve(candidate.exportName, candidate)) === JSON.stringify(name));
    return output ? this.targets(this.resolve(output.value, output), output.stack) : [undefined];
  }

  private named(stack: Stack): Map<string, AppResource> {
    this.byStack ??= grouped(this.resources.all, resource => resource.stack);
    if (!this.byName.has(stack)) {
      this.byName.set(stack, new Map((this.byStack.get(stack) ?? []).map(resource => [this.logicalId(resource), resource])));
    }
    return this.byName.get(stack)!;
  }

  private logicalId(resource: AppResource): string {
    return resource instanceof IncludedResource ? resource.logicalId : this.resolve((resource as any).logicalId, resource as any);
  }

  private get resources(): ResourceIndex {
    this.index ??= indexOf(this.scope.node.root.node.findAll());
    return this.index;
  }
}

interface Owners {
  /** By the resource that they certainly are of. */
  readonly parts: ReadonlyMap<AppResource, AppResource[]>;
  /** By the kind of resource that they certainly are of; undefined where that is not known. */
  readonly byKind: ReadonlyMap<string | undefined, AppResource[]>;
}

const NOBODY: Owners = { parts: new Map(), byKind: new Map() };

interface ResourceIndex {
  readonly all: AppResource[];
  readonly byType: Map<string, AppResource[]>;
  readonly outputs: CfnOutput[];
}

function indexOf(nodes: IConstruct[]): ResourceIndex {
  const all = nodes.flatMap(resourcesOf);
  return {
    all,
    byType: grouped(all, ({ cfnResourceType }) => cfnResourceType),
    outputs: nodes.filter((node): node is CfnOutput => node instanceof CfnOutput),
  };
}

function grouped<K, V>(values: V[], keyOf: (value: V) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const value of values) {
    add(groups, keyOf(value), value);
  }
  return groups;
}

function add<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const group = groups.get(key);
  if (group) {
    group.push(value);
  } else {
    groups.set(key, [value]);
  }
}

/** No stack can hold a part of what is in another account or, IAM aside, in another region. */
function livesElsewhere(stack: Stack, { stack: home, cfnResourceType }: AppResource): boolean {
  const differ = (one: string, other: string) => Token.compareStrings(one, other) === TokenComparison.DIFFERENT;
  return differ(stack.account, home.account) || (!cfnResourceType.startsWith('AWS::IAM::') && differ(stack.region, home.region));
}
