import { asList } from '../../private/as-list';
import { asBoolean, asString, isAlternatives, isNoValue, isUnresolved, possibleValues, whyUnresolved } from '../../template/values';
import { Remark } from '../front-end';

/** Reads properties that may not be known before deployment, and remembers which were not. */
export class KnownValues {
  public readonly remarks: Remark[] = [];

  constructor(private readonly label: string) {}

  public text(props: Record<string, unknown>, name: string): string | undefined {
    return asString(this.value(props, name));
  }

  public number(props: Record<string, unknown>, name: string): number | undefined {
    const value = this.value(props, name);
    return value === undefined || value === '' || Number.isNaN(Number(value)) ? undefined : Number(value);
  }

  public flag(props: Record<string, unknown>, name: string): boolean | undefined {
    return asBoolean(this.value(props, name));
  }

  /** Those of a list that are known. */
  public texts(props: Record<string, unknown>, name: string): string[] {
    const list = props[name];
    const items = Array.isArray(list) ? list.map(item => this.known(item, `one of ${name}`)) : asList(this.value(props, name));
    return items.flatMap(item => asString(item) ?? []);
  }

  /** The members that a map has, known or not: each is asked for by itself. */
  public object(props: Record<string, unknown>, name: string): Record<string, unknown> {
    const whole = props[name];
    const open = isUnresolved(whole) || isAlternatives(whole) || isNoValue(whole);
    const value = open ? this.value(props, name) : whole;
    return typeof value === 'object' && value !== null ? value as Record<string, unknown> : {};
  }

  public objects(props: Record<string, unknown>, name: string): Record<string, unknown>[] {
    return asList(this.value(props, name)).filter((item): item is Record<string, unknown> => typeof item === 'object' && item !== null);
  }

  /** The value, if there is one and it is known to its leaves. */
  private value(props: Record<string, unknown>, name: string): unknown {
    return this.known(props[name], name);
  }

  private known(value: unknown, name: string): unknown {
    if (value === undefined || value === null || isNoValue(value)) return undefined;
    const why = whyUnresolved(value) ?? (possibleValues(value).length > 1 ? 'a condition of the template decides it' : undefined);
    if (why === undefined) return value;
    this.remarks.push({ id: 'not-known', message: `${name} of ${this.label} is left out: ${why}` });
    return undefined;
  }
}
