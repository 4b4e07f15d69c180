import { Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { MappedGroup, RoleMapping } from './role-mapping';
import { Rules } from './rules';
import { WholeApp } from '../../../app-tree/whole-app';
import { RuleCondition } from '../../../identity-facts/claims/rule-condition';
import { takenBefore } from '../../../identity-facts/claims/rules-taken';
import { warn } from '../../../private/warn';
import { arnInItsStack } from '../../../roles/made-role';
import { PoolFacts, factsOf } from '../claims/pool-facts';
import { Providers } from '../providers';

/** A condition of the mapping of one user pool; that of a group is on the role that Cognito prefers. */
interface Condition extends RuleCondition {
  readonly id: string;
  readonly ofGroup: boolean;
}

/**
 * Warns of rules on groups, and of groups, for whom something before them decides in any case. What groups there are shows at the end.
 * Groups of a pool that is not of this app, and tokens that a trigger writes, are not judged.
 */
export function adviseUnreached(scope: Construct, mapping: RoleMapping, rules: Rules, providers: Providers, app: WholeApp): void {
  for (const userPool of providers.userPools) {
    const facts = factsOf(userPool, providers, app);
    if (!facts || facts.preTokenTrigger.isSet !== false) {
      continue;
    }
    const groups = groupsOf(facts, mapping.groupsOf(userPool), scope, app);
    if (!groups) {
      continue;
    }
    const conditions = conditionsOf(userPool, scope, mapping, rules, app);
    conditions.forEach((condition, index) => {
      const takers = takenBefore(condition, conditions.slice(0, index), groups);
      if (takers.length > 0) {
        say(scope, userPool, condition, takers);
      }
    });
  }
}

function say(scope: Construct, userPool: cognito.IUserPool, { id, ofGroup }: Condition, takers: Condition[]): void {
  if (ofGroup) {
    warn(scope, 'shadowed-group', `the role of the group '${id}' of ${userPool.node.path} is never chosen: rule '${takers[0].id}' before `
      + 'it matches all members. Remove that rule, or have groups decide first (decidesFirst: DecidesFirst.GROUPS).');
  } else {
    warn(scope, 'shadowed-rule', `rule '${id}' is never the first to match for ${userPool.node.path}: whom it looks for has the role of a `
      + `group, and ${takers.map(taker => taker.id).join(', ')} decide before it. Grant to the group instead, or have rules decide first `
      + '(decidesFirst: DecidesFirst.RULES).');
  }
}

function conditionsOf(
  userPool: cognito.IUserPool, scope: Construct, mapping: RoleMapping, rules: Rules, app: WholeApp,
): Condition[] {
  return mapping.inOrder(
    mapping.groupsOf(userPool).map((group): Condition => ({
      id: group.name, ofGroup: true, claim: 'cognito:preferred_role', match: 'Equals', value: roleKey(group, scope, app),
    })),
    rules.ofPool(userPool).filter(({ rule }) => !Token.isUnresolved(rule.value)).map(({ id, rule }): Condition => ({
      id, ofGroup: false, claim: rule.claim.name, match: rule._match, value: rule.value,
    })),
  );
}

/** All groups of the user pool, unless one has a name that only deployment tells, or may be of another pool. */
function groupsOf({ groups }: PoolFacts, own: MappedGroup[], scope: Construct, app: WholeApp) {
  if (groups.some(({ certain }) => !certain)) return undefined;
  const known = groups.map(({ properties }) => {
    const { GroupName: name, RoleArn: arn, Precedence: precedence } = properties;
    const made = own.find(group => group.name === name);
    const role = made ? roleKey(made, scope, app) : arn && JSON.stringify(arn);
    return { name, ...(role === undefined ? {} : { role }), ...(precedence === undefined ? {} : { precedence }) };
  });
  return known.every(({ name }) => typeof name === 'string') ? known : undefined;
}

function roleKey({ role }: MappedGroup, scope: Construct, app: WholeApp): string {
  return JSON.stringify(app.resolve(arnInItsStack(role.role), scope));
}
