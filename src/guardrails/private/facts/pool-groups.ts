import { userPoolOf, userPoolOfLogin } from './pool-keys';
import { Facts, MappingFact, PoolFact, ResourceFact } from './types';
import { once } from '../../../private/once';
import { groupBy } from '../../../template/names';
import { shown } from '../../../template/resolve/marks';

/** The groups that the templates make in one user pool, which may be made elsewhere. */
export interface PoolGroups {
  /** What the user pool goes by, as `userPoolOf` has it. */
  readonly key: string;
  readonly name: string;
  /** The user pool, where it is made here. */
  readonly pool?: PoolFact;
  readonly groups: readonly ResourceFact[];
}

/** The groups of each user pool that has any; one of a user pool that is not known is left out. */
export const poolGroups = once((facts: Facts): PoolGroups[] => {
  const pools = new Map<unknown, PoolFact>(facts.pools.map(pool => [pool.key, pool]));
  return [...groupBy(facts.ofType('AWS::Cognito::UserPoolGroup'), userPoolOf)].flatMap(([key, groups]): PoolGroups[] => {
    const pool = pools.get(key);
    return typeof key !== 'string' ? [] : [{ key, name: pool?.id ?? shown(groups[0].props.UserPoolId), pool, groups }];
  });
});

/** The groups of the user pool whose tokens a role mapping is for, as far as the templates make them. */
export function groupsMapped(mapping: MappingFact, facts: Facts): PoolGroups | undefined {
  const key = userPoolOfMapping(mapping);
  return poolGroups(facts).find(of => of.key === key);
}

/** Which user pool a role mapping is for. */
export function userPoolOfMapping({ at, login, provider }: MappingFact): string | undefined {
  return userPoolOfLogin(login ?? { providerName: provider }, at);
}
