import { PoolFact } from './types';
import { SET_BY_COGNITO, STANDARD_ATTRIBUTES } from '../../../identity-facts/claims/standard-attributes';
import { asList } from '../../../private/as-list';
import { hasGap } from '../../../template/resolve/marks';

const STANDARD: readonly string[] = [...Object.values(STANDARD_ATTRIBUTES), ...SET_BY_COGNITO];

/** Whether every user pool has this attribute. */
export function isStandard(name: string): boolean {
  return STANDARD.includes(name);
}

/** What a user pool's schema says about an attribute, by the name that tokens and clients use. */
export function schemaEntry(pool: PoolFact, name: string): any {
  return asList<any>(pool.props.Schema).find(entry => !hasGap(entry) && nameInTokens(entry.Name) === name);
}

/** Those attributes that a user pool does not have, as far as that is certain. */
export function missingFrom(pool: PoolFact, names: readonly unknown[]): string[] {
  const entries = asList<any>(pool.props.Schema);
  const open = entries.some(entry => hasGap(entry) || hasGap(entry.Name));
  return names.filter((name): name is string => typeof name === 'string' && !hasGap(name) && !STANDARD.includes(name)
    && !(open && /^(custom|dev):/.test(name)) && !entries.some(entry => namesOf(entry).includes(name)));
}

/** Those that no user pool has: only custom attributes, which have a prefix, differ between user pools. */
export function missingEverywhere(names: readonly unknown[]): string[] {
  return names.filter((name): name is string =>
    typeof name === 'string' && !hasGap(name) && !STANDARD.includes(name) && !/^(custom|dev):/.test(name));
}

function nameInTokens(name: unknown): string {
  const text = String(name);
  return STANDARD.includes(text) || text.startsWith('custom:') ? text : `custom:${text}`;
}

/** Attributes that only developers set are called with two prefixes, or with one. */
function namesOf(entry: any): string[] {
  const name = nameInTokens(entry.Name);
  return [name, `dev:${name}`, `dev:${String(entry.Name)}`];
}
