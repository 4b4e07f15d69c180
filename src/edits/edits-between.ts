import { Edit } from './edit';
import { collidingEdits, goneEdits } from './gone-edits';
import { keyOf, Made } from './made';
import { refusedPoolEdits } from './pool-edits';
import { replacingEdits } from './replacing-edits';

/** What is between two states of an app with which users are lost, or that the deployment can't do; what cannot be undone first. */
export function editsBetween(before: readonly Made[], after: readonly Made[]): Edit[] {
  const now = new Map(after.map(made => [keyOf(made), made]));
  const pairs = before.flatMap(made => {
    const still = now.get(keyOf(made));
    return still ? [[made, still] as const] : [];
  });
  const gone = goneEdits(before, after);
  const replaced = replacingEdits(pairs);
  const old = new Set(before.map(keyOf));
  const leaving = [...gone, ...replaced].filter(({ isSure }) => isSure).map(({ at }) => at);
  const anew = [
    ...after.filter(made => !old.has(keyOf(made))), ...replaced.filter(({ isSure }) => isSure).map(({ at }) => now.get(keyOf(at))!),
  ];
  const refused = pairs.filter(([made, still]) => made.type === 'AWS::Cognito::UserPool' && still.type === made.type)
    .flatMap(([made, still]) => refusedPoolEdits(made, still));
  return [...gone, ...replaced, ...refused, ...collidingEdits(leaving, [...new Set(anew)])].sort(worstFirst);
}

function worstFirst(a: Edit, b: Edit): number {
  return Number(b.isDangerous) - Number(a.isDangerous) || Number(b.isSure) - Number(a.isSure);
}
