import { RequestContextValues } from '../types';
import { list } from './values';

/** The context of one request, by lower-case key: IAM does not tell `aws:username` from `AWS:UserName`. */
export class RequestContext {
  private byKey?: Map<string, readonly string[]>;

  constructor(private readonly given: RequestContextValues) {}

  /** All values of a key; none if the key is absent. */
  values(lowerCaseKey: string): readonly string[] {
    this.byKey ??= this.index();
    return this.byKey.get(lowerCaseKey) ?? [];
  }

  /** What a policy variable stands for. A key with several values stands for nothing. */
  variable(lowerCaseKey: string): string | undefined {
    const values = this.values(lowerCaseKey);
    return values.length === 1 ? values[0] : undefined;
  }

  private index(): Map<string, readonly string[]> {
    const index = new Map<string, readonly string[]>();
    for (const key of Object.keys(this.given)) {
      const value = this.given[key];
      // JSON from outside may have numbers and booleans, whose text is what IAM compares.
      index.set(key.toLowerCase(), typeof value === 'string' ? [value] : list(value ?? []).map(String));
    }
    return index;
  }
}
