import { Opening, openings } from '../resource-grants';
import { find, UnreadValue } from './values';
import { once } from '../../../../private/once';
import { POLICY_PROPERTIES } from '../../../../template/resolve/policy-properties';
import { Facts } from '../../facts/types';

/** Policies on resources that let a role of people in, or may, and of which it is not known what they say or how they count. */
export const unreadPolicies = once((facts: Facts): UnreadValue[] => openings(facts).flatMap(opening => {
  const { at } = opening;
  const unread = at.type === 'AWS::Lambda::Permission' ? undefined : elsewhere(opening);
  if (unread) return [{ at, decides: true, ...unread }];
  const path = pathOf(opening);
  const letIn = opening.foreign ? opening.statements.find(({ surely }) => surely) : undefined;
  return letIn
    ? [{ at, path, what: path, decides: true, why: `it lets ${letIn.role.id} in, and how policies of ${at.type} count is not evaluated` }]
    : [];
}));

function elsewhere(opening: Opening): Pick<UnreadValue, 'path' | 'what'> | undefined {
  const path = pathOf(opening);
  if (typeof opening.document === 'string') return find(opening.document, path);
  return opening.statements.map(({ statement }) => find(statement, `${path}.Statement`)).find(found => found !== undefined);
}

function pathOf({ at }: Opening): string {
  return POLICY_PROPERTIES[at.type] ?? 'the policy';
}
