/** A template and where it was read. */
export interface TemplateInput {
  readonly name: string;
  readonly body: any;
}

/** The templates that are read together, one of the two ways in which the open conditions may turn out. */
export interface World {
  readonly templates: TemplateInput[];
  readonly openConditions: boolean;
}

type Json = Record<string, any>;

/** Stands for a value that is not in the templates. */
export const UNKNOWN = '«?';

/**
 * Evaluates the functions of a template as far as they can be: references become marks such as `«0:Pool.Arn»`, what is decided at
 * deployment becomes a mark that starts with `«?`.
 */
export class Reader {
  private readonly resolving = new Set<string>();

  constructor(private readonly world: World, private readonly index: number) {}

  private get body(): any {
    return this.world.templates[this.index].body;
  }

  /** Whether a resource is created in this world. */
  public condition(name: string): boolean {
    const definition = this.body.Conditions?.[name];
    if (definition === undefined || this.resolving.has(name)) return this.world.openConditions;
    this.resolving.add(name);
    try {
      return this.holds(definition);
    } finally {
      this.resolving.delete(name);
    }
  }

  public read(value: any): any {
    if (Array.isArray(value)) return value.map(item => this.read(item)).filter(item => item !== undefined);
    if (typeof value !== 'object' || value === null) return value;
    const keys = Object.keys(value);
    if (keys.length === 1 && (keys[0] === 'Ref' || keys[0].startsWith('Fn::'))) return this.evaluate(keys[0], value[keys[0]]);
    const result: Json = {};
    for (const key of keys) {
      const item = this.read(value[key]);
      if (item !== undefined) result[key] = item;
    }
    return result;
  }

  private evaluate(fn: string, argument: any): any {
    switch (fn) {
      case 'Ref': return this.reference(String(argument));
      case 'Fn::GetAtt': return this.attribute(argument);
      case 'Fn::Sub': return this.substitute(argument);
      case 'Fn::Join': return this.join(argument);
      case 'Fn::If': return this.read(argument[this.condition(argument[0]) ? 1 : 2]);
      case 'Fn::Select': return this.select(argument);
      case 'Fn::Split': return this.split(argument);
      case 'Fn::FindInMap': return this.findInMap(argument);
      case 'Fn::ImportValue': return this.imported(argument);
      default: return `${UNKNOWN}${fn}»`;
    }
  }

  private reference(name: string): any {
    if (name === 'AWS::NoValue') return undefined;
    if (this.body.Resources?.[name]) return `«${this.index}:${name}»`;
    const parameter = this.body.Parameters?.[name];
    if (!parameter) return name.startsWith('AWS::') ? `«${name}»` : `${UNKNOWN}${name}»`;
    if (parameter.Default === undefined || String(parameter.Type).startsWith('AWS::SSM::')) return `${UNKNOWN}${name}»`;
    return /List/.test(parameter.Type) ? String(parameter.Default).split(',').map(item => item.trim()) : parameter.Default;
  }

  private attribute(argument: any): string {
    const [id, ...rest] = typeof argument === 'string' ? argument.split('.') : argument;
    return this.body.Resources?.[id] ? `«${this.index}:${id}.${rest.join('.')}»` : `${UNKNOWN}${id}»`;
  }

  private substitute(argument: any): string {
    const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
    return String(text).replace(/\$\{(!?)([^}]*)\}/g, (_all, literal, name) => {
      if (literal) return `\${${name}}`;
      if (variables && name in variables) return String(this.read(variables[name]));
      return String(name.includes('.') && this.body.Resources?.[name.split('.')[0]] ? this.attribute(name) : this.reference(name));
    });
  }

  private join([separator, parts]: [string, any]): string {
    const read = this.read(parts);
    return Array.isArray(read) ? read.map(String).join(separator) : String(read);
  }

  private select([position, list]: [any, any]): any {
    const read = this.read(list);
    return Array.isArray(read) ? read[Number(position)] : `${UNKNOWN}Select»`;
  }

  private split([separator, text]: [string, any]): any {
    const read = this.read(text);
    return typeof read === 'string' && !read.includes('«') ? read.split(separator) : `${UNKNOWN}Split»`;
  }

  private findInMap(argument: any[]): any {
    const [map, first, second] = this.read(argument);
    return this.body.Mappings?.[map]?.[first]?.[second] ?? `${UNKNOWN}FindInMap»`;
  }

  private imported(argument: any): any {
    const name = this.read(argument);
    for (let i = 0; i < this.world.templates.length; i++) {
      if (i === this.index) continue;
      const other = new Reader(this.world, i);
      for (const output of Object.values<any>(this.world.templates[i].body.Outputs ?? {})) {
        if (output?.Export && other.read(output.Export.Name) === name) return other.read(output.Value);
      }
    }
    return `${UNKNOWN}${name}»`;
  }

  private holds(definition: any): boolean {
    const [fn, argument] = Object.entries<any>(definition ?? {})[0] ?? [];
    switch (fn) {
      case 'Condition': return this.condition(argument);
      case 'Fn::Not': return !this.holds(argument[0]);
      case 'Fn::And': return argument.every((part: any) => this.holds(part));
      case 'Fn::Or': return argument.some((part: any) => this.holds(part));
      case 'Fn::Equals': return argument.every((part: any) => typeof part !== 'object') ? String(argument[0]) === String(argument[1]) : this.world.openConditions;
      default: return this.world.openConditions;
    }
  }
}
