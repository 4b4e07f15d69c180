import { asList } from '../../../private/as-list';
import { hasGap, isMarked, shown } from '../../../template/resolve/marks';
import { asBoolean } from '../../../template/values';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { at } from '../../private/facts/gaps';
import { PoolGroups, poolGroups } from '../../private/facts/pool-groups';
import { isStandard } from '../../private/facts/schema';
import { smsRoleProblems } from '../../private/facts/sms-role';
import { PoolFact, ResourceFact } from '../../private/facts/types';

const MOST_CUSTOM = 50;
const LONGEST_ATTRIBUTE = 20;

/** What a password policy takes. */
const NUMBERS = [
  { property: 'MinimumLength', least: 6, most: 99 },
  { property: 'TemporaryPasswordValidityDays', least: 0, most: 365 },
  { property: 'PasswordHistorySize', least: 0, most: 24 },
] as const;

const BOUNDS = [
  ['NumberAttributeConstraints', 'MinValue', 'MaxValue'],
  ['StringAttributeConstraints', 'MinLength', 'MaxLength'],
] as const;

/** A user pool, or what belongs to it, has a value that Cognito does not take. */
export const rule: GuardrailRule = {
  id: 'pool-settings-refused',
  catalogue: ['A108'],
  severity: 'medium',
  title: 'A user pool, or what belongs to it, has a value that Cognito does not take',
  why: 'The deployment fails, perhaps in the middle of an update.',
  fix: 'See the message: keep to the limits, or take one of the two settings out.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html',
  check: facts => [
    ...facts.pools.flatMap(pool => said(pool, [...names(pool), ...schema(pool), ...passwords(pool), ...smsRoleProblems(pool, facts)])),
    ...poolGroups(facts).flatMap(twins),
    ...PARTS.flatMap(([type, problems]) => facts.ofType(`AWS::Cognito::${type}`).flatMap(part => said(part, problems(part)))),
  ],
};

/** What belongs to a user pool, which may be made elsewhere, with what is wrong with it. */
const PARTS: readonly [string, (part: ResourceFact) => string[]][] = [
  ['UserPoolGroup', group => [...nameProblem('GroupName', group.props.GroupName, 128, /\s/), ...precedence(group)]],
  ['UserPoolIdentityProvider', ({ props }) => nameProblem('ProviderName', props.ProviderName, 32, /^_|\s/)],
  ['UserPoolDomain', domain => [...prefix(domain), ...certificate(domain)]],
  ['UserPoolResourceServer', scopes],
];

function said(whose: ResourceFact, wrong: string[]): Hit[] {
  return wrong.length > 0 ? [{ at: whose, message: `${whose.id} has ${wrong.join(', and ')}` }] : [];
}

/** The name is all that tells groups of a pool apart. */
function twins({ groups }: PoolGroups): Hit[] {
  const first = new Map<string, ResourceFact>();
  return groups.flatMap((group): Hit[] => {
    const name = group.props.GroupName;
    if (typeof name !== 'string' || hasGap(name)) return [];
    const other = first.get(name);
    if (other) {
      return [
        { at: group, message: `${group.id} and ${other.id} have the GroupName ${shown(name)} in one pool, where it is taken once` },
      ];
    }
    first.set(name, group);
    return [];
  });
}

function names({ props }: PoolFact): string[] {
  const [aliases, inPlace] = [asList(props.AliasAttributes), asList(props.UsernameAttributes)];
  const preferred = asList<any>(props.Schema).find(entry => at(entry, 'Name') === 'preferred_username');
  return [
    ...[aliases, inPlace].every(list => list.some(item => !hasGap(item))) ? ['AliasAttributes beside UsernameAttributes'] : [],
    ...aliases.includes('preferred_username') && asBoolean(at(preferred, 'Required')) === true
      ? ['preferred_username both required and an alias'] : [],
  ];
}

function schema({ props }: PoolFact): string[] {
  const named = asList<any>(props.Schema).filter(entry => typeof at(entry, 'Name') === 'string' && !hasGap(at(entry, 'Name')));
  const custom = named.filter(({ Name }) => !isStandard(Name));
  const spelt = custom.map(({ Name }) => String(Name).replace(/^custom:/, '')).filter(name => !isMarked(name));
  const long = spelt.filter(name => name.length > LONGEST_ATTRIBUTE);
  const required = custom.filter(({ Required }) => asBoolean(Required) === true).map(({ Name }) => shown(Name));
  const twice = named.map(({ Name }) => String(Name)).filter((name, index, all) => !isMarked(name)
    && all.findIndex(other => other.replace(/^custom:/, '') === name.replace(/^custom:/, '')) !== index);
  return [
    ...twice.length > 0 ? [`the attribute ${[...new Set(twice)].join(', ')} twice`] : [],
    ...named.flatMap(bounds),
    ...custom.length > MOST_CUSTOM ? [`${custom.length} custom attributes, where ${MOST_CUSTOM} are taken`] : [],
    ...long.length > 0 ? [`the custom attribute ${long.join(', ')}, longer than ${LONGEST_ATTRIBUTE} characters`] : [],
    ...required.length > 0 ? [`the custom attribute ${required.join(', ')} as required, which only standard ones can be`] : [],
  ];
}

/** Bounds between which there is no value. */
function bounds(attribute: any): string[] {
  return BOUNDS.flatMap(([constraints, low, high]) => {
    const [least, most] = [low, high].map(property => String(at(attribute, constraints, property) ?? '').trim());
    return least !== '' && most !== '' && Number(least) > Number(most)
      ? [`the attribute ${shown(attribute.Name)} with ${low} ${least} above ${high} ${most}`] : [];
  });
}

function passwords({ props }: PoolFact): string[] {
  return NUMBERS.flatMap(({ property, least, most }) => {
    const text = String(at(props, 'Policies', 'PasswordPolicy', property) ?? '').trim();
    const value = Number(text);
    return text !== '' && (value < least || value > most) ? [`${property} ${text}, where ${least} to ${most} is taken`] : [];
  });
}

function nameProblem(property: string, name: unknown, longest: number, wrong: RegExp): string[] {
  if (typeof name !== 'string' || hasGap(name)) return [];
  if (wrong.test(name.replace(/«[^»]*»/g, 'x'))) return [`the ${property} '${shown(name)}', which has a character that is not taken`];
  return !isMarked(name) && name.length > longest ? [`a ${property} of ${name.length} characters, where ${longest} are taken`] : [];
}

/** What stands before the host of Cognito; a domain of one's own has a certificate. */
function prefix({ props: { Domain, CustomDomainConfig } }: ResourceFact): string[] {
  if (typeof Domain !== 'string' || CustomDomainConfig !== undefined) return [];
  const word = /aws|amazon|cognito/.exec(Domain.replace(/«[^»]*»/g, ' '))?.[0];
  if (word) return [`the prefix ${shown(Domain)}, which has the reserved word ${word}`];
  return isMarked(Domain) || /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(Domain) ? []
    : [`the prefix ${Domain}, which takes lower-case letters, digits and hyphens inside only`];
}

/** Login pages of a domain of one's own are served by CloudFront. */
function certificate({ props }: ResourceFact): string[] {
  const arn = at(props, 'CustomDomainConfig', 'CertificateArn');
  const region = typeof arn === 'string' ? /^arn:aws:acm:([a-z0-9-]+):/.exec(arn)?.[1] : undefined;
  return region === undefined || region === 'us-east-1' ? [] : [`a certificate of ${region}, where one of us-east-1 is taken`];
}

function precedence({ props: { Precedence } }: ResourceFact): string[] {
  const text = String(Precedence ?? '').trim();
  return text !== '' && Number(text) < 0 ? [`Precedence ${text}, where 0 and more is taken`] : [];
}

function scopes({ props }: ResourceFact): string[] {
  return asList<any>(props.Scopes).flatMap(scope => nameProblem('ScopeName', at(scope, 'ScopeName'), 256, /[\s/]/));
}
