import { Claims } from './claims';
import { isObject, whyUnresolved } from '../template/values';
import { asList } from '../private/as-list';
import { matchesText } from './rule-condition';

export interface Rule {
  readonly index: number;
  readonly claim: string;
  readonly matchType: string;
  readonly value: string;
  readonly roleArn: string;
  /** Why it can't be evaluated: part of it is not known before deployment. */
  readonly unknown?: string;
}

const READ = new WeakMap<object, Rule[]>();

/** The rules of a mapping, in order; a mapping is read once. */
export function rulesOf(mapping: any): Rule[] {
  const known = READ.get(mapping);
  if (known) return known;
  const rules = readRules(mapping);
  READ.set(mapping, rules);
  return rules;
}

function readRules(mapping: any): Rule[] {
  const configuration = mapping.RulesConfiguration;
  return asList(isObject(configuration) ? configuration.Rules : undefined).map((rule: any, index) => ({
    index,
    claim: String(rule.Claim),
    matchType: String(rule.MatchType),
    value: String(rule.Value),
    roleArn: String(rule.RoleARN),
    unknown: whyUnresolved(rule),
  }));
}

/**
 * Whether a rule matches. A rule on an absent claim is not evaluated, whatever it compares.
 *
 * How many-valued claims compare is not documented: `Contains` is taken to look at their text, as seen in production; the other
 * match types are taken to match only a single value.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
 */
export function matches(rule: Rule, claims: Claims): boolean {
  const claim = claims[rule.claim];
  const values = asList(claim).map(String);
  if (values.length === 0 || values.every(value => value === '')) return false;
  const text = values.join(',');
  const ofOneValue = rule.matchType === 'Equals' || rule.matchType === 'StartsWith';
  return (values.length === 1 || !ofOneValue) && matchesText({ claim: rule.claim, match: rule.matchType, value: rule.value }, text);
}
