import type { IdentityPoolEntity, RoleEntity } from '../identity-facts/entities/entities';
import type { NamedPolicy } from '../policy';
import { asList } from '../private/as-list';
import { asString, distinct, isNoValue, isUnresolved, possibleValues, whyUnresolved } from '../template/values';

/** One statement of a role's policies, made readable. */
export interface Permit {
  readonly effect: string;
  /** `not` statements say everything but these. */
  readonly actions: string[];
  readonly resources: string[];
  readonly condition?: string;
  readonly policy: string;
  /** It hangs on a condition of the template, or on roles of its policy that are not known. */
  readonly possible?: boolean;
}

/** Whom the role lets in, in the words of its trust policy; the pool's own id says less than that it is this pool. */
export function trustOf(role: RoleEntity | undefined, pool: IdentityPoolEntity): string {
  if (!role) return '';
  const statements = possibleValues(role.trust).flatMap((trust: any) => isUnresolved(trust)
    ? [{ Condition: trust }]
    : asList(trust?.Statement));
  const conditions = statements.map((statement: any) => readable(statement?.Condition)).filter(condition => condition !== '');
  return [...new Set(conditions)].join('; or ').replaceAll(String(pool.ref), 'this identity pool') || 'no condition';
}

/**
 * What a role is permitted, by its own policies and by those on resources; what it is not in each way of deciding the template's
 * conditions is only possible.
 */
export function permitsOf(role: RoleEntity, onResources: unknown[]): Permit[] {
  const worlds = possibleValues({ own: role.policies, onResources }).map(policies => {
    if (isUnresolved(policies)) return eachForItself([...role.policies, ...onResources]);
    const { own, onResources: others } = policies as Record<'own' | 'onResources', NamedPolicy[]>;
    const permits = own.flatMap(permitsOfPolicy);
    const given = others.flatMap(permitsOfPolicy);
    return [
      ...permits, ...given.filter(permit => permit.effect !== 'Deny' || [...permits, ...given].some(other => isTakenFrom(permit, other))),
    ];
  });
  const always = worlds.map(permits => new Set(permits.map(permit => JSON.stringify(permit))));
  return distinct(worlds.flat()).map(permit => always.every(world => world.has(JSON.stringify(permit)))
    ? permit
    : { ...permit, possible: true });
}

/** What policies say each, where they hang on more conditions than can be tried together. */
function eachForItself(policies: readonly unknown[]): Permit[] {
  return policies.flatMap(policy => possibleValues(policy)).filter(policy => !isNoValue(policy)).flatMap(policy => isUnresolved(policy)
    ? [notKnown(policy['Fn::Unresolved'], 'a policy')]
    : permitsOfPolicy(policy as NamedPolicy).map(permit => ({ ...permit, possible: true })));
}

/** Whether a denial is about a service of which something is allowed: a bucket that denies everybody something is no news to the others. */
function isTakenFrom(denial: Permit, { effect, actions }: Permit): boolean {
  const services = denial.actions.map(action => action.split(':')[0].toLowerCase());
  const named = (action: string) => services.includes('*') || services.includes(action.split(':')[0].toLowerCase());
  return effect === 'Allow' && actions.some(action => !action.includes(':') || action.startsWith('everything but ') || named(action));
}

function permitsOfPolicy({ name, document, doubt, partial }: NamedPolicy): Permit[] {
  if (document === undefined) return [notKnown(`what ${name} says, whose content is not in the template`, name)];
  const why = isUnresolved(document)
    ? document['Fn::Unresolved']
    : isUnresolved(document.Statement) ? document.Statement['Fn::Unresolved'] : undefined;
  if (why !== undefined) return [notKnown(why, name)];
  const permits = asList(document.Statement).map((statement: any): Permit => isUnresolved(statement) ? notKnown(
    statement['Fn::Unresolved'], name,
  ) : {
    effect: asString(statement.Effect) ?? 'Unknown',
    actions: statement.NotAction === undefined ? list(statement.Action) : [`everything but ${list(statement.NotAction).join(', ')}`],
    resources: statement.NotResource === undefined ? list(statement.Resource) : [
      `everything but ${list(statement.NotResource).join(', ')}`,
    ],
    ...(statement.Condition === undefined ? {} : { condition: readable(statement.Condition) }),
    policy: name,
    ...(doubt === undefined ? {} : { possible: true }),
  });
  return partial ? [...permits, notKnown(`what else ${name} allows, of whose content only a part is known`, name)] : permits;
}

function notKnown(why: string, policy: string): Permit {
  return { effect: 'Unknown', actions: [why], resources: [], policy };
}

function list(value: unknown): string[] {
  return asList(value).map(text);
}

/** The parts of a text that are known, and that others are not. */
function text(value: unknown): string {
  if (isUnresolved(value) && value.Pattern !== undefined) return value.Pattern.replace(/«\??!?([^»]*)»/g, '(not known: $1)');
  const why = whyUnresolved(value);
  return why ? `(not known: ${why})` : asString(value) ?? JSON.stringify(value);
}

/** A condition block as `key operator value`, all of which must hold. */
function readable(condition: unknown): string {
  if (typeof condition !== 'object' || condition === null) return '';
  if (isUnresolved(condition)) return `(not known: ${condition['Fn::Unresolved']})`;
  return Object.entries(condition)
    .flatMap(([operator, keys]: [string, unknown]) => typeof keys !== 'object' || keys === null || isUnresolved(keys)
      ? [`${operator} ${text(keys)}`]
      : Object.entries(keys).map(([key, values]) => `${key} ${operator} ${asList(values).map(text).join(' | ')}`)).join(' and ');
}
