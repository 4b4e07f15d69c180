import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { RoleMapping } from './mapping/role-mapping';
import type { Providers } from './providers';
import type { Roles } from './roles';
import { comparable, targetName } from './target-name';
import type { TrustReviewer } from './trust-review';
import { AppResource, nameOf } from '../../app-tree/app-resource';
import { isAsMade } from '../../app-tree/given';
import { isIntrinsic } from '../../app-tree/values';
import { WholeApp } from '../../app-tree/whole-app';
import { warn } from '../../private/warn';

/** The identity pool, with its two L1s. */
interface RenderedPool extends Construct {
  readonly cfnIdentityPool: cognito.CfnIdentityPool;
  readonly cfnRoleAttachment: cognito.CfnIdentityPoolRoleAttachment;
  readonly guestAccess: boolean;
}

const ATTACHMENT = 'AWS::Cognito::IdentityPoolRoleAttachment';

/**
 * What changes the resources of an identity pool behind its back: overrides, aspects, further resources. They are in the template, so
 * they count.
 */
export function problemsAsRendered(
  pool: RenderedPool, providers: Providers, mapping: RoleMapping, roles: Roles, reviewer: TrustReviewer, app: WholeApp,
): string[] {
  adviseWhoIsLetIn(pool, providers, app);
  const classic = isOn(app.property(pool.cfnIdentityPool, 'AllowClassicFlow'));
  if (classic) {
    adviseClassicFlow(pool, roles, reviewer, app);
  }
  return [
    ...(classic && mapping.render() !== undefined
      ? ['classicFlow: allowClassicFlow is on, in which callers name their role themselves and Cognito refuses role mappings; '
        + 'leave it off beside groups, rules and groupRoles'] : []),
    ...otherAttachments(pool, app).map(name =>
      `${name} attaches roles to this identity pool too, and the one that deploys last replaces all that the other says; remove it`),
  ];
}

function otherAttachments(pool: RenderedPool, app: WholeApp): string[] {
  const isOther = (attachment: AppResource) => attachment !== pool.cfnRoleAttachment;
  // to whom attachments belong need not be resolved where there is no other
  const all = app.of(ATTACHMENT).some(isOther) ? app.partsOf(pool.cfnIdentityPool, ATTACHMENT, 'IdentityPoolId') : [];
  return all.filter(isOther).map(({ node }) => node.path);
}

/** Any role that takes the token will do in the classic flow, so the identity pool's own choice of roles says little. */
function adviseClassicFlow(pool: RenderedPool, roles: Roles, reviewer: TrustReviewer, app: WholeApp): void {
  const known = roles.resources;
  const further = app.of('AWS::IAM::Role')
    .filter(role => !known.some(own => own === role) && iam.CfnRole.isCfnRole(role) && reviewer.admits(role));
  if (further.length > 0) {
    warn(pool, 'classic-flow-role', `classicFlow: callers name their role themselves, and ${further.map(nameOf).join(', ')} takes the `
      + 'tokens of this identity pool too, '
      + 'whatever the mapping says. Switch classicFlow off, or have the role trust somebody else.');
  }
}

/** Guests and logins that only the rendered identity pool lets in: they have no mapping, and nobody looked at their claims. */
function adviseWhoIsLetIn(pool: RenderedPool, providers: Providers, app: WholeApp): void {
  if (isAsMade(pool.cfnIdentityPool, { allowUnauthenticatedIdentities: pool.guestAccess, ...providers.rendered })) return;
  const rendered = app.properties(pool.cfnIdentityPool);
  const own = new Set([
    ...providers.logins.map(({ client }) => client.userPoolClientId), ...providers.others.map(({ name }) => name),
  ].map(name => comparable(app.resolve(name, pool), pool, app)));
  const logins = [
    ...listed(rendered.CognitoIdentityProviders).map(login => login?.ClientId ?? login), ...listed(rendered.OpenIdConnectProviderARNs),
    ...listed(rendered.SamlProviderARNs), ...namesIn(rendered.SupportedLoginProviders), ...listed(rendered.DeveloperProviderName),
  ].filter(name => !own.has(comparable(name, pool, app))).map(name => `those who sign in by ${targetName(name, pool, app)}`);
  const strangers = [...!pool.guestAccess && isOn(rendered.AllowUnauthenticatedIdentities) ? ['guests'] : [], ...logins];
  if (strangers.length > 0) {
    warn(pool, 'identity-pool-changed', `the identity pool was changed: it lets in ${strangers.join(', ')}, of whom it was not told, `
      + 'so that they get the roles for everyone, or none, and their claims are not checked. '
      + 'Let them in by guestAccess: true, addUserPool or addExternalLogin instead.');
  }
}

function listed(value: any): any[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function namesIn(value: any): any[] {
  return isIntrinsic(value) ? [value] : Object.keys(value ?? {});
}

function isOn(value: any): boolean {
  return value !== undefined && String(value) !== 'false';
}
