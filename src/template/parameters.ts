import type { ParameterValues } from './resolve/conditions/parameter-values';
import type { TriedPart } from './resolve/evaluation';
import { gap, unread } from './resolve/marks';
import type { OpenCondition, Reading } from './resolve/reading';
import type { Place } from './resolve/symbols';
import type { LoadedTemplate } from './text/load';
import { alternatives, asString, isNoValue, isObject, NO_VALUE, unresolved } from './values';
import { asList } from '../private/as-list';

/** Where a nested stack has the value of a parameter from: the template that nests it, and what is written there. */
export interface Outside {
  readonly scope: {
    holds(open: OpenCondition): boolean | undefined;
    /** Whether an expression of the template gives a text. */
    gives(expression: unknown, text: string): boolean | undefined;
  };
  readonly written: unknown;
}

/** What the templates that were read together say of the parameters of a nested stack. */
export interface PassedOn {
  /** No value if it is left to its default; undefined if the template that nests the stack was not read. */
  parameterOfNested(child: LoadedTemplate, parameter: string, deciding: boolean): unknown;
  outside(child: LoadedTemplate, parameter: string): Outside | undefined;
}

/** The template whose parameters they are. */
interface Owner {
  readonly template: LoadedTemplate;
  readonly place: Place;
  readonly values: ParameterValues;
  /** What Parameter Store has, if a template that was read with this one writes it. */
  stored(name: string): unknown;
}

/** What a nested stack has in common with the one that nests it. */
const SAME_IN_NESTED = ['AWS::Region', 'AWS::AccountId', 'AWS::Partition', 'AWS::URLSuffix'];

/** What the parameters of a template give, those that CloudFormation has for all of them among them. */
export class Parameters {
  constructor(private readonly scope: Owner, private readonly neighbours: PassedOn, private readonly reading: Reading) {}

  /** Undefined if there is no such one. */
  public pseudo(name: string, inPolicy: boolean, deciding: boolean): unknown {
    const { template, place } = this.scope;
    // stand-ins are good enough to name things, not to decide a condition
    const assumed = (known: string | undefined, standIn: string) => {
      if (known !== undefined) return standIn;
      return deciding ? unresolved(`${name} is not known`) : this.reading.pseudo(name, standIn, inPolicy);
    };
    switch (name) {
      case 'AWS::NoValue': return NO_VALUE;
      case 'AWS::Region': return assumed(template.region, place.region);
      case 'AWS::AccountId': return assumed(template.account, place.account);
      case 'AWS::Partition': return assumed(template.region, place.partition);
      case 'AWS::URLSuffix': return assumed(template.region, place.urlSuffix);
      case 'AWS::StackName': {
        // of a nested stack, CloudFormation makes the name
        const known = inPolicy && template.nestedIn ? undefined : template.stackName;
        return known ?? this.reading.pseudo(name, place.stackName, inPolicy);
      }
      case 'AWS::StackId': return this.reading.pseudo(name, this.stackId, inPolicy);
      case 'AWS::NotificationARNs': return this.unknown('AWS::NotificationARNs is given at deployment', gap(name));
      default: return undefined;
    }
  }

  /**
   * What a parameter that the template declares gives. To decide a condition, only what is known counts; among the actions of a policy,
   * each value that is allowed is tried, and among its resources where one of them may mean several.
   */
  public value(name: string, deciding: boolean, part?: TriedPart): unknown {
    const { template, values } = this.scope;
    const definition = template.body.Parameters![name];
    const type = asString(definition.Type) ?? 'String';
    const given = template.parameters?.[name];
    if (given !== undefined) return typed(given, type);
    const passed = template.nestedIn ? this.neighbours.parameterOfNested(template, name, deciding) : undefined;
    if (passed !== undefined && !isNoValue(passed)) return typeof passed === 'string' ? typed(passed, type) : passed;
    if (type.startsWith('AWS::SSM::')) return this.stored(name, type, definition.Default, deciding);
    if (passed !== undefined && definition.Default !== undefined) return typed(definition.Default, type);
    if (deciding) return unresolved(`parameter ${name} is given at deployment`);
    const open = isEmptyByDefault(definition, type) ? this.reading.emptyByDefault(name) : undefined;
    if (open !== undefined) return open;
    if (definition.Default !== undefined) return typed(definition.Default, type);
    if (this.reading.triesAllowedValues && Array.isArray(definition.AllowedValues) && definition.AllowedValues.length > 0) {
      return (values.isClosed(name) ? values.each(name, value => typed(value, type)) : undefined)
        ?? alternatives(`${template.name}/${name}`, definition.AllowedValues.map(value => typed(value, type)));
    }
    const tried = part === 'actions' || part === 'resources' && asList(definition.AllowedValues).some(value => /[*?]/.test(String(value)));
    const chosen = tried ? this.chosen(name) : undefined;
    if (chosen !== undefined) return typed(chosen, type);
    return this.unknown(`parameter ${name} has no default`, tried && values.isBeyondTrying(name) ? unread(name) : gap(name));
  }

  /** Which of the values that it allows a parameter has, if a comparison with each of them is told. */
  public chosen(name: string): string | undefined {
    return this.scope.values.chosen(name, value => this.holds([{ Ref: name }, value]));
  }

  /** Whether a comparison holds that the template does not decide. What a nested stack is passed on is asked of the template outside. */
  public holds(open: OpenCondition): boolean | undefined {
    const { template, values } = this.scope;
    const [name, text] = comparedIn(open);
    if (name === undefined || text === undefined) return this.reading.holds(open);
    const outside = this.neighbours.outside(template, name);
    if (outside && SAME_IN_NESTED.includes(name)) return outside.scope.holds(open);
    const ask = outside?.written === undefined
      ? (value: string) => this.reading.holds([{ Ref: name }, value])
      : (value: string) => outside.scope.gives(outside.written, value);
    return values.isOneOf(name, text, ask);
  }

  private stored(name: string, type: string, storedName: unknown, deciding: boolean): unknown {
    const unknown = () => this.unknown(`parameter ${name} is looked up in Parameter Store`, unread(name));
    if (deciding || type !== 'AWS::SSM::Parameter::Value<String>' || typeof storedName !== 'string') return unknown();
    return this.scope.stored(storedName) ?? unknown();
  }

  private get stackId(): string {
    const { partition, region, account, stackName } = this.scope.place;
    return `arn:${partition}:cloudformation:${region}:${account}:stack/${stackName}/0`;
  }

  private unknown(why: string, text?: string): unknown {
    return this.reading.unknown(why, text);
  }
}

/** The parameter that is compared with a text. */
function comparedIn(open: OpenCondition): [name: string | undefined, text: string | undefined] {
  const operands: unknown[] = Array.isArray(open) && open.length === 2 ? open : [];
  const parameter = operands.find(isObject);
  const [text] = operands.flatMap(operand => asString(operand) ?? []);
  return [typeof parameter?.Ref === 'string' ? parameter.Ref : undefined, text];
}

/** Whether a parameter says nothing unless the deployment does; one that may only be empty or something else says that it is empty. */
function isEmptyByDefault({ Default, AllowedValues }: Record<string, unknown>, type: string): boolean {
  return Default === '' && ['String', 'CommaDelimitedList'].includes(type) && !asList(AllowedValues).includes('');
}

function typed(value: unknown, type: string): unknown {
  if (type === 'CommaDelimitedList' || type.startsWith('List<')) return String(value).split(',').map(item => item.trim());
  return asString(value) ?? value;
}
