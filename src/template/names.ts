import type { LoadedTemplate } from './text/load';

/**
 * What the resources of templates that are read together are called: by the logical id, which has the template's name before it where
 * several templates make such a resource. Those of the template that was asked about keep the short name.
 *
 * Readings that are compared have one another beside them: what is called by the long name in one is so in the other.
 */
export class Names {
  private readonly made: Made;
  private readonly madeBeside: Made;
  /** Stand-ins as they would be without a template's name: each is several. */
  private readonly ambiguous = new Map<string, Set<string>>();

  constructor(templates: readonly LoadedTemplate[], private readonly home?: string, beside: readonly LoadedTemplate[] = []) {
    this.made = madeBy(templates);
    this.madeBeside = madeBy(beside);
  }

  /** As people read it. */
  public label(template: string, logicalId: string): string {
    return this.isShared(template, logicalId) ? `${template}/${logicalId}` : logicalId;
  }

  /** A value that stands for the resource, made from what is used in place of its physical name. */
  public standIn(template: string, logicalId: string, make: (name: string) => unknown): unknown {
    if (!this.isShared(template, logicalId)) return make(logicalId);
    const name = this.nameInPlace(template, logicalId);
    const value = make(name);
    if (typeof value === 'string' && value.startsWith('arn:') && value.includes(name)) {
      const short = value.replace(name, logicalId);
      this.ambiguous.set(short, (this.ambiguous.get(short) ?? new Set()).add(value));
    }
    return value;
  }

  /** What is used in place of a physical name that the deployment makes. */
  public nameInPlace(template: string, logicalId: string): string {
    return this.isShared(template, logicalId) ? `${template.replace(/\W+/g, '-')}-${logicalId}` : logicalId;
  }

  /** The ARNs that one may mean of which only the short form is given; none if it is not short for several. */
  public meantBy(resource: string): string[] {
    for (const [short, arns] of this.ambiguous) {
      if (resource === short || resource.startsWith(`${short}/`) || resource.startsWith(`${short}:`)) return [...arns];
    }
    return [];
  }

  private isShared(template: string, logicalId: string): boolean {
    return template !== this.home && [this.made, this.madeBeside].some(({ makers, types }) =>
      (makers.get(`${types.get(`${template}/${logicalId}`)} ${logicalId}`) ?? 0) > 1);
  }
}

/** How many templates make a resource of a type and a logical id, and which type each resource has. */
interface Made {
  readonly makers: Map<string, number>;
  readonly types: Map<string, string>;
}

function madeBy(templates: readonly LoadedTemplate[]): Made {
  const [makers, types] = [new Map<string, number>(), new Map<string, string>()];
  for (const { name, body } of templates) {
    for (const [logicalId, { Type }] of Object.entries(body.Resources)) {
      const key = `${Type} ${logicalId}`;
      makers.set(key, (makers.get(key) ?? 0) + 1);
      types.set(`${name}/${logicalId}`, Type);
    }
  }
  return { makers, types };
}

/**
 * Of things that are called the same, those that one template means: its own, or else those of the stacks that are nearest, such as of
 * the same stage. Several are left where none is nearer than the others.
 */
export function nearest<T extends { readonly template: string }>(things: readonly T[], template: string): readonly T[] {
  if (things.length < 2) return things;
  const path = template.split('/');
  const nearness = things
    .map(thing => thing.template === template ? Number.POSITIVE_INFINITY : sharedSteps(path, thing.template.split('/')));
  const most = Math.max(...nearness);
  return things.filter((_, i) => nearness[i] === most);
}

/** Things by what they are called. */
export function groupBy<T>(things: readonly T[], nameOf: (thing: T) => unknown): Map<unknown, T[]> {
  const groups = new Map<unknown, T[]>();
  for (const thing of things) {
    const name = nameOf(thing);
    const group = groups.get(name);
    if (group) group.push(thing);
    else groups.set(name, [thing]);
  }
  return groups;
}

function sharedSteps(a: string[], b: string[]): number {
  const differs = a.findIndex((step, i) => step !== b[i]);
  return differs < 0 ? a.length : differs;
}
