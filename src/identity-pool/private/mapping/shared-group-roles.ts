import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { AppResource, nameOf } from '../../../app-tree/app-resource';
import { spelledOut } from '../../../app-tree/spelled-out';
import { isIntrinsic } from '../../../app-tree/values';
import { WholeApp } from '../../../app-tree/whole-app';
import { keptOut } from '../../../identity-facts/trust/kept-out';
import { userPoolOfProvider } from '../../../identity-facts/user-pool-of-provider';
import { asList } from '../../../private/as-list';
import { warn } from '../../../private/warn';
import { factsOf } from '../claims/pool-facts';
import { Providers } from '../providers';
import { letsMembersIn, TrustReviewer } from '../trust-review';

/** The identity pool, with the L1 that others may refer to. */
export interface JudgedPool extends Construct {
  readonly cfnIdentityPool: cognito.CfnIdentityPool;
}

/** An identity pool that gives the roles of groups: of this app, or by the id of one that is made elsewhere. */
type Taker = cognito.CfnIdentityPool | string;

/** A user pool, made here or elsewhere, by its groups and by how the resources of the app name it. */
interface SharedPool {
  readonly groups: readonly { readonly resource: AppResource; readonly properties: any }[];
  issues(provider: any, asking: AppResource): boolean;
}

const ATTACHMENT = 'AWS::Cognito::IdentityPoolRoleAttachment';

/**
 * Warns of groups whose role two identity pools take and one cannot give: `cognito:preferred_role` is one role for both. Every identity
 * pool of this library speaks for itself, and for those that nobody speaks for.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
 */
export function adviseSharedGroupRoles(pool: JudgedPool, providers: Providers, app: WholeApp): void {
  for (const userPool of app.of(ATTACHMENT).length > 1 ? providers.userPools : []) {
    const shared = sharedPool(userPool, providers, app);
    const roles = rolesOf(shared, app);
    const takers = roles.length > 0 ? takersOf(shared, app) : [];
    if (!takers.includes(pool.cfnIdentityPool)) {
      continue;
    }
    const lets = takers.map(taker => ({ taker, role: letsIn(taker, app) }));
    const refusals = roles.flatMap(role => keptOut(lets, taker => taker.role(role))
      .filter(({ taker }) => taker === pool.cfnIdentityPool || !speaksForItself(taker))
      .map(({ taker }) => `${nameOf(role)} does not trust ${called(taker)}`));
    if (refusals.length > 0) {
      warn(
        pool,
        'group-role-of-two-pools',
        `${takers.map(called).join(' and ')} give the roles of the groups of ${userPool.node.path}, but ${refusals.join(', and ')}, `
          + "so members can't sign in there. Hand in a role of your own for the group that trusts the authenticatedPrincipal of both, "
          + 'or map one of the identity pools by rules on Claim.groups().',
      );
    }
  }
}

function sharedPool(userPool: cognito.IUserPool, providers: Providers, app: WholeApp): SharedPool {
  const facts = factsOf(userPool, providers, app);
  if (facts) {
    return {
      groups: facts.groups.filter(({ certain }) => certain),
      issues: (provider, asking) => app.refersTo(provider, asking, facts.pool) === 'yes',
    };
  }
  const id = spelledOut(app.resolve(userPool.userPoolId, userPool), Stack.of(userPool), app);
  return {
    groups: app.of('AWS::Cognito::UserPoolGroup').map(resource => ({ resource, properties: app.properties(resource) }))
      .filter(({ resource, properties }) => spelledOut(properties.UserPoolId, resource.stack, app) === id),
    issues: (provider, { stack }) => userPoolOfProvider(spelledOut(provider, stack, app)) === id,
  };
}

/** The roles of the groups, each once. */
function rolesOf({ groups }: SharedPool, app: WholeApp): iam.CfnRole[] {
  const roles = groups.map(({ properties, resource }) => app.reference(properties.RoleArn, resource)?.target);
  return [...new Set(roles)].filter((role): role is iam.CfnRole => iam.CfnRole.isCfnRole(role));
}

/** The identity pools whose rendered role mapping for a client of the user pool is that of its groups. */
function takersOf(shared: SharedPool, app: WholeApp): Taker[] {
  const attachments = app.of(ATTACHMENT).filter(attachment => {
    const { RoleMappings: mappings } = app.properties(attachment);
    return !isIntrinsic(mappings) && Object.entries<any>(mappings ?? {}).some(([key, mapping]) =>
      mapping?.Type === 'Token' && shared.issues(mapping.IdentityProvider ?? key, attachment));
  });
  const identityPools = app.of('AWS::Cognito::IdentityPool').filter(cognito.CfnIdentityPool.isCfnIdentityPool)
    .filter(pool => app.partsOf(pool, ATTACHMENT, 'IdentityPoolId').some(attachment => attachments.includes(attachment)));
  const ids = attachments.map(attachment => app.property(attachment, 'IdentityPoolId'))
    .filter((id): id is string => typeof id === 'string' && !id.includes('{{resolve:'));
  return [...identityPools, ...new Set(ids)];
}

/** Whether those who signed in to an identity pool pass the trust policy of a role. */
function letsIn(taker: Taker, app: WholeApp): (role: iam.CfnRole) => ReturnType<typeof letsMembersIn> {
  if (typeof taker === 'string') {
    return role => letsMembersIn(role, taker, app);
  }
  const logins = asList<any>(app.properties(taker).CognitoIdentityProviders);
  const reviewer = new TrustReviewer(app, taker, logins.map(login => login?.ProviderName));
  return role => reviewer.lets(role, 'authenticated');
}

function called(taker: Taker): string {
  return typeof taker === 'string' ? taker : nameOf(taker);
}

function speaksForItself(taker: Taker): boolean {
  const scope = typeof taker === 'string' ? undefined : taker.node.scope;
  return scope !== undefined && 'cfnIdentityPool' in scope;
}
