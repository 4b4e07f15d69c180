import { RequestContextValues } from '../types';
import { Truth, Unknown } from './truth';
import { isRecord, list } from './values';

/** The context of one request, by lower-case key: IAM does not tell `aws:username` from `AWS:UserName`. */
export class RequestContext {
  private byKey?: Map<string, readonly string[] | Unknown>;

  private perhapsAbsent?: Set<string>;

  constructor(private readonly given: RequestContextValues) {}

  /** All values of a key; none if the key is absent. */
  values(lowerCaseKey: string): readonly string[] {
    const found = this.found(lowerCaseKey);
    return found instanceof Unknown ? [] : found ?? [];
  }

  /** Why the values of a key are not known that the request has. */
  unknown(lowerCaseKey: string): Unknown | undefined {
    const found = this.found(lowerCaseKey);
    return found instanceof Unknown ? found : undefined;
  }

  /** Whether the key is absent. */
  absent(lowerCaseKey: string): Truth {
    const found = this.found(lowerCaseKey);
    if (found instanceof Unknown) {
      return this.perhapsAbsent?.has(lowerCaseKey) ? found : false;
    }
    return found === undefined || found.length === 0;
  }

  /** What a policy variable stands for. A key with several values stands for nothing. */
  variable(lowerCaseKey: string): string | undefined {
    const values = this.values(lowerCaseKey);
    return values.length === 1 ? values[0] : undefined;
  }

  private found(lowerCaseKey: string): readonly string[] | Unknown | undefined {
    this.byKey ??= this.index();
    return this.byKey.get(lowerCaseKey);
  }

  private index(): Map<string, readonly string[] | Unknown> {
    const index = new Map<string, readonly string[] | Unknown>();
    for (const key of Object.keys(this.given)) {
      const value = this.given[key];
      if (typeof value === 'string') {
        index.set(key.toLowerCase(), [value]);
        continue;
      }
      // JSON from outside may have numbers and booleans, whose text is what IAM compares.
      if (isRecord(value)) {
        index.set(key.toLowerCase(), new Unknown(String(value.unknown)));
        if (value.mayBeAbsent === true) {
          (this.perhapsAbsent ??= new Set()).add(key.toLowerCase());
        }
        continue;
      }
      index.set(key.toLowerCase(), list(value ?? []).map(String));
    }
    return index;
  }
}
