import { PoolGroups, poolGroups, userPoolOfMapping } from './pool-groups';
import { audienceOf } from './pool-keys';
import { Facts, MappingFact } from './types';
import { once } from '../../../private/once';
import { groupBy } from '../../../template/names';
import { hasGap, shown } from '../../../template/resolve/marks';

/** An identity pool that gives people the roles of their groups. It may be made elsewhere. */
export interface Taker {
  readonly name: string;
  /** Its id, as tokens have it in `aud`. */
  readonly id: string;
  /** Where it is made, if that is here. */
  readonly template?: string;
}

/** A user pool with its groups, and the identity pools that give their roles. */
export interface SharedPool extends PoolGroups {
  readonly takers: readonly Taker[];
}

/** The user pools with groups, and who takes the roles of these. */
export const sharedPools = once((facts: Facts): SharedPool[] => {
  const mappings = groupBy(facts.mappings.filter(({ type }) => type === 'Token'), userPoolOfMapping);
  return poolGroups(facts).map(of => ({ ...of, takers: takersOf(mappings.get(of.key) ?? []) }));
});

function takersOf(mappings: MappingFact[]): Taker[] {
  const takers = mappings.flatMap(({ identityPool, at }): Taker[] => {
    if (identityPool) return [{ name: identityPool.id, id: audienceOf(identityPool), template: identityPool.template }];
    const { IdentityPoolId: id } = at.props;
    return typeof id !== 'string' || hasGap(id) ? [] : [{ name: shown(id), id }];
  });
  const each = [...new Map(takers.map(taker => [taker.id, taker])).values()];
  return each.map(taker => ({ ...taker, name: toldApart(taker, each) }));
}

/** Two stacks of one class make resources of one id. */
function toldApart({ name, template }: Taker, all: readonly Taker[]): string {
  return template !== undefined && all.filter(other => other.name === name).length > 1 ? `${template}/${name}` : name;
}
