import { Parameters, PassedOn } from './parameters';
import { ParameterValues, SameParameter } from './resolve/conditions/parameter-values';
import { TemplateConditions } from './resolve/conditions/template-conditions';
import { Evaluation, TriedPart } from './resolve/evaluation';
import { callFunction, isFunction, Resolver } from './resolve/intrinsics';
import { gap, unread } from './resolve/marks';
import { POLICY_PROPERTIES } from './resolve/policy-properties';
import { OpenCondition, Reading } from './resolve/reading';
import { shaped } from './resolve/shape';
import { SHAPES } from './resolve/shapes';
import { StackOutput } from './resolve/stack-output';
import { ACCOUNT, REGION } from './resolve/stand-ins';
import { Place } from './resolve/symbols';
import { withStackTags } from './stack-tags';
import { LoadedTemplate, RawResource } from './text/load';
import { isNoValue, isObject, isUnresolved, NO_VALUE, unresolved } from './values';
import { partitionOf, urlSuffixOf } from '../private/text/region';

/** What a scope asks of the other templates that were read with it. */
export interface Neighbours extends PassedOn {
  imported(name: string, from: TemplateScope): unknown;
  stackOutput(wanted: StackOutput, from: TemplateScope): unknown;
  /** What one of the templates writes into Parameter Store; undefined if none or several do. */
  stored(name: string, from: TemplateScope): unknown;
  nested(template: string, logicalId: string): TemplateScope | undefined;
  /** The parameter of the template outside, where one is passed on as it is. */
  sameOutside(child: LoadedTemplate, parameter: string): SameParameter | undefined;
  /** The conditions on which a nested stack is itself made, as of a resource; one that is not nested hangs on none. */
  conditionsOfNested(template: LoadedTemplate): string[] | undefined;
}

/**
 * One template with everything needed to evaluate its functions. Each resource's properties are resolved once, when asked for.
 */
export class TemplateScope implements Resolver {
  public readonly place: Place;
  private readonly properties = new Map<string, Record<string, unknown>>();
  private readonly symbols = new Map<string, unknown>();
  /** What is told of the parameters by their values. */
  public readonly values: ParameterValues;
  private readonly parameters: Parameters;
  private readonly conditions: TemplateConditions;
  private readonly evaluation = new Evaluation(why => this.unknown(why));
  private outer: string[] | undefined | 'not asked' = 'not asked';

  /**
   * @param standIn where a template is taken to be deployed that does not say it
   */
  constructor(
    public readonly template: LoadedTemplate, private readonly neighbours: Neighbours, private readonly reading: Reading,
    standIn: string = REGION,
  ) {
    const keyOf = (name: string) => `${template.name}/${name}`;
    this.values = new ParameterValues(template.body, keyOf, parameter => neighbours.sameOutside(template, parameter));
    this.conditions = new TemplateConditions(template.body.Conditions ?? {}, this, this.evaluation, keyOf);
    const region = template.region ?? standIn;
    this.place = {
      region,
      account: template.account ?? ACCOUNT,
      partition: partitionOf(region),
      urlSuffix: urlSuffixOf(region),
      stackName: template.stackName ?? template.name,
    };
    this.parameters = new Parameters(this, neighbours, reading);
  }

  /** A value with its functions evaluated. What is null, such as what a stray dash of YAML leaves, is not there. */
  public resolve(value: unknown): unknown {
    if (typeof value === 'string') {
      return value.includes('{{resolve:') ? this.unknown(`${value} is looked up at deployment`, value) : value;
    }
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(item => this.resolve(item)).filter(item => item !== null && !isNoValue(item));
    const given = value as Record<string, unknown>;
    const keys = Object.keys(given);
    if (keys.length === 1 && isFunction(keys[0], given[keys[0]])) return callFunction(keys[0], given[keys[0]], this);
    const resolved: Record<string, unknown> = {};
    for (const key of keys) {
      const property = this.resolveAs(key, given[key]);
      if (property !== null && !isNoValue(property)) resolved[key] = property;
    }
    return resolved;
  }

  private resolveAs(key: string, value: unknown): unknown {
    if (HOLD_POLICIES.has(key)) return this.evaluation.forPolicy(() => this.resolve(value));
    const part = TRIED_PARTS.get(key);
    return part ? this.evaluation.forPart(part, () => this.resolve(value)) : this.resolve(value);
  }

  /** The properties of a resource, resolved. */
  public propertiesOf(logicalId: string): Record<string, unknown> {
    const known = this.properties.get(logicalId);
    if (known) return known;
    const resource: RawResource | undefined = this.template.body.Resources[logicalId];
    const resolved = this.evaluation.guarded(`properties of ${logicalId}`, () => this.resolve(resource?.Properties ?? {}));
    const shapely = this.inShape(resource?.Type, logicalId, isObject(resolved) ? resolved : {});
    const { tags } = this.template;
    // of all that a stack tags, only the tags of roles say who somebody is
    const properties = tags && resource?.Type === 'AWS::IAM::Role' ? withStackTags(shapely, tags) : shapely;
    this.properties.set(logicalId, properties);
    return properties;
  }

  private inShape(type: string | undefined, logicalId: string, properties: Record<string, unknown>): Record<string, unknown> {
    if (type === undefined || !Object.hasOwn(SHAPES, type) || isUnresolved(properties)) return properties;
    return shaped(
      properties, SHAPES[type], (path, why) => this.unknown(`${path} of ${logicalId} ${why}`, unread(path)),
    ) as Record<string, unknown>;
  }

  /** The conditions on which a resource is made, as far as they are not decided; none at all if it is not made. */
  public conditionsOf(logicalId: string): string[] | undefined {
    if (this.outer === 'not asked') this.outer = this.neighbours.conditionsOfNested(this.template);
    return this.outer && this.conditions.under(this.template.body.Resources[logicalId]?.Condition, this.outer);
  }

  /** Whether the template has this output, its condition being one that may hold. */
  public hasOutput(name: string): boolean {
    const output = this.template.body.Outputs?.[name];
    return output !== undefined && output !== null && this.conditions.under(output.Condition, []) !== undefined;
  }

  /** What a nested stack is given for a parameter; no value if it is left to its default. */
  public passed(nestedStack: string, parameter: string, deciding: boolean): unknown {
    const parameters = deciding
      ? this.evaluation.decide(() => this.resolve(this.template.body.Resources[nestedStack].Properties?.Parameters))
      : this.propertiesOf(nestedStack).Parameters;
    return isUnresolved(parameters) ? parameters : (parameters as Record<string, unknown> | undefined)?.[parameter] ?? NO_VALUE;
  }

  /** The same as it is written there. */
  public writtenFor(nestedStack: string, parameter: string): unknown {
    const parameters: unknown = this.template.body.Resources[nestedStack].Properties?.Parameters;
    return isObject(parameters) ? parameters[parameter] : undefined;
  }

  public ref(name: string): unknown {
    const { deciding, inPolicy, part } = this.evaluation;
    const pseudo = name.startsWith('AWS::') ? this.parameters.pseudo(name, inPolicy, deciding) : undefined;
    if (pseudo !== undefined) return pseudo;
    if (!deciding && this.symbols.has(name)) return this.symbols.get(name);
    const resource = this.template.body.Resources[name];
    if (resource) {
      const why = this.whyNot(name);
      if (why) return this.unknown(why, gap(name));
      const give = () => this.reading.ref(resource, name, property => this.propertyOf(resource, property), this.place);
      return this.reading.readsProperties ? this.symbol(name, give) : give();
    }
    if (this.template.body.Parameters?.[name]) return this.parameters.value(name, deciding, part);
    return this.unknown(`${name} is neither a resource nor a parameter of ${this.template.name}`, gap(name));
  }

  public attribute(logicalId: string, attribute: string): unknown {
    const resource = this.template.body.Resources[logicalId];
    if (!resource) return this.unknown(`${logicalId} is not a resource of ${this.template.name}`, gap(`${logicalId}.${attribute}`));
    const key = `${logicalId}.${attribute}`;
    if (!this.evaluation.deciding && this.symbols.has(key)) return this.symbols.get(key);
    const why = this.whyNot(logicalId);
    if (why) return this.unknown(why, gap(key));
    if (resource.Type === 'AWS::CloudFormation::Stack' && attribute.startsWith('Outputs.')) {
      const nested = this.neighbours.nested(this.template.name, logicalId);
      return nested
        ? nested.output(attribute.slice('Outputs.'.length))
        : this.unknown(`${key} comes from a nested stack that was not read`, unread(key));
    }
    const property = (name: string) => this.propertyOf(resource, name);
    if (resource.Type === 'Custom::AWSCDKCfnJson' && attribute === 'Value') {
      return this.symbol(
        key, () => parsed(property('Value'), logicalId),
      );
    }
    const give = () => this.reading.attribute(resource, logicalId, attribute, property, this.place);
    return this.reading.readsProperties ? this.symbol(key, give) : give();
  }

  public output(name: string): unknown {
    return this.hasOutput(name)
      ? this.evaluation.guarded(`output ${name}`, () => this.resolve(this.template.body.Outputs![name].Value))
      : this.unknown(`${this.template.name} has no output ${name}`, unread(`${this.template.name}.${name}`));
  }

  public mapping(name: string, first: string, second: string): unknown {
    const map = this.template.body.Mappings?.[name];
    return map?.[first] && Object.hasOwn(map[first], second) ? map[first][second] : undefined;
  }

  public keysOfMapping(name: string, row?: string): string[] {
    const map = this.template.body.Mappings?.[name];
    const keyed = row === undefined ? map : map?.[row];
    return isObject(keyed) ? Object.keys(keyed) : [];
  }

  public stackOutput(wanted: StackOutput): unknown {
    const what = `${wanted.stack}.${wanted.output}`;
    if (this.evaluation.deciding) return this.unknown(`output ${what} is given at deployment`, gap(what));
    return this.evaluation.guarded(`stack output ${wanted.region ?? ''} ${what}`, () => this.neighbours.stackOutput(wanted, this));
  }

  public imported(name: string): unknown {
    if (this.evaluation.deciding) return this.unknown(`the import ${name} is given at deployment`, gap(name));
    return this.neighbours.imported(name, this);
  }

  /** Whether a condition holds; undefined if that depends on how the template is deployed. */
  public condition(name: string): boolean | undefined {
    return this.conditions.outcome(name);
  }

  public choose(condition: string, whenTrue: unknown, whenFalse: unknown): unknown {
    return this.conditions.choose(condition, whenTrue, whenFalse);
  }

  public unknown(why: string, text?: string): unknown {
    return this.reading.unknown(why, text);
  }

  public cut(text: string, separator: string): string[] | undefined {
    return this.reading.cut(text, separator);
  }

  /** Which of the values that it allows a parameter is taken to have. */
  public chosen(parameter: string): string | undefined {
    return this.parameters.chosen(parameter);
  }

  public holds(open: OpenCondition): boolean | undefined {
    return this.parameters.holds(open);
  }

  /** Whether an expression of this template gives a text. */
  public gives(expression: unknown, text: string): boolean | undefined {
    return this.conditions.decided({ 'Fn::Equals': [expression, text] });
  }

  /** What Parameter Store has is known if a template that was read with this one writes it. */
  public stored(name: string): unknown {
    return this.evaluation.guarded(`stored parameter ${name}`, () => this.neighbours.stored(name, this));
  }

  /** Why a resource can't be referred to. */
  private whyNot(logicalId: string): string | undefined {
    if (this.evaluation.deciding) return `${logicalId} is made at deployment`;
    return this.conditionsOf(logicalId) ? undefined : `${logicalId} is not made: its condition does not hold`;
  }

  /** What a resource says of itself, which others are read with. */
  private propertyOf(resource: RawResource, name: string): unknown {
    return this.evaluation.forPolicy(() => this.resolve(resource.Properties?.[name]), false);
  }

  private symbol(key: string, compute: () => unknown): unknown {
    if (!this.symbols.has(key)) this.symbols.set(key, this.evaluation.guarded(key, compute));
    return this.symbols.get(key);
  }
}

/** The parts of a statement of which each value is tried that parameters in them may have. */
const TRIED_PARTS = new Map<string, TriedPart>([
  ['Action', 'actions'], ['NotAction', 'actions'], ['Resource', 'resources'], ['NotResource', 'resources'],
]);

/** The properties that are a policy, or hold one. */
const HOLD_POLICIES = new Set([
  'AssumeRolePolicyDocument', 'PolicyDocument', ...Object.values(POLICY_PROPERTIES).map(path => path.split('.').at(-1)!),
]);

function parsed(value: unknown, logicalId: string): unknown {
  const text = isUnresolved(value) ? value.Text : value;
  if (typeof text !== 'string') return value ?? unresolved(`${logicalId} has no Value`);
  try {
    return JSON.parse(text);
  } catch {
    return unresolved(`the Value of ${logicalId} is not JSON`);
  }
}
