import { RequestContextValues } from '../../../policy';
import { covers } from '../../../policy/action-pattern';
import { asList } from '../../../private/as-list';
import { once } from '../../../private/once';
import { hasGap } from '../../../template/resolve/marks';
import { sentKeys } from '../facts/session-tags';
import { RoleFact } from '../facts/types';

const KEY = 'aws:PrincipalTag/';

/** What the tags of a role say of its sessions, where conditions ask for them; what is compared with them stays somebody's own. */
export function tagsAskedFor(role: RoleFact, conditions: readonly unknown[]): RequestContextValues {
  const known = Object.entries(tagsOf(role));
  if (known.length === 0) return {};
  const text = JSON.stringify([conditions, role.statements.map(({ resources, notResources }) => [resources, notResources])]).toLowerCase();
  return Object.fromEntries(known.filter(([key]) => !text.includes(`\${${key.toLowerCase()}`)));
}

/** Those tags that are known, and that no tag of a session may take the place of. */
const tagsOf = once((role: RoleFact): Record<string, string> => {
  const tags = asList<any>(role.props.Tags);
  const sent = keysSentTo(role);
  if (sent === undefined || tags.some(tag => hasGap(tag) || hasGap(tag?.Key))) return {};
  return Object.fromEntries(tags.filter(({ Key, Value }) => !hasGap(Value) && !sent.includes(String(Key).toLowerCase()))
    .map(({ Key, Value }) => [`${KEY}${Key}`, String(Value)]));
});

/** The keys of all tags that sessions of a role may have of their own; undefined where they are not known. */
function keysSentTo({ uses, trust }: RoleFact): string[] | undefined {
  const isTagged = trust.some(({ effect, actions, notActions }) =>
    effect === 'Allow' && (notActions.length > 0 || actions.some(action => hasGap(action) || covers(action, 'sts:TagSession'))));
  if (isTagged && (uses.length === 0 || uses.some(({ identityPool }) => identityPool === undefined))) return undefined;
  const sent = uses.filter(({ kind }) => kind !== 'guest').flatMap(({ identityPool }) => identityPool?.tags ?? []).map(sentKeys);
  return sent.includes(undefined) ? undefined : sent.flatMap(keys => keys!.map(key => key.toLowerCase()));
}
