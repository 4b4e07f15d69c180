import { ServiceError } from './service-error';

/** What a string member of a request must look like. */
export interface StringShape {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
}

export const POOL_ID: StringShape = { min: 1, max: 55, pattern: /^[\w-]+:[0-9a-f-]+$/ };
export const IDENTITY_ID: StringShape = POOL_ID;
export const ROLE_ARN: StringShape = { min: 20, max: 2048 };
export const PROVIDER_NAME: StringShape = { min: 1, max: 128 };
export const TOKEN: StringShape = { min: 1, max: 50_000 };

const serialization = (what: string) => new ServiceError('SerializationException', what);

/** The members of a JSON request, read with the service's own constraints. */
export class Input {
  private readonly members: Record<string, unknown>;

  /** @throws ServiceError if the body is not a JSON object */
  constructor(body: unknown) {
    if (typeof body !== 'object' || body === null || Array.isArray(body)) throw serialization('The request body is not a JSON object.');
    this.members = body as Record<string, unknown>;
  }

  /** @throws ServiceError if the member is missing or violates its shape */
  public string(name: string, shape: StringShape): string {
    const value = this.optionalString(name, shape);
    if (value === undefined) throw violation(name, null, 'not be null');
    return value;
  }

  public optionalString(name: string, shape: StringShape): string | undefined {
    const value = this.members[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string') throw serialization(`${name} is not a string.`);
    checkString(name, value, shape);
    return value;
  }

  /** @throws ServiceError if the member is missing, not a whole number, or out of range */
  public integer(name: string, min: number, max: number, fallback?: number): number {
    const value = this.members[name] ?? fallback;
    if (value === undefined) throw violation(name, null, 'not be null');
    if (typeof value !== 'number' || !Number.isInteger(value)) throw serialization(`${name} is not a whole number.`);
    if (value < min) throw violation(name, value, `have value greater than or equal to ${min}`);
    if (value > max) throw violation(name, value, `have value less than or equal to ${max}`);
    return value;
  }

  public boolean(name: string): boolean | undefined {
    const value = this.members[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'boolean') throw serialization(`${name} is not a boolean.`);
    return value;
  }

  /** The entries of a map from strings to strings; none if the member is missing. */
  public map(name: string, maxEntries: number, keys: StringShape, values: StringShape): [string, string][] {
    const value = this.members[name] ?? {};
    if (typeof value !== 'object' || Array.isArray(value)) throw serialization(`${name} is not a map.`);
    const entries = Object.entries(value as object);
    if (entries.length > maxEntries) throw violation(name, `${entries.length} entries`, `have length less than or equal to ${maxEntries}`);
    for (const [key, text] of entries) {
      if (typeof text !== 'string') throw serialization(`${name}.${key} is not a string.`);
      checkString(`${name}.${key}.key`, key, keys);
      checkString(`${name}.${key}.member`, text, values);
    }
    return entries as [string, string][];
  }
}

function checkString(name: string, value: string, shape: StringShape): void {
  if (value.length < (shape.min ?? 0)) throw violation(name, value, `have length greater than or equal to ${shape.min}`);
  if (value.length > (shape.max ?? Infinity)) throw violation(name, value, `have length less than or equal to ${shape.max}`);
  if (shape.pattern && !shape.pattern.test(value)) {
    throw violation(name, value, `satisfy regular expression pattern: ${shape.pattern.source.replace(/^\^|\$$/g, '')}`);
  }
}

function violation(name: string, value: unknown, must: string): ServiceError {
  const member = name[0].toLowerCase() + name.slice(1);
  const shown = value === null ? 'null' : `'${String(value).slice(0, 128)}'`;
  return new ServiceError(
    'ValidationException', `1 validation error detected: Value ${shown} at '${member}' failed to satisfy constraint: Member must ${must}`,
  );
}
