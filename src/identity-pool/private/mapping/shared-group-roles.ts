import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { nameOf } from '../../../app-tree/app-resource';
import { isIntrinsic } from '../../../app-tree/values';
import { WholeApp } from '../../../app-tree/whole-app';
import { keptOut } from '../../../identity-facts/trust/kept-out';
import { asList } from '../../../private/as-list';
import { warn } from '../../../private/warn';
import { PoolFacts, factsOf } from '../claims/pool-facts';
import { Providers } from '../providers';
import { TrustReviewer } from '../trust-review';

/** The identity pool, with the L1 that others may refer to. */
export interface JudgedPool extends Construct {
  readonly cfnIdentityPool: cognito.CfnIdentityPool;
}

/**
 * Warns of groups whose role two identity pools take and one cannot give: `cognito:preferred_role` is one role for both. Every identity
 * pool of this library speaks for itself, and for those that nobody speaks for.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
 */
export function adviseSharedGroupRoles(pool: JudgedPool, providers: Providers, app: WholeApp): void {
  const identityPools = app.of('AWS::Cognito::IdentityPool').filter((found): found is cognito.CfnIdentityPool & typeof found =>
    cognito.CfnIdentityPool.isCfnIdentityPool(found));
  for (const userPool of identityPools.length > 1 ? providers.userPools : []) {
    const facts = factsOf(userPool, providers, app);
    const roles = facts ? rolesOf(facts, app) : [];
    const takers = roles.length > 0 ? identityPools.filter(candidate => takesGroupRoles(candidate, facts!, app)) : [];
    if (!takers.includes(pool.cfnIdentityPool)) {
      continue;
    }
    const reviewers = new Map(takers.map(taker => [taker, reviewerOf(taker, app)]));
    const refusals = roles.flatMap(role => keptOut(takers, taker => reviewers.get(taker)!.lets(role, 'authenticated'))
      .filter(taker => taker === pool.cfnIdentityPool || !speaksForItself(taker))
      .map(taker => `${nameOf(role)} does not trust ${nameOf(taker)}`));
    if (refusals.length > 0) {
      warn(
        pool,
        'group-role-of-two-pools',
        `${takers.map(nameOf).join(' and ')} give the roles of the groups of ${userPool.node.path}, but ${refusals.join(', and ')}, `
          + "so members can't sign in there. Hand in a role of your own for the group that trusts the authenticatedPrincipal of both, "
          + 'or map one of the identity pools by rules on Claim.groups().',
      );
    }
  }
}

/** The roles of the groups that are surely of this user pool, each once. */
function rolesOf({ groups }: PoolFacts, app: WholeApp): iam.CfnRole[] {
  const roles = groups.filter(({ certain }) => certain)
    .map(({ properties, resource }) => app.reference(properties.RoleArn, resource)?.target);
  return [...new Set(roles)].filter((role): role is iam.CfnRole => iam.CfnRole.isCfnRole(role));
}

/** Whether the rendered role mapping for a client of the user pool is that of its groups. */
function takesGroupRoles(identityPool: cognito.CfnIdentityPool, { pool }: PoolFacts, app: WholeApp): boolean {
  return app.partsOf(identityPool, 'AWS::Cognito::IdentityPoolRoleAttachment', 'IdentityPoolId').some(attachment => {
    const { RoleMappings: mappings } = app.properties(attachment);
    return !isIntrinsic(mappings) && Object.values<any>(mappings ?? {}).some(({ Type, IdentityProvider }) =>
      Type === 'Token' && app.refersTo(IdentityProvider, attachment, pool) === 'yes');
  });
}

function reviewerOf(identityPool: cognito.CfnIdentityPool, app: WholeApp): TrustReviewer {
  const logins = asList<any>(app.properties(identityPool).CognitoIdentityProviders);
  return new TrustReviewer(app, identityPool, logins.map(login => login?.ProviderName));
}

function speaksForItself({ node: { scope } }: cognito.CfnIdentityPool): boolean {
  return scope !== undefined && 'cfnIdentityPool' in scope;
}
