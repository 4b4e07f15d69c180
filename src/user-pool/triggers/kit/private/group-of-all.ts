import { IConstruct } from 'constructs';
import type { AppResource } from '../../../../app-tree/app-resource';
import { WholeApp } from '../../../../app-tree/whole-app';
import { asList } from '../../../../private/as-list';
import { warn } from '../../../../private/warn';

const BY_ROLE = 'cognito:preferred_role';

/** Warns of groups and rules that come after a group which everybody who signs up is in: that group's role is taken before theirs. */
export function adviseGroupOfAll(fn: IConstruct, group: AppResource, others: readonly AppResource[], app: WholeApp): void {
  const { GroupName, RoleArn, Precedence } = app.properties(group);
  if (RoleArn === undefined) {
    return;
  }
  const weaker = others.filter(other => {
    const { RoleArn: role, Precedence: precedence } = app.properties(other);
    return role !== undefined && Number(precedence ?? Infinity) > Number(Precedence ?? Infinity);
  }).map(other => `the group '${app.properties(other).GroupName}'`);
  const after = [...weaker, ...rulesAfter(RoleArn, group, app)];
  if (after.length > 0) {
    warn(fn, 'default-group-decides', `group: everybody who signs up is in '${GroupName}', whose role is taken before `
      + `${after.join(', ')}, so that these decide for nobody; `
      + `let them come first (precedence, decidesFirst: DecidesFirst.RULES), or make '${GroupName}' a group without a role: `
      + `auth.userPool.addGroup('Everybody', { groupName: '${GroupName}' })`);
  }
}

/** The rules, in words, that role mappings ask after the one for this role. */
function rulesAfter(role: unknown, group: AppResource, app: WholeApp): string[] {
  const target = app.reference(role, group)?.target;
  return [...new Set(app.of('AWS::Cognito::IdentityPoolRoleAttachment').flatMap(attachment => {
    const mappings = Object.values<any>(app.properties(attachment).RoleMappings ?? {});
    return mappings.flatMap(mapping => {
      const rules = asList<any>(mapping?.RulesConfiguration?.Rules);
      const own = rules.findIndex(({ Claim, Value }) =>
        Claim === BY_ROLE && target !== undefined && app.reference(Value, attachment)?.target === target);
      return own < 0 ? [] : rules.slice(own + 1).filter(({ Claim }) => Claim !== BY_ROLE)
        .map(({ Claim, MatchType, Value }) => `the rule ${Claim} ${MatchType} '${typeof Value === 'string' ? Value : '…'}'`);
    });
  }))];
}
