import { Outcome } from '../../access-model';
import { AccessMatrix, AccessRow } from '../../access-model/access-matrix';
import { Permit } from '../../access-model/permits';

/** A matrix as a reviewer reads it. */
export interface Condensed {
  /** One for each kind of identity and outcome, with all the clients it goes for; permits are those beyond what is shared. */
  readonly rows: CondensedRow[];
  /** What each of several roles has that a sign-in gives, said once. */
  readonly shared: Permit[];
}

export interface CondensedRow extends AccessRow {
  readonly providers: readonly string[];
}

/** Rows that differ by the client alone are one, and what all roles of a sign-in have is said once. */
export function condensed({ rows }: AccessMatrix): Condensed {
  const clients = new Map<string, { row: AccessRow; providers: Set<string> }>();
  for (const row of rows) {
    const { provider, ...rest } = row;
    const key = JSON.stringify(rest);
    const known = clients.get(key) ?? { row, providers: new Set<string>() };
    known.providers.add(provider);
    clients.set(key, known);
  }
  const merged = [...clients.values()].map(({ row, providers }): CondensedRow =>
    ({ ...row, provider: [...providers].join(', '), providers: [...providers] }));
  const signedIn = merged.filter(isSignedIn);
  const shared = new Set(sharedBy(signedIn));
  return {
    shared: [...shared].map(permit => JSON.parse(permit)),
    rows: merged.map(row => isSignedIn(row) ? { ...row, permits: row.permits.filter(permit => !shared.has(JSON.stringify(permit))) } : row),
  };
}

/** Whether it is a sign-in that gives the role, rather than the absence of one or a name that the caller gives. */
export function isSignedIn({ outcome, identity, mapping }: AccessRow): boolean {
  return outcome.role !== undefined && outcome.outcome === Outcome.ROLE && identity !== 'guests' && mapping !== 'classic flow';
}

/** Nothing where there is one role alone: that would only take its rights out of its row. */
function sharedBy(rows: AccessRow[]): string[] {
  if (new Set(rows.map(({ outcome }) => outcome.role)).size < 2) return [];
  const [first, ...others] = rows.map(({ permits }) => permits.map(permit => JSON.stringify(permit)));
  return first.filter(permit => others.every(permits => permits.includes(permit)));
}
