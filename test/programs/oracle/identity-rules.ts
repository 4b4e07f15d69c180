import { AppOfTemplates, Found, twice } from './app-of-templates';
import { Props } from './template-rules';

/** What identity pool, roles and policies have to be to each other. */
export function identityProblemsOf(app: AppOfTemplates): string[] {
  const policies = app.of('AWS::IAM::Policy');
  return [
    ...app.of('AWS::Cognito::IdentityPool').flatMap(pool => problemsOfIdentityPool(app, pool)),
    ...twice(policies.flatMap(policy => rolesOf(app, policy).map(role => ({ policy, role: `${role.stack}/${role.id}` }))),
      ({ policy, role }) => [role, policy.properties.PolicyName]).map(({ policy }) => `${policy.id}: the role has a policy of that name`),
    ...app.of('AWS::Cognito::UserPoolGroup').filter(({ properties, stack }) => properties.RoleArn
      && app.meant(properties.RoleArn, stack)?.type !== 'AWS::IAM::Role').map(({ id }) => `${id}: the role of the group is none`),
  ];
}

function rolesOf(app: AppOfTemplates, { properties, stack }: Found): Found[] {
  return (properties.Roles ?? []).flatMap((role: unknown) => app.meant(role, stack) ?? []);
}

function problemsOfIdentityPool(app: AppOfTemplates, pool: Found): string[] {
  const attachments = app.partsOf(pool, 'AWS::Cognito::IdentityPoolRoleAttachment', 'IdentityPoolId');
  const tags = app.partsOf(pool, 'AWS::Cognito::IdentityPoolPrincipalTag', 'IdentityPoolId');
  if (attachments.length !== 1) return [`${pool.id}: has ${attachments.length} role attachments`];
  const [{ properties: { Roles = {}, RoleMappings = {} }, stack }] = attachments;
  const rules: Props[] = Object.values<Props>(RoleMappings).flatMap(({ RulesConfiguration }) => RulesConfiguration?.Rules ?? []);
  const hasGuests = pool.properties.AllowUnauthenticatedIdentities === true;
  const groups = app.of('AWS::Cognito::UserPoolGroup');
  const signedIn = [Roles.authenticated, ...rules.map(({ RoleARN }) => RoleARN)].map(arn => app.meant(arn, stack))
    .concat(groups.map(({ properties, stack: home }) => app.meant(properties.RoleArn, home)));
  return [
    ...[...new Set(signedIn)]
      .flatMap(role => role ? problemsOfTrust(app, pool, role, 'authenticated', tags.length > 0) : ['a role is none']),
    ...(Roles.unauthenticated ? problemsOfTrust(app, pool, app.meant(Roles.unauthenticated, stack)!, 'unauthenticated', false) : []),
    ...hasGuests === (Roles.unauthenticated !== undefined) ? [] : [`${pool.id}: guests, and no role`],
    ...twice(tags, ({ properties }) => properties.IdentityProviderName).map(({ id }) => `${id}: the provider has tags`),
    ...problemsOfLogins(app, pool, Object.values<Props>(RoleMappings)),
  ];
}

/** @see https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html */
function problemsOfTrust(app: AppOfTemplates, pool: Found, role: Found, amr: string, tagged: boolean): string[] {
  const statements: Props[] = role.properties.AssumeRolePolicyDocument.Statement;
  const assumes = statements.filter(({ Action }) => [Action].flat().includes('sts:AssumeRoleWithWebIdentity'));
  const mine = assumes.filter(({ Condition }) => Object.entries<unknown>(Condition?.StringEquals ?? {})
    .some(([key, value]) => key.endsWith(':aud') && app.meant(value, role.stack) === pool));
  const theirs = mine.filter(({ Condition }) => Object.values(Condition ?? {}).some(keys =>
    Object.entries<unknown>(keys as Props).some(([key, value]) => key.endsWith(':amr') && [value].flat().includes(amr))));
  const mayTag = theirs.some(({ Action }) => [Action].flat().includes('sts:TagSession'));
  return [
    ...(theirs.length === 0 ? [`${role.id}: does not trust ${amr} identities of ${pool.id}`] : []),
    ...(assumes.length > mine.length ? [`${role.id}: trusts others than ${pool.id}`] : []),
    ...(mayTag === tagged ? [] : [`${role.id}: ${tagged ? 'may not be tagged' : 'may be tagged, and nobody is'}`]),
  ];
}

/** Every client of whose tokens roles are chosen is one that the identity pool takes, and has users. */
function problemsOfLogins(app: AppOfTemplates, pool: Found, mappings: Props[]): string[] {
  const logins: Props[] = pool.properties.CognitoIdentityProviders ?? [];
  const machines = logins.map(({ ClientId }) => app.meant(ClientId, pool.stack))
    .filter(client => client && (client.properties.AllowedOAuthFlows ?? []).includes('client_credentials'));
  return [
    ...(logins.length > 50 ? [`${pool.id}: takes ${logins.length} clients`] : []),
    ...machines.map(client => `${client!.id}: is a machine, and gets credentials`),
    ...twice(logins, login => login).map(() => `${pool.id}: takes a client twice`),
    ...mappings.filter(({ Type, AmbiguousRoleResolution }) => Type && !AmbiguousRoleResolution)
      .map(() => 'nobody says what the undecided get'),
  ];
}
