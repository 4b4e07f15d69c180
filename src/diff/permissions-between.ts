import type { Permit } from '../access-model/permits';
import { covers } from '../policy/action-pattern';
import { coversResource } from '../policy/resource-pattern';

/** One statement about one action on one resource. */
interface Unit {
  readonly effect: string;
  readonly action: string;
  readonly resource: string;
  readonly condition?: string;
  readonly possible?: boolean;
}

/** What somebody may do that they could not before, and the other way round, as statements that a reader takes in at once. */
export interface PermissionChange {
  readonly gains: Permit[];
  readonly loses: Permit[];
}

/** What the statements of a role say that none before covers, and what they no longer say. A denial that goes is a gain. */
export function permissionsBetween(before: readonly Permit[], after: readonly Permit[]): PermissionChange {
  const [old, now] = [before.flatMap(unitsOf), after.flatMap(unitsOf)];
  const [added, dropped] = [beyond(now, old), beyond(old, now)];
  return {
    gains: [...grouped(added.filter(({ effect }) => effect !== 'Deny')), ...grouped(dropped.filter(({ effect }) => effect === 'Deny'))],
    loses: [...grouped(dropped.filter(({ effect }) => effect !== 'Deny')), ...grouped(added.filter(({ effect }) => effect === 'Deny'))],
  };
}

function unitsOf({ effect, actions, resources, condition, possible }: Permit): Unit[] {
  return actions.flatMap(action => (resources.length > 0 ? resources : ['']).map(resource =>
    ({ effect, action, resource, ...condition === undefined ? {} : { condition }, ...possible ? { possible } : {} })));
}

/** The units that none of the others covers: which of several together do is not looked for, so that nothing is overlooked. */
function beyond(units: readonly Unit[], others: readonly Unit[]): Unit[] {
  const same = new Set(others.map(unit => JSON.stringify(unit)));
  const left = [
    ...new Map(units.map(unit => [JSON.stringify(unit), unit])).entries(),
  ].filter(([text]) => !same.has(text)).map(([, unit]) => unit);
  return left.filter(unit => !others.some(other => isWithin(unit, other)));
}

function isWithin(unit: Unit, other: Unit): boolean {
  return unit.effect === other.effect && unit.effect !== 'Unknown' && (!other.possible || unit.possible === true)
    && (other.condition === undefined || other.condition === unit.condition)
    && (unit.action === other.action || (isPlain(unit.action) && isPlain(other.action) && covers(other.action, unit.action)))
    && (unit.resource === other.resource
      || (isPlain(unit.resource) && isPlain(other.resource) && coversResource(other.resource, unit.resource)));
}

/** Whether it is a pattern, and not words for what is left out or not known. */
function isPlain(text: string): boolean {
  return !text.includes(' ');
}

function grouped(units: readonly Unit[]): Permit[] {
  const byAction = collected(units, unit => JSON.stringify({ ...unit, resource: undefined }), unit => unit.resource);
  const rows = byAction.map(([unit, resources]) => ({ unit, resources: resources.sort() }));
  const keyOf = ({ unit, resources }: typeof rows[number]) =>
    JSON.stringify({ ...unit, action: undefined, resource: undefined, resources });
  return collected(rows, keyOf, ({ unit }) => unit.action)
    .map(([{ unit: { effect, condition, possible }, resources }, actions]) => ({
      effect,
      actions,
      resources: resources.filter(resource => resource !== ''),
      ...condition === undefined ? {} : { condition },
      policy: '',
      ...possible ? { possible } : {},
    }));
}

function collected<T>(things: readonly T[], keyOf: (thing: T) => string, valueOf: (thing: T) => string): [T, string[]][] {
  const found = new Map<string, [T, string[]]>();
  for (const thing of things) {
    const [, values] = found.get(keyOf(thing)) ?? found.set(keyOf(thing), [thing, []]).get(keyOf(thing))!;
    values.push(valueOf(thing));
  }
  return [...found.values()];
}
