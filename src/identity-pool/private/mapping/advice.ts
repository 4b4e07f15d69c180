import { adviseGroupsMadeElsewhere } from './groups-made-elsewhere';
import { adviseUnreached } from './reachable';
import { RoleMapping } from './role-mapping';
import { Rules } from './rules';
import { adviseSharedGroupRoles, JudgedPool } from './shared-group-roles';
import { WholeApp } from '../../../app-tree/whole-app';
import { Providers } from '../providers';

/** Warns of groups and rules that decide for nobody, or for people whom the role keeps out, once all of them are there. */
export function adviseMapping(pool: JudgedPool, mapping: RoleMapping, rules: Rules, providers: Providers, app: WholeApp): void {
  adviseGroupsMadeElsewhere(pool, rules, mapping.allGroups, providers, app);
  adviseSharedGroupRoles(pool, providers, app);
  if (mapping.allGroups.length > 0 && rules.all.length > 0) {
    adviseUnreached(pool, mapping, rules, providers, app);
  }
}
