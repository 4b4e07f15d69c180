import { OpenCondition, OpenWorld, World } from '../../../template/resolve/reading';

/** So many open conditions are tried in every combination. */
const MOST_TOGETHER = 6;

/** A condition that is open before deployment. */
interface Open {
  readonly key: string;
  /** What is compared with a text that the template gives: it is equal to one text at most. */
  readonly compared?: string;
}

/**
 * Visits the ways in which open conditions may turn out: every combination of a few, and of many none, all, each one alone and all
 * but each one. Only conditions that are asked for count: a template of the CDK has some that decide about nothing else than metadata.
 * What reads the same world `unasked` leaves those open that nothing else asks for.
 */
export function forEachWorld(visit: (world: World, unasked: OpenWorld) => void): void {
  const open = new Map<string, Open>();
  const visited = new Set<string>();
  const visitOnce = (holding: Open[]) => {
    const keys = consistent(holding).map(({ key }) => key);
    const name = keys.join('\n');
    if (visited.has(name)) return;
    visited.add(name);
    visit((condition, template) => {
      const found = openCondition(condition, template);
      open.set(found.key, found);
      return keys.includes(found.key);
    }, (condition, template) => {
      const { key } = openCondition(condition, template);
      return open.has(key) ? keys.includes(key) : undefined;
    });
  };
  visitOnce([]);
  for (let known = 0; open.size > known;) {
    known = open.size;
    combinations([...open.values()]).forEach(visitOnce);
  }
}

function openCondition(condition: OpenCondition, template: number): Open {
  if (!Array.isArray(condition)) return { key: `${template} ${JSON.stringify(condition)}` };
  // it does not matter which of two things that are compared stands first
  const key = `${template} ${condition.map(operand => JSON.stringify(operand)).sort().join()}`;
  const [unknown, ...more] = condition.filter(operand => typeof operand === 'object');
  return more.length > 0 ? { key } : { key, compared: `${template} ${JSON.stringify(unknown)}` };
}

/** Without those that can't hold because an earlier one does. */
function consistent(holding: Open[]): Open[] {
  return holding.filter(({ compared }, index) =>
    compared === undefined || holding.findIndex(other => other.compared === compared) === index);
}

function combinations(open: Open[]): Open[][] {
  if (open.length <= MOST_TOGETHER) {
    return Array.from(
      { length: 2 ** open.length }, (_, bits) => open.filter((_condition, index) => Math.floor(bits / 2 ** index) % 2 === 1),
    );
  }
  return [open, ...open.map(condition => [condition]), ...open.map(condition => open.filter(other => other !== condition))];
}
