import { Construct } from 'constructs';
import { factsOf } from '../claims/pool-facts';
import { Providers, isSamePool } from '../providers';
import { MappedGroup } from './role-mapping';
import { Rules } from './rules';
import { WholeApp } from '../../../app-tree/whole-app';
import { warn } from '../../../private/warn';

/**
 * Warns of groups with a role that something else in the app makes, where no registered client has a mapping that hands the role out.
 * Another identity pool may, so it is no error.
 */
export function adviseGroupsMadeElsewhere(
  scope: Construct, rules: Rules, groups: readonly MappedGroup[], providers: Providers, app: WholeApp,
): void {
  if (app.of('AWS::Cognito::UserPoolGroup').every(({ node }) => node.scope === scope)) {
    return;
  }
  for (const userPool of providers.userPools) {
    const ruled = rules.ofPool(userPool).length > 0;
    const byToken = groups.some(group => isSamePool(group.userPool, userPool))
      || providers.logins.some(login => login.groupRoles && isSamePool(login.userPool, userPool));
    const made = ruled || !byToken ? factsOf(userPool, providers, app)?.groups ?? [] : [];
    const idle =
      made.filter(({ certain, resource, properties }) => certain && resource.node.scope !== scope && properties.RoleArn !== undefined);
    if (idle.length > 0) {
      warn(scope, 'group-role-without-mapping', `the role of ${idle.map(({ name }) => name).join(', ')} is never given by this identity `
        + 'pool, which has no mapping for '
        + `${idle.length > 1 ? 'these groups' : 'this group'}; make ${idle.length > 1 ? 'them' : 'it'} with `
        + `addGroup${ruled ? '' : ', or set groupRoles: true'}`);
    }
  }
}
