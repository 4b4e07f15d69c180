import type { AccessChange } from '../../diff/access-between';
import type { FindingChange } from '../../diff/findings-between';
import type { Edit } from '../../edits';

/** What `diff` shows. */
export interface DiffReport {
  readonly edits: readonly Edit[];
  readonly access: readonly AccessChange[];
  readonly findings: FindingChange;
  /** What was taken for granted, in sentences. */
  readonly readWith: readonly string[];
  /** Whether it exits with 1. */
  readonly isDangerous: boolean;
}

/** The whole in a line. */
export function headline({ edits, access, findings, isDangerous }: DiffReport): string {
  const dangerous = edits.filter(edit => edit.isDangerous);
  const of = (kind: Edit['kind'], word: string) => {
    const count = new Set(dangerous.filter(edit => edit.kind === kind).map(({ at }) => `${at.stack}/${at.logicalId}`)).size;
    return count === 0 ? [] : [`${count} ${word}`];
  };
  const gaining = access.filter(({ gains }) => gains.length > 0).length;
  const losing = access.filter(({ loses }) => loses.length > 0).length;
  const parts = [
    ...of('gone', 'gone'), ...of('replaced', 'made anew'), ...of('refused', 'that the deployment can\'t change so'),
    ...gaining > 0 ? [`${gaining} kind${gaining === 1 ? '' : 's'} of identity with more access`] : [],
    ...losing > 0 ? [`${losing} with less`] : [],
    ...findings.found.length > 0 ? [`${findings.found.length} new finding${findings.found.length === 1 ? '' : 's'}`] : [],
  ];
  return `${isDangerous ? 'dangerous' : 'nothing dangerous'}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}`;
}

/** What somebody is before and after; nothing if it stays. */
export function turn({ before, after }: Pick<AccessChange, 'before' | 'after'>): string {
  if (before === after) return `stays ${after}`;
  if (before === undefined) return `becomes ${after}, is new`;
  return after === undefined ? `was ${before}, is no longer told apart` : `becomes ${after} instead of ${before}`;
}

/** The property and its values, where there is one. */
export function values({ property, before, after }: Edit): string {
  if (property === undefined) return '';
  return before === undefined && after === undefined ? property : `${property}: ${before ?? 'nothing'} → ${after ?? 'nothing'}`;
}

/** How much is known of it. */
export function weight({ isDangerous, isSure }: Edit): string {
  return isDangerous ? isSure ? 'dangerous' : 'possibly dangerous' : 'harmless';
}
