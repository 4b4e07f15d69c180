import { Unknown } from './truth';

/** One value where a policy may have one or a list. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** The text of a policy value, or why it has none. JSON booleans and numbers stand for their text, as in IAM. */
export function textOf(value: unknown): string | Unknown {
  switch (typeof value) {
    case 'string':
      return value;
    case 'boolean':
    case 'number':
      return String(value);
    default:
      return new Unknown(whyUnresolved(value) ?? `${JSON.stringify(value)} is no text`);
  }
}

/** Why a value could not be resolved; undefined for an ordinary value. A function of CloudFormation that is still there counts too. */
export function whyUnresolved(value: unknown): string | undefined {
  if (!isRecord(value)) {
    return undefined;
  }
  if ('Fn::Unresolved' in value) {
    return String(value['Fn::Unresolved']);
  }
  const intrinsic = Object.keys(value).find(key => key === 'Ref' || key.startsWith('Fn::'));
  return intrinsic && `${intrinsic} is not resolved`;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
