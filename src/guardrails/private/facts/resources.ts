import { OutputFact, ResourceFact } from './types';
import { Assembly } from '../../../template/assembly';
import { groupBy } from '../../../template/names';
import { OneSpelling } from '../../../template/one-spelling';
import { references } from '../../../template/references';
import { keyOf, marked } from '../../../template/resolve/marks';
import type { World } from '../../../template/resolve/reading';
import { TemplateScope } from '../../../template/template-scope';
import { LoadedTemplate, RawResource } from '../../../template/text/load';

/** The resources of templates that are read together, as they are in one world. What no rule asks for is not resolved. */
export class Resources {
  private readonly assembly: Assembly;
  private readonly scopes: TemplateScope[];
  private readonly spelling: OneSpelling;
  private readonly byType: Map<unknown, { index: number; id: string; raw: RawResource }[]>;
  private written?: OutputFact[];
  private readonly found = new Map<string, ResourceFact[]>();
  private readonly known = new Map<string, ResourceFact | undefined>();

  constructor(templates: LoadedTemplate[], world: World) {
    this.assembly = Assembly.inWorld(templates, world);
    this.scopes = this.assembly.scopes;
    this.spelling = new OneSpelling(this.scopes);
    const written =
      this.scopes.flatMap(({ template }, index) => Object.entries(template.body.Resources).map(([id, raw]) => ({ index, id, raw })));
    this.byType = groupBy(written, ({ raw }) => raw.Type);
  }

  public ofType(type: string): ResourceFact[] {
    let found = this.found.get(type);
    if (!found) {
      found = (this.byType.get(type) ?? []).flatMap(({ index, id, raw }) => this.resource(index, id, raw) ?? []);
      this.found.set(type, found);
    }
    return found;
  }

  /** Those that are not made in this world. */
  public leftOut(type: string): ResourceFact[] {
    return (this.byType.get(type) ?? []).filter(({ index, id, raw }) => !this.resource(index, id, raw))
      .map(({ index, id, raw }) => this.described(`${index}:${id}`, index, id, raw));
  }

  /** Whether what is written for a property refers to a resource of the same template, whatever its conditions say. */
  public names({ key }: ResourceFact, property: string, named: ResourceFact): boolean {
    const [index, id] = key.split(':');
    const { Properties } = this.scopes[Number(index)].template.body.Resources[id];
    return named.key.startsWith(`${index}:`) && references(Properties?.[property]).includes(named.id);
  }

  /** The resource that a value refers to. */
  public target(value: unknown): ResourceFact | undefined {
    const [index, id] = keyOf(value)?.split(':') ?? [];
    const raw = this.scopes[Number(index)]?.template.body.Resources[id];
    return raw && this.resource(Number(index), id, raw);
  }

  public get notRead(): Assembly['notRead'] {
    return this.assembly.notRead;
  }

  public get outputs(): OutputFact[] {
    return this.written ??= this.scopes.flatMap(scope => Object.keys(scope.template.body.Outputs ?? {})
      .map(name => ({ template: scope.template.name, name, value: this.spelling.of(marked(scope.output(name)), scope) })));
  }

  public regionOf(resource: ResourceFact): string | undefined {
    return this.scopeOf(resource).template.region;
  }

  public accountOf(resource: ResourceFact): string {
    return this.scopeOf(resource).place.account;
  }

  public isAccountTold(resource: ResourceFact): boolean {
    return this.scopeOf(resource).template.account !== undefined;
  }

  /** Whether a parameter of a template has this text by default, so that the text may only hold the place. */
  public isDefault(text: string): boolean {
    return this.scopes.some(({ template }) =>
      Object.values<any>(template.body.Parameters ?? {}).some(parameter => parameter?.Default === text));
  }

  private scopeOf({ key }: ResourceFact): TemplateScope {
    return this.scopes[Number(key.split(':')[0])];
  }

  /** Nothing for a resource whose condition does not hold. */
  private resource(index: number, id: string, raw: RawResource): ResourceFact | undefined {
    const key = `${index}:${id}`;
    if (!this.known.has(key)) this.known.set(key, this.read(key, index, id, raw));
    return this.known.get(key);
  }

  private read(key: string, index: number, id: string, raw: RawResource): ResourceFact | undefined {
    return this.scopes[index].conditionsOf(id) ? this.described(key, index, id, raw) : undefined;
  }

  private described(key: string, index: number, id: string, raw: RawResource): ResourceFact {
    const scope = this.scopes[index];
    const path = raw.Metadata?.['aws:cdk:path'];
    const { spelling } = this;
    let props: Record<string, any> | undefined;
    return {
      key,
      id,
      type: raw.Type,
      template: scope.template.name,
      path: typeof path === 'string' ? path : undefined,
      deletionPolicy: raw.DeletionPolicy,
      get props() { return props ??= spelling.ofProperties(raw.Type, marked(scope.propertiesOf(id)), scope); },
    };
  }
}
