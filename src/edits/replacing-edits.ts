import { Edit, shownValue } from './edit';
import { LOSSES } from './losses';
import { keyOf, Made } from './made';
import { REPLACED_BY } from './replacement-facts.generated';
import { sameness, Sameness } from './sameness';
import { references } from '../template/references';

/** A resource of both states, and which of its properties replace it. */
interface Replaced {
  readonly before: Made;
  readonly after: Made;
  readonly by: readonly { readonly property: string; readonly isSure: boolean; readonly because?: string }[];
}

/**
 * The resources that are made anew although they are still there: a create-only property changes, or names something that is itself made
 * anew.
 */
export function replacingEdits(pairs: readonly (readonly [Made, Made])[]): Edit[] {
  const replaced = new Map<string, Replaced>();
  for (const [before, after] of pairs) {
    const by = before.type === after.type ? changesOf(before, after) : [{ property: 'Type', isSure: true }];
    if (by.length > 0) replaced.set(keyOf(after), { before, after, by });
  }
  // until nothing follows any more: a replaced pool replaces its client, which replaces the branding of it
  for (let size = -1; size !== replaced.size;) {
    size = replaced.size;
    for (const [before, after] of pairs) {
      if (replaced.has(keyOf(after))) continue;
      const by = namesReplaced(after, replaced);
      if (by) replaced.set(keyOf(after), { before, after, by: [by] });
    }
  }
  return [...replaced.values()].flatMap(editsOf);
}

function changesOf(before: Made, after: Made): Replaced['by'] {
  return (REPLACED_BY[before.type] ?? []).flatMap(listed => {
    const property = listed.replace('?', '');
    const same = sameProperty(before, after, property);
    return same === 'same' ? [] : [{ property, isSure: same === 'different' && listed === property }];
  });
}

/** What is written the same with the same ids is the same, even where the value is not known. */
function sameProperty({ type, props: before, written: old }: Made, { props: after, written: now }: Made, property: string): Sameness {
  const [was, is] = [before[property] ?? ABSENT[`${type}.${property}`], after[property] ?? ABSENT[`${type}.${property}`]];
  const same = sameness(was, is);
  return same === 'unknown' && old && now && sameness(old[property], now[property]) === 'same' ? 'same' : same;
}

/** What it means that a property is not there, where that is the same as a value. */
const ABSENT: Readonly<Record<string, unknown>> = { 'AWS::Cognito::UserPoolClient.GenerateSecret': false, 'AWS::IAM::Role.Path': '/' };

function namesReplaced(after: Made, replaced: ReadonlyMap<string, Replaced>): Replaced['by'][number] | undefined {
  const written = after.written ?? after.props;
  for (const listed of REPLACED_BY[after.type] ?? []) {
    const property = listed.replace('?', '');
    const named = references(written[property]).find(id => replaced.has(keyOf({ stack: after.stack, logicalId: id })));
    if (named === undefined) continue;
    const { by } = replaced.get(keyOf({ stack: after.stack, logicalId: named }))!;
    return { property, isSure: by.some(({ isSure }) => isSure), because: named };
  }
  return undefined;
}

function editsOf({ before, after, by }: Replaced): Edit[] {
  const loss = LOSSES[before.type];
  return by.map(({ property, isSure, because }) => ({
    kind: 'replaced',
    isDangerous: loss !== undefined,
    isSure,
    at: before,
    property,
    before: shownValue(property === 'Type' ? before.type : before.props[property]),
    after: because === undefined ? shownValue(property === 'Type' ? after.type : after.props[property]) : `the new ${because}`,
    what: `${loss?.what ?? before.type} ${isSure ? 'is' : 'may be'} made anew: '${property}' is fixed when it is made`,
    effect: loss?.effect ?? 'it has another id',
    fix: property === 'UserPoolId' || because !== undefined || !loss ? 'keep what it is about' : loss.fix,
  }));
}
