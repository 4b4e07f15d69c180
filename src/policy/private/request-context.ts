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
    return found instanceof NotTold ? [] : found ?? [];
  }

  /** Why the values of a key are not known that the request has. */
  unknown(lowerCaseKey: string): NotTold | undefined {
    const found = this.found(lowerCaseKey);
    return found instanceof NotTold ? found : undefined;
  }

  /** Whether the key is absent. */
  absent(lowerCaseKey: string): Truth {
    const found = this.found(lowerCaseKey);
    if (found instanceof NotTold) {
      return found.mayBeAbsent && found;
    }
    return found === undefined || found.length === 0;
  }

  /** What a policy variable stands for. A key with several values stands for nothing. */
  variable(lowerCaseKey: string): string | undefined {
    const values = this.values(lowerCaseKey);
    return values.length === 1 ? values[0] : undefined;
  }

  private found(lowerCaseKey: string): readonly string[] | NotTold | undefined {
    this.index ??= indexOf(this.given);
    return this.index.get(lowerCaseKey) ?? this.shared?.get(lowerCaseKey);
  }
}

type Index = ReadonlyMap<string, readonly string[] | NotTold>;

/** Of a key whose value is not known; `least` is the smallest date or number that it can be, if the request has it at all. */
export class NotTold extends Unknown {
  constructor(why: string, readonly mayBeAbsent: boolean, readonly least?: string) {
    super(why);
  }
}

const indexOfShared = once(indexOf);

function indexOf(given: RequestContextValues): Index {
  const index = new Map<string, readonly string[] | NotTold>();
  for (const key of Object.keys(given)) {
    const value = given[key];
    index.set(key.toLowerCase(), typeof value === 'string' ? [value] : valuesOf(value));
  }
  return index;
}

/** JSON from outside may have numbers and booleans, whose text is what IAM compares. */
function valuesOf(value: unknown): readonly string[] | NotTold {
  if (!isRecord(value)) return list(value ?? []).map(String);
  return new NotTold(String(value.unknown), value.mayBeAbsent === true, typeof value.atLeast === 'string' ? value.atLeast : undefined);
}
