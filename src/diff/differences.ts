import { AccessChange, accessBetween } from './access-between';
import { aligned } from './aligned';
import { FindingChange, findingsBetween } from './findings-between';
import { AccessModel } from '../access-model';
import { Edit, editsBetween } from '../edits';
import { madeOfTemplates } from '../edits/made-of-templates';
import { ReviewOptions, reviewTemplates } from '../guardrails/check';
import type { LoadedTemplate } from '../template/text/load';

/** What a deployment of the new side over the old one does to people. */
export interface Differences {
  readonly edits: Edit[];
  readonly access: AccessChange[];
  readonly findings: FindingChange;
  /** The templates of the new side, under the names that the other parts use. */
  readonly after: LoadedTemplate[];
}

/** Compares two states of an app. */
export function differencesBetween(older: LoadedTemplate[], newer: LoadedTemplate[], review: ReviewOptions = {}): Differences {
  const [before, after] = aligned(older, newer);
  const [old, now] = [AccessModel._fromTemplates(before, after), AccessModel._fromTemplates(after, before)];
  return {
    edits: editsBetween(madeOfTemplates(old._entities.resources, before), madeOfTemplates(now._entities.resources, after)),
    access: accessBetween(old, now),
    findings: findingsBetween(reviewTemplates(before, review), reviewTemplates(after, review)),
    after,
  };
}
