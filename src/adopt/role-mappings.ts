import { isStandardTrust } from './standard-trust';
import { Code, expression } from './typescript';
import { literal, WrittenResource, WrittenTemplate } from './written';
import { SET_BY_COGNITO, STANDARD_ATTRIBUTES } from '../identity-facts/claims/standard-attributes';
import { asList } from '../private/as-list';
import { isObject } from '../template/values';

/** What the mappings of an identity pool are about. */
export interface Mapped {
  readonly template: WrittenTemplate;
  readonly userPool: WrittenResource;
  readonly identityPool: WrittenResource;
  readonly attachment: WrittenResource;
  /** The app clients that the identity pool takes tokens of. */
  readonly clients: readonly WrittenResource[];
  /** The roles of the groups that calls make, in this order. */
  readonly groupRoles: readonly WrittenResource[];
  /** Roles that are something else already. */
  readonly taken: readonly WrittenResource[];
}

/** A rule that one call makes, with its role. */
export interface WrittenRule {
  readonly id: string;
  readonly rule: Code;
  readonly role: WrittenResource;
}

/** What of the role mappings props and calls say, or what they do not, for which there is a reason. */
export interface WrittenMapping {
  readonly props: Readonly<Record<string, Code>>;
  readonly rules: readonly WrittenRule[];
  /** Why the mappings are only kept as they were. */
  readonly reason?: string;
}

/** The role mappings of an identity pool as `CognitoAuth` says them: one order of groups and rules for all of its clients. */
export function mappingOf(mapped: Mapped): WrittenMapping {
  const { attachment: { props: { RoleMappings: mappings } }, groupRoles } = mapped;
  if (mappings === undefined) {
    return groupRoles.length === 0 ? NONE : kept('there are none, so that the roles of the groups are not used; auth.addGroup maps them');
  }
  const entries = isObject(mappings) && !Object.keys(mappings).some(key => key.startsWith('Fn::')) ? Object.entries<any>(mappings) : [];
  if (entries.length === 0) return kept('they are not written out');
  const [first] = entries;
  for (const [key, mapping] of entries) {
    const client = clientOf(mapping?.IdentityProvider, mapped);
    if (!client) return kept(`${key} is for no app client of this pool; see auth.addExternalLogin, and provider of auth.addRule`);
    if (!sameDecision(mapping, first[1])) return kept(`${key} decides otherwise than ${first[0]}; ${FOR_ALL}`);
  }
  const left = mapped.clients.find(client => !entries.some(([, { IdentityProvider }]) => clientOf(IdentityProvider, mapped) === client));
  if (left) return kept(`${left.id} has none; ${FOR_ALL}`);
  const { Type, AmbiguousRoleResolution: undecided } = first[1];
  if (undecided !== 'Deny' && undecided !== 'AuthenticatedRole') return kept(`AmbiguousRoleResolution of ${first[0]} is not written out`);
  const props: WrittenMapping['props'] = undecided === 'Deny' ? { undecidedRole: new Code('UndecidedRole.DENY') } : {};
  if (Type === 'Token') {
    return groupRoles.length > 0 ? { props, rules: [] } : kept(`${first[0]} goes by groups, none of which has a role of its own here; `
      + 'auth.addGroup maps them');
  }
  return Type === 'Rules' ? byRules(first[1], props, mapped) : kept(`Type of ${first[0]} is not written out`);
}

const FOR_ALL = 'groups and rules here are for all clients';
const NONE: WrittenMapping = { props: {}, rules: [] };

function kept(reason: string): WrittenMapping {
  return { ...NONE, reason };
}

function byRules(mapping: any, props: WrittenMapping['props'], mapped: Mapped): WrittenMapping {
  const { template, groupRoles } = mapped;
  const all = asList<any>(mapping.RulesConfiguration?.Rules);
  if (!all.every(isObject)) return kept('the rules are not written out');
  const isOfGroup = ({ Claim, MatchType, Value, RoleARN }: any) => Claim === 'cognito:preferred_role' && MatchType === 'Equals'
    && same(Value, RoleARN) && groupRoles.includes(template.named(RoleARN)!);
  const [ofGroups, others] = [all.filter(isOfGroup), all.filter(rule => !isOfGroup(rule))];
  if (others.length === 0) return kept('every rule is for the role of a group; auth.addGroup maps groups by token');
  if (!same(ofGroups.map(({ RoleARN }: any) => template.named(RoleARN)!.id), groupRoles.map(({ id }) => id))) {
    return kept('not every group has its rule, in the order of the groups; auth.addGroup would add them');
  }
  const rulesFirst = ofGroups.length > 0 && same(all, [...others, ...ofGroups]);
  if (!rulesFirst && !same(all, [...ofGroups, ...others])) return kept('groups stand between the rules, where no option puts them');
  const rules: WrittenRule[] = [];
  for (const [index, rule] of others.entries()) {
    const written = ruleOf(rule, rules, mapped);
    if (typeof written === 'string') return kept(`rule ${index + 1} (${expression(rule.Claim)} ${rule.MatchType}) ${written}`);
    rules.push({ ...written, id: `Rule${index + 1}` });
  }
  return { props: { ...props, ...rulesFirst ? { decidesFirst: new Code('DecidesFirst.RULES') } : {} }, rules };
}

/** A rule, or why it is none here. */
function ruleOf(
  { Claim, MatchType, Value, RoleARN }: any, before: readonly WrittenRule[],
  { template, userPool, identityPool, taken, groupRoles }: Mapped,
): Omit<WrittenRule, 'id'> | string {
  const role = template.named(RoleARN);
  if (role?.Type !== 'AWS::IAM::Role') return 'gives a role that is not made here; see role of auth.addRule';
  if ([...taken, ...groupRoles].includes(role)) return `gives ${role.id}, which is the role of others too; see role of auth.addRule`;
  if (before.some(other => other.role === role)) return `gives ${role.id}, as a rule before it does; see role of auth.addRule`;
  if (!isStandardTrust(role.props.AssumeRolePolicyDocument, identityPool.id, 'authenticated')) {
    return `gives ${role.id}, whose trust is not what auth.addRule writes`;
  }
  const [claim, value] = [claimOf(literal(Claim), userPool), literal(Value)];
  if (claim === undefined) return 'is about no attribute of this pool; see the factories of Claim';
  if (value === undefined || value.length === 0) return 'compares with a value that is not written out';
  if (MatchType === 'NotEqual') return 'needs a reason that only you can give; see RoleRule.notEqualTo';
  const method = MATCHES.get(MatchType);
  if (method === undefined) return 'compares in a way that is not written out';
  if (Claim === 'cognito:groups' && method !== 'contains') return 'compares all groups with one; see auth.addGroup';
  return { rule: new Code(`RoleRule.${method}(${claim}, ${expression(value)})`), role };
}

const MATCHES = new Map<unknown, string>([['Equals', 'equalTo'], ['Contains', 'contains'], ['StartsWith', 'startsWith']]);

/** A claim of the tokens of a user pool as code. */
export function claimOf(name: string | undefined, { props }: WrittenResource): string | undefined {
  if (name === undefined) return undefined;
  if (name === 'cognito:groups') return 'Claim.groups()';
  if (name === 'cognito:username') return 'Claim.username()';
  if (name.startsWith('custom:')) {
    const attribute = name.slice('custom:'.length);
    const isThere = asList<any>(props.Schema).some(entry => entry?.Name === attribute);
    return isThere ? `Claim.customAttribute(${expression(attribute)})` : undefined;
  }
  const standard = [...Object.values<string>(STANDARD_ATTRIBUTES), ...SET_BY_COGNITO];
  return standard.includes(name) ? `Claim.standardAttribute(${expression(name)})` : undefined;
}

/** The app client that a mapping is for, if it is one of this pool. */
function clientOf(provider: unknown, { template, userPool, clients }: Mapped): WrittenResource | undefined {
  const named = template.mentioned(provider);
  const [client, ...more] = clients.filter(candidate => named.includes(candidate));
  return more.length === 0 && named.every(one => one === client || one === userPool) ? client : undefined;
}

function sameDecision(one: any, other: any): boolean {
  return same([one?.Type, one?.AmbiguousRoleResolution, one?.RulesConfiguration], [
    other?.Type, other?.AmbiguousRoleResolution, other?.RulesConfiguration,
  ]);
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
