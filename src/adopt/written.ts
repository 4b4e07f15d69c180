import { isOpen } from '../edits/sameness';
import { references } from '../template/references';
import type { LoadedTemplate, RawResource } from '../template/text/load';
import { isObject } from '../template/values';

/** A resource as its template writes it. */
export interface WrittenResource extends RawResource {
  readonly id: string;
  readonly props: Readonly<Record<string, any>>;
}

/** The resources of a template, and what names what. */
export class WrittenTemplate {
  public readonly resources: readonly WrittenResource[];

  constructor(public readonly template: LoadedTemplate) {
    this.resources = Object.entries(template.body.Resources)
      .map(([id, raw]) => ({ ...raw, id, props: isObject(raw.Properties) ? raw.Properties : {} }));
  }

  public get name(): string {
    return this.template.name;
  }

  public of(type: string): WrittenResource[] {
    return this.resources.filter(({ Type }) => Type === type);
  }

  /** The one resource that a value is a reference to. */
  public named(value: unknown): WrittenResource | undefined {
    if (!isObject(value) || Object.keys(value).length !== 1) return undefined;
    const [id] = 'Ref' in value || 'Fn::GetAtt' in value ? references(value) : [];
    return this.resources.find(resource => resource.id === id);
  }

  /** All that a value has references to. */
  public mentioned(value: unknown): WrittenResource[] {
    const ids = new Set(references(value).map(String));
    return this.resources.filter(({ id }) => ids.has(id));
  }

  /** What of the template's other sections a value names: parameters, and conditions. */
  public otherNames(value: unknown): string[] {
    const { Parameters: parameters = {}, Conditions: conditions = {} } = this.template.body;
    const named = [...references(value).map(String).filter(id => Object.hasOwn(parameters, id)).map(id => `parameter ${id}`),
      ...conditionsIn(value).filter(id => Object.hasOwn(conditions, id)).map(id => `condition ${id}`)];
    return [...new Set(named)];
  }

  /** The outputs that name one of these resources. */
  public outputsOf(resources: ReadonlySet<WrittenResource>): string[] {
    return Object.entries(this.template.body.Outputs ?? {})
      .filter(([, output]) => this.mentioned(output.Value).some(resource => resources.has(resource)))
      .map(([id, { Export: exported }]) => `output ${id}${isObject(exported) ? `, which exports ${JSON.stringify(exported.Name)},` : ''}`);
  }
}

function conditionsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...key === 'Condition' && typeof inner === 'string'
      ? [inner]
      : key === 'Fn::If' && Array.isArray(inner) ? [String(inner[0])] : [], ...conditionsIn(inner),
  ]);
}

/** A text that is written out. */
export function literal(value: unknown): string | undefined {
  return typeof value === 'string' && !isOpen(value) ? value : undefined;
}

/** A list of such texts. */
export function literals(value: unknown): string[] | undefined {
  return Array.isArray(value) && value.every(item => literal(item) !== undefined) ? value : undefined;
}

/** What of a resource stands beside its properties, and is carried over; of its metadata, all that the CDK does not write by itself. */
export function beside({ Condition, DependsOn, DeletionPolicy, UpdateReplacePolicy, Metadata }: RawResource): Record<string, unknown> {
  const own = Object.entries(Metadata ?? {}).filter(([key]) => !/^aws:(cdk|asset):/.test(key));
  const all = { Condition, DependsOn, DeletionPolicy, UpdateReplacePolicy, Metadata: own.length > 0 ? Object.fromEntries(own) : undefined };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined && value !== null));
}

/** A construct makes what it makes: whatever hangs on a condition of the template stays raw. */
export function isPlain({ id, Condition: condition, props }: WrittenResource): boolean {
  return /^[A-Za-z0-9]+$/.test(id) && condition === undefined && !Object.keys(props).some(key => key.startsWith('Fn::'));
}
