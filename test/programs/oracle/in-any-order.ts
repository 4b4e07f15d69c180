/** Functions whose arguments stand in an order, and lists of which an earlier entry wins. */
const ORDERED = ['Fn::Join', 'Fn::Sub', 'Fn::Select', 'Fn::Split', 'Fn::FindInMap', 'Fn::If', 'Fn::GetAtt', 'Rules', 'RecoveryMechanisms'];
/** The name of what a template is stored as: a hash of it, order and all. */
const HASH = /[0-9a-f]{64}(?=\.json)/g;
/** A dashboard shows clients in the order in which they were added. */
const SHOWN = 'DashboardBody';

type Members = Record<string, unknown>;

/** The same without the order of keys, and without that of lists where CloudFormation and the services look at what is in them only. */
export function inAnyOrder(value: unknown, ordered = false): unknown {
  if (Array.isArray(value)) {
    const members = value.map(member => inAnyOrder(member, ordered));
    return ordered ? exclusiveInOrder(members) : sorted(members);
  }
  if (typeof value === 'string') return value.replace(HASH, 'HASH');
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== SHOWN).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, member]) => [key, inAnyOrder(member, ORDERED.includes(key))]));
}

function sorted(members: unknown[]): unknown[] {
  return members.map(member => [JSON.stringify(member), member] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1)).map(([, member]) => member);
}

/** Nobody has two preferred roles, so that of the rules on it one at most matches. */
function exclusiveInOrder(members: unknown[]): unknown[] {
  const onGroups = members.filter(isOnGroups);
  const rank = sorted(onGroups);
  return members.map(member => (isOnGroups(member) ? rank.shift() : member));
}

function isOnGroups(member: unknown): boolean {
  const { Claim, MatchType } = (member ?? {}) as Members;
  return Claim === 'cognito:preferred_role' && MatchType === 'Equals';
}
