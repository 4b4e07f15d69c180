import { RequestContextValues } from '../types';
import { Truth, Unknown } from './truth';
import { isRecord, list } from './values';
import { once } from '../../private/once';

/** The context of one request, by lower-case key: IAM does not tell `aws:username` from `AWS:UserName`. */
export class RequestContext {
  private index?: Index;
  private readonly shared?: Index;

  constructor(private readonly given: RequestContextValues, shared?: RequestContextValues) {
    this.shared = shared && indexOfShared(shared);
  }

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
      return found instanceof PerhapsAbsent ? found : false;
    }
    return found === undefined || found.length === 0;
  }

  /** What a policy variable stands for. A key with several values stands for nothing. */
  variable(lowerCaseKey: string): string | undefined {
    const values = this.values(lowerCaseKey);
    return values.length === 1 ? values[0] : undefined;
  }

  private found(lowerCaseKey: string): readonly string[] | Unknown | undefined {
    this.index ??= indexOf(this.given);
    return this.index.get(lowerCaseKey) ?? this.shared?.get(lowerCaseKey);
  }
}

type Index = ReadonlyMap<string, readonly string[] | Unknown>;

/** Of a key that the request may lack. */
class PerhapsAbsent extends Unknown {}

/** Of a date or a number of which only the least is known that it may be. */
export class AtLeast extends Unknown {
  constructor(why: string, readonly least: string) {
    super(why);
  }
}

const indexOfShared = once(indexOf);

function indexOf(given: RequestContextValues): Index {
  const index = new Map<string, readonly string[] | Unknown>();
  for (const key of Object.keys(given)) {
    const value = given[key];
    index.set(key.toLowerCase(), typeof value === 'string' ? [value] : valuesOf(value));
  }
  return index;
}

/** JSON from outside may have numbers and booleans, whose text is what IAM compares. */
function valuesOf(value: unknown): readonly string[] | Unknown {
  if (!isRecord(value)) return list(value ?? []).map(String);
  const why = String(value.unknown);
  if (typeof value.atLeast === 'string') return new AtLeast(why, value.atLeast);
  return value.mayBeAbsent === true ? new PerhapsAbsent(why) : new Unknown(why);
}
