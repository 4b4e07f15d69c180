import type { Entity, GroupEntity } from './entities';
import { asString, isUnresolved, possibleValues, under, whyUnresolved } from '../../template/values';

type Undecided = { readonly index: number; readonly props: Record<string, any> };

/** A group of a user pool, as far as its properties are decided. */
export function groupOf(group: Entity): GroupEntity {
  const precedence = group.props.Precedence === undefined ? undefined : Number(group.props.Precedence);
  const why = whyUnresolved(group.props.RoleArn);
  const roleArn = why === undefined ? asString(group.props.RoleArn) : `(a role that is not known: ${why})`;
  const poolId = asString(group.props.UserPoolId);
  return {
    ...group,
    ...(poolId !== undefined ? { poolId } : {}),
    name: asString(group.props.GroupName) ?? group.logicalId,
    ...openTo('nameUnknown', group.props.GroupName),
    ...openTo('precedenceUnknown', group.props.Precedence),
    ...(precedence !== undefined && !Number.isNaN(precedence) ? { precedence } : {}),
    ...(roleArn !== undefined ? { roleArn } : {}),
  };
}

function openTo(key: string, value: unknown): Record<string, string> {
  const why = whyUnresolved(value);
  return why === undefined ? {} : { [key]: why };
}

/** The groups that are of one of these user pools, or are so under some condition. */
export function groupsOfPools(groups: GroupEntity[], poolIds: Iterable<string | undefined>): GroupEntity[] {
  const known = new Set<unknown>([...poolIds].filter(id => id !== undefined));
  return groups.filter(({ props }) => possibleValues(props.UserPoolId).some(id => known.has(id)));
}

/** Groups as a value that hangs on the conditions that they do; once decided, `decidedGroups` has the groups that are left. */
export function undecidedGroups(groups: GroupEntity[]): unknown[] {
  return groups.map(({ conditions, props }, index) => under(conditions, { index, props }));
}

export function decidedGroups(groups: GroupEntity[], decided: unknown): GroupEntity[] {
  return (decided as Undecided[]).map(({ index, props }) => groupOf({ ...plain(groups[index]), props }));
}

/** The groups that there are, for each way in which the conditions of the template may be decided. */
export function possibleGroups(groups: GroupEntity[]): GroupEntity[][] {
  return possibleValues(undecidedGroups(groups)).map(decided => isUnresolved(decided) ? [] : decidedGroups(groups, decided));
}

/** Without what is read from its properties. */
function plain(
  { poolId: _poolId, precedence: _precedence, roleArn: _roleArn, nameUnknown: _name, precedenceUnknown: _order, ...group }: GroupEntity,
): Entity {
  return group;
}
