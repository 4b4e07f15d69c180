import { Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { ClaimSource } from '../claims/claim-source';
import { PartOfPool, PoolFacts, factsOf } from '../claims/pool-facts';
import { Providers, isSamePool } from '../providers';
import { MappedGroup } from './role-mapping';
import { MappedRule, Rules } from './rules';
import { WholeApp } from '../../../app-tree/whole-app';
import { warn } from '../../../private/warn';

/** The groups of one user pool: those that this identity pool makes, and those that something else in the app does. */
interface GroupsOfPool {
  readonly userPool: cognito.IUserPool;
  readonly own: MappedGroup[];
  readonly facts?: PoolFacts;
}

/**
 * Says whom a rule on the groups matches by mistake, and between which groups Cognito would not choose, once all groups of the app are
 * there.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html
 */
export function problemsOfGroups(
  scope: Construct, rules: Rules, groups: readonly MappedGroup[], providers: Providers, app: WholeApp,
): string[] {
  const looking = rules.all.filter(({ rule }) => rule.claim._source === ClaimSource.GROUPS && rule.claim._acknowledgement === undefined);
  const byToken = providers.logins.filter(({ groupRoles }) => groupRoles).map(({ userPool }) => userPool);
  if (looking.length === 0 && groups.length === 0 && byToken.length === 0) {
    return [];
  }
  const pools = providers.userPools.map(userPool => ({
    userPool, own: groups.filter(group => isSamePool(group.userPool, userPool)), facts: factsOf(userPool, providers, app),
  }));
  const deciding = pools.filter(({ own, userPool }) => own.length > 0 || byToken.some(other => isSamePool(other, userPool)));
  return [
    ...looking.flatMap(rule => namesAlike(scope, rule, pools.filter(({ userPool }) => rules.ofPool(userPool).includes(rule)), app)),
    ...deciding.flatMap(pool => ties(scope, pool, app)),
    ...deciding.flatMap(pool => madeTwice(scope, pool, app)),
  ];
}

/** `Contains` on the groups looks for the text anywhere, so the name must be no part of another. */
function namesAlike(scope: Construct, { id, rule }: MappedRule, pools: GroupsOfPool[], app: WholeApp): string[] {
  const value = app.resolve(rule.value, scope);
  const names = pools.flatMap(({ own, facts }) => facts
    ? facts.groups.map(({ properties }) => properties.GroupName)
    : own.map(({ name }) => name));
  const known = names.filter(name => typeof name === 'string');
  if (typeof value !== 'string' || known.length < names.length) {
    warn(scope, 'rule-group-unknown', `rule '${id}' looks for a name anywhere in cognito:groups, `
      + 'and which names there are is known at deployment only. '
      + 'Make sure that no group is named like a part of another, or use addGroup');
  } else if (!known.includes(value) && pools.some(({ facts }) => facts)) {
    warn(scope, 'rule-group-undeclared', `rule '${id}' looks for '${value}' anywhere in cognito:groups, `
      + 'and no group of this app is called that, '
      + "so it can't be told whom it matches. Make the group with addGroup, or check the name");
  }
  const wider = known.filter(name => name !== value && name.includes(value));
  return wider.length > 0
    ? [
      `rule '${id}' looks for '${value}' anywhere in cognito:groups, so members of ${wider.join(', ')} match too; use addGroup, `
        + 'or rename the groups',
    ]
    : [];
}

/** `addGroup` has compared its own groups with each other as far as it knew their precedence. */
function ties(scope: Construct, { userPool, own, facts }: GroupsOfPool, app: WholeApp): string[] {
  const madeHere = ({ resource }: PartOfPool) => resource.node.scope === scope;
  const compared = onlyMadeBy(scope, app) && !own.some(({ precedence }) => Token.isUnresolved(precedence));
  const deciding = facts && !compared ? facts.groups.filter(({ certain, properties }) => certain && properties.RoleArn !== undefined) : [];
  return deciding.flatMap((one, index) => deciding.slice(index + 1).flatMap(other => {
    const [first, second] = [one.properties, other.properties];
    if (first.Precedence !== second.Precedence || JSON.stringify(first.RoleArn) === JSON.stringify(second.RoleArn)) {
      return [];
    }
    const names = `the groups ${one.name} and ${other.name} of ${userPool.node.path}`;
    if (first.Precedence === undefined) {
      if (!madeHere(one) || !madeHere(other)) {
        warn(
          scope,
          'groups-without-precedence',
          `${names} have no precedence and different roles, so Cognito probably chooses neither for someone in both; `
            + 'give each a precedence of its own',
        );
      }
      return [];
    }
    return typeof first.Precedence === 'number'
      ? [
        `${names} both have precedence ${first.Precedence} and different roles, so Cognito would choose neither for someone in both; `
          + 'give each its own precedence',
      ]
      : [];
  }));
}

/** `addGroup` refuses a name that it was given before; here are those that something else in the app makes as well. */
function madeTwice(scope: Construct, { userPool, facts }: GroupsOfPool, app: WholeApp): string[] {
  const made = facts && !onlyMadeBy(scope, app)
    ? facts.groups.filter(({ certain, properties }) => certain && typeof properties.GroupName === 'string')
    : [];
  return made.flatMap((one, index) =>
    made.slice(0, index).filter(other => other.properties.GroupName === one.properties.GroupName).map(other =>
      `${other.name} and ${one.name} both make the group '${one.properties.GroupName}' of ${userPool.node.path}, `
      + 'and Cognito takes a name once; make it once, with a role that trusts both '
      + 'identity pools, and register the clients of the other one with groupRoles: true'));
}

function onlyMadeBy(scope: Construct, app: WholeApp): boolean {
  return app.of('AWS::Cognito::UserPoolGroup').every(({ node }) => node.scope === scope);
}
