import { Token } from 'aws-cdk-lib';
import { AppResource } from '../app-tree/app-resource';
import { isIntrinsic } from '../app-tree/values';
import { WholeApp } from '../app-tree/whole-app';
import { SET_BY_COGNITO, STANDARD_ATTRIBUTES, VERIFICATION_FLAGS } from '../identity-facts/claims/standard-attributes';

/** An administrator says who is verified; who somebody is, Cognito alone. */
const GIVEN: string[] = [...Object.values(STANDARD_ATTRIBUTES), ...VERIFICATION_FLAGS];
const CUSTOM = 'custom:';
const FLAGS = ['true', 'false'];

/**
 * Why Cognito would refuse what is said about a person: the pool has no such attribute, or its schema takes no such value. What is added
 * to the schema past us counts, so ask late.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUser.html
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SchemaAttributeType.html
 */
export function problemsOfAttributes(
  call: string, attributes: { readonly [name: string]: string }, pool: AppResource, app: WholeApp,
): string[] {
  const { Schema = [] } = app.properties(pool);
  if (isIntrinsic(Schema) || Schema.some(isIntrinsic)) return [];
  return Object.entries(attributes).flatMap(([name, value]) => {
    if (Token.isUnresolved(name) || name.startsWith('dev:')) return [];
    const entry = Schema.find((one: any) => one.Name === (name.startsWith(CUSTOM) ? name.slice(CUSTOM.length) : name));
    if (name.startsWith(CUSTOM) ? entry === undefined : !GIVEN.includes(name)) {
      return [`${call}: attributes: '${name}' ${wayOf(name, Schema)}`];
    }
    const wanted = Token.isUnresolved(value) || isIntrinsic(value) ? undefined : wantedOf(name, entry, value);
    return wanted === undefined ? [] : [`${call}: attributes: '${name}': '${value}' is refused by Cognito; give ${wanted}`];
  });
}

function wayOf(name: string, schema: readonly any[]): string {
  if (SET_BY_COGNITO.includes(name)) return 'is set by Cognito, and nobody else; leave it out';
  if (schema.some(({ Name }) => Name === name)) return `is no attribute of this user pool; write '${CUSTOM}${name}'`;
  const fix = name.startsWith(CUSTOM) ? 'declare it in attributes.custom of the pool'
    : `use one of ${GIVEN.join(', ')}, or declare it in attributes.custom of the pool and write '${CUSTOM}${name}'`;
  return `is no attribute of this user pool; ${fix}`;
}

/** What the schema takes instead of a value that it does not take. */
function wantedOf(name: string, entry: any, value: string): string | undefined {
  const { StringAttributeConstraints: text = {}, NumberAttributeConstraints: range = {} } = entry ?? {};
  switch (VERIFICATION_FLAGS.includes(name) ? 'Boolean' : entry?.AttributeDataType) {
    case 'Boolean': return FLAGS.includes(value) ? undefined : FLAGS.join(' or ');
    case 'Number': {
      const [min, max] = [limit(range.MinValue, -Infinity), limit(range.MaxValue, Infinity)];
      const number = value.trim() === '' ? NaN : Number(value);
      return number >= min && number <= max ? undefined : `a number${between(min, max)}`;
    }
    case 'String': {
      const [min, max] = [limit(text.MinLength, 0), limit(text.MaxLength, Infinity)];
      return value.length >= min && value.length <= max ? undefined : `a text of a length${between(min, max)}`;
    }
    default: return undefined;
  }
}

function limit(value: unknown, otherwise: number): number {
  const known = value === undefined || isIntrinsic(value) ? NaN : Number(value);
  return Number.isNaN(known) ? otherwise : known;
}

function between(min: number, max: number): string {
  return `${min > -Infinity ? ` from ${min}` : ''}${max < Infinity ? ` to ${max}` : ''}`;
}
