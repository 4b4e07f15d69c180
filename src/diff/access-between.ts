import { permissionsBetween } from './permissions-between';
import { AccessModel, Outcome } from '../access-model';
import { accessMatrices, AccessMatrix, AccessRow } from '../access-model/access-matrix';
import type { Permit } from '../access-model/permits';

/** What changes for one kind of identity. */
export interface AccessChange {
  readonly identityPool: string;
  readonly who: string;
  readonly provider: string;
  /** The roles, or what happens instead; nothing where there is no such identity on that side. */
  readonly before?: string;
  readonly after?: string;
  readonly gains: Permit[];
  readonly loses: Permit[];
  /** What else is different, whose direction nobody can tell by looking at it. */
  readonly notes: string[];
}

/** Who gains and who loses access, by each kind of identity of each identity pool. */
export function accessBetween(before: AccessModel, after: AccessModel): AccessChange[] {
  const [old, now] = [accessMatrices(before), accessMatrices(after)];
  return pairsOf(old, now).flatMap(([one, other]) => changesOf(one, other, { before, after }));
}

type Pair = readonly [AccessMatrix | undefined, AccessMatrix | undefined];

/** What is compared. One that only is called otherwise, of its stack or of all, is the same to those who get credentials from it. */
function pairsOf(old: readonly AccessMatrix[], now: readonly AccessMatrix[]): Pair[] {
  const names = [...new Set([...old, ...now].map(({ identityPool }) => identityPool))];
  const pairs = names.map((name): Pair => [named(old, name), named(now, name)]);
  const left = pairs.flatMap(([one, other]) => one && !other ? [one] : []);
  const right = pairs.flatMap(([one, other]) => other && !one ? [other] : []);
  const renamed = left.flatMap((one): Pair[] => {
    const twins = left.filter(({ template }) => template === one.template);
    const successors = right.filter(({ template }) => template === one.template);
    const isOne = twins.length === 1 && successors.length === 1;
    return isOne ? [[one, successors[0]]] : left.length === 1 && right.length === 1 ? [[one, right[0]]] : [];
  });
  const paired = new Set(renamed.flat());
  return [...pairs.filter(([one, other]) => one && other || !paired.has(one ?? other)), ...renamed];
}

interface Models {
  readonly before: AccessModel;
  readonly after: AccessModel;
}

function named(matrices: readonly AccessMatrix[], name: string): AccessMatrix | undefined {
  return matrices.find(({ identityPool }) => identityPool === name);
}

function changesOf(before: AccessMatrix | undefined, after: AccessMatrix | undefined, models: Models): AccessChange[] {
  const [old, now] = [byIdentity(before), byIdentity(after)];
  const keys = [...new Set([...old.keys(), ...now.keys()])];
  const changes = keys.map((key): AccessChange => {
    const [was, is] = [old.get(key) ?? [], now.get(key) ?? []];
    const [{ who, provider }] = [...is, ...was];
    return {
      identityPool: (after ?? before)!.identityPool,
      who,
      provider,
      ...was.length > 0 ? { before: becomes(was) } : {},
      ...is.length > 0 ? { after: becomes(is) } : {},
      ...permissionsBetween(permitsOf(was), permitsOf(is)),
      notes: was.length > 0 && is.length > 0 ? notesOf(was, is, models) : [],
    };
  });
  return changes.filter(change => change.before !== change.after || change.gains.length + change.loses.length + change.notes.length > 0);
}

/** Several where conditions of the template bring several mappings. */
function byIdentity(matrix: AccessMatrix | undefined): Map<string, AccessRow[]> {
  const rows = new Map<string, AccessRow[]>();
  for (const row of matrix?.rows ?? []) {
    const key = `${row.provider}\n${row.identity}`;
    rows.set(key, [...rows.get(key) ?? [], row]);
  }
  return rows;
}

function becomes(rows: readonly AccessRow[]): string {
  return [...new Set(rows.map(({ outcome }) => outcome.role === undefined ? outcome.outcome
    : outcome.outcome === Outcome.ROLE ? outcome.role : `${outcome.outcome}: ${outcome.role}`))].join(' or ');
}

/** What is not sure to be given is only possible. */
function permitsOf(rows: readonly AccessRow[]): Permit[] {
  return rows.flatMap(({ outcome, permits }) => outcome.outcome === Outcome.ROLE ? permits
    : outcome.outcome === Outcome.UNKNOWN ? permits.map(permit => ({ ...permit, possible: true })) : []);
}

function notesOf(was: readonly AccessRow[], is: readonly AccessRow[], { before, after }: Models): string[] {
  const differs = (what: string, of: (row: AccessRow) => unknown): string[] => {
    const [one, other] = [was, is].map(rows => [...new Set(rows.map(row => text(of(row))))].join(' or '));
    return one === other ? [] : [`${what}: ${one} → ${other}`];
  };
  const boundaries = (rows: readonly AccessRow[], model: AccessModel) =>
    JSON.stringify(rows.map(({ outcome }) => boundaryOf(model, outcome.role)).filter(found => found !== undefined));
  const [old, now] = [boundaries(was, before), boundaries(is, after)];
  const haveRoles = [was, is].every(rows => rows.some(({ trust }) => trust !== ''));
  return [
    ...haveRoles ? differs('whom the role trusts', ({ trust }) => trust) : [],
    ...differs('session tags', ({ outcome }) => outcome.principalTags),
    ...old === now ? [] : [
      `the permissions boundary of the role is another${old === '[]' ? ': there was none' : now === '[]' ? ': there is none now' : ''}`,
    ],
  ];
}

function boundaryOf(model: AccessModel, role: string | undefined): unknown {
  return model._entities.roles.find(({ label }) => label === role)?.boundary;
}

function text(value: unknown): string {
  return value === undefined || value === '' ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value);
}
