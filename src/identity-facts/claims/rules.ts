import { Claims } from './claims';
import { matchesText } from './rule-condition';
import { Truth, Unknown } from '../../policy';
import { asList } from '../../private/as-list';
import { asString, isObject, isUnresolved, whyUnresolved } from '../../template/values';

export interface Rule {
  readonly index: number;
  readonly claim: string;
  readonly matchType: string;
  readonly value: string;
  readonly roleArn: string;
  /** Why it can't be evaluated: part of what it compares is not known before deployment. */
  readonly unknown?: string;
  /** Why it is not known which role it gives. */
  readonly roleUnknown?: string;
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
    claim: told(rule.Claim),
    matchType: told(rule.MatchType),
    value: told(rule.Value),
    roleArn: told(rule.RoleARN),
    unknown: whyUnresolved(isUnresolved(rule) ? rule : [rule.Claim, rule.MatchType, rule.Value]),
    roleUnknown: whyUnresolved(rule.RoleARN),
  }));
}

function told(value: unknown): string {
  const why = whyUnresolved(value);
  return why === undefined ? asString(value) ?? JSON.stringify(value) ?? '(missing)' : `(not known: ${why})`;
}

/**
 * Whether a rule matches. A rule on an absent claim is not evaluated, whatever it compares.
 *
 * How many-valued claims compare is not documented. One reading joins the values to one text, as `Contains` was seen to do in production;
 * others look at each value. Where they differ the answer is not known, and neither is that of a claim that is an object.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
 */
export function matches(rule: Rule, claims: Claims): Truth {
  const claim = Object.hasOwn(claims, rule.claim) ? claims[rule.claim] : undefined;
  if (isObject(claim)) return new Unknown(`the claim ${rule.claim} is an object, and how that compares is not documented`);
  if (asList(claim).some(value => typeof value === 'object')) {
    return new Unknown(`the claim ${rule.claim} is a list of objects, and how that compares is not documented`);
  }
  const values = asList(claim).map(String);
  if (values.length === 0 || values.every(value => value === '')) return false;
  const match = (text: string) => matchesText({ claim: rule.claim, match: rule.matchType, value: rule.value }, text);
  const readings = new Set([match(values.join(',')), values.some(match), ...rule.matchType === 'NotEqual' ? [values.every(match)] : []]);
  return readings.size === 1
    ? [...readings][0]
    : new Unknown(`the claim ${rule.claim} has several values, and how they compare is not documented`);
}
