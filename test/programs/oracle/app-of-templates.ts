import { Props } from './template-rules';

/** A resource of one of the templates; it is the same object whoever finds it. */
export interface Found {
  readonly stack: string;
  readonly id: string;
  readonly type: string;
  readonly properties: Props;
  readonly dependsOn: readonly string[];
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** All templates of a program together: who is meant by a reference, over exports and nested stacks. */
export class AppOfTemplates {
  public readonly resources: readonly Found[];
  private readonly exports = new Map<string, { stack: string; value: unknown }>();

  constructor(private readonly templates: Record<string, Props>) {
    this.resources = Object.entries(templates).flatMap(([stack, { Resources = {} }]) =>
      Object.entries<Props>(Resources).map(([id, { Type, Properties = {}, DependsOn = [] }]) =>
        ({ stack, id, type: Type, properties: Properties, dependsOn: [DependsOn].flat() })));
    for (const [stack, { Outputs = {} }] of Object.entries(templates)) {
      for (const { Export, Value } of Object.values<Props>(Outputs)) {
        if (Export) this.exports.set(JSON.stringify(Export.Name), { stack, value: Value });
      }
    }
  }

  public of(type: string): Found[] {
    return this.resources.filter(found => found.type === type);
  }

  /** The resource that a value names, by its reference or one of its attributes. */
  public meant(value: unknown, stack: string): Found | undefined {
    const { Ref: ref, 'Fn::GetAtt': attribute, 'Fn::ImportValue': imported } = (value ?? {}) as Props;
    if (typeof ref === 'string') return this.find(stack, ref) ?? this.handedIn(ref, stack);
    if (attribute) {
      const [id, name] = attribute as string[];
      const inner = this.templates[`${stack}/${id}`];
      return name.startsWith('Outputs.') && inner
        ? this.meant(inner.Outputs[name.slice('Outputs.'.length)].Value, `${stack}/${id}`) : this.find(stack, id);
    }
    if (imported !== undefined) {
      const exported = this.exports.get(JSON.stringify(imported));
      return exported && this.meant(exported.value, exported.stack);
    }
    return undefined;
  }

  /** What belongs to a resource, by the property that names it. */
  public partsOf(whole: Found, type: string, property = 'UserPoolId'): Found[] {
    return this.of(type).filter(part => this.meant(part.properties[property], part.stack) === whole);
  }

  /** Whether one is made after the other: by dependency, by reference, or because its whole stack is. */
  public follows(one: Found, other: Found): boolean {
    if (one.stack !== other.stack) return true;
    return one.dependsOn.includes(other.id) || this.mentions(one.properties, other, one.stack);
  }

  public mentions(value: unknown, other: Found, stack: string): boolean {
    if (typeof value !== 'object' || value === null) return false;
    return this.meant(value, stack) === other || Object.values(value).some(member => this.mentions(member, other, stack));
  }

  private find(stack: string, id: string): Found | undefined {
    return this.resources.find(found => found.stack === stack && found.id === id);
  }

  /** A parameter of a nested stack has the value that the stack around it gives. */
  private handedIn(parameter: string, stack: string): Found | undefined {
    const at = stack.lastIndexOf('/');
    const nested = at < 0 ? undefined : this.find(stack.slice(0, at), stack.slice(at + 1));
    const value = nested?.properties.Parameters?.[parameter];
    return value === undefined ? undefined : this.meant(value, nested!.stack);
  }
}

/** What there is more than once, by what is compared. */
export function twice<T>(members: readonly T[], key: (member: T) => unknown): T[] {
  return members.filter((member, i) => members.slice(0, i).some(earlier => same(key(earlier), key(member))));
}
