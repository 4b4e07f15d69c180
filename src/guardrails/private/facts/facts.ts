import { at, entriesOf, isOff } from './gaps';
import { issuersOf } from './issuers';
import { userPoolOfLogin } from './pool-keys';
import { Resources } from './resources';
import { linkRoles } from './roles';
import { Facts, IdentityPoolFact, LoginFact, MappingFact, PoolFact, ResourceFact, RoleFact } from './types';
import { asList } from '../../../private/as-list';
import { groupBy } from '../../../template/names';
import { hasGap, keyOf, refersTo } from '../../../template/resolve/marks';
import { World } from '../../../template/resolve/reading';
import { LoadedTemplate } from '../../../template/text/load';
import { asBoolean } from '../../../template/values';

/** Reads the templates in one world. */
export function factsOf(templates: LoadedTemplate[], world: World): Facts {
  const resources = new Resources(templates, world);
  const ofType = (type: string) => resources.ofType(type);
  const target = (value: unknown) => resources.target(value);
  const grouped = (type: string, property: string) => {
    const groups = groupBy(ofType(type), ({ props }) => keyOf(props[property]));
    return (key: string) => groups.get(key) ?? [];
  };

  const clientsOf = grouped('AWS::Cognito::UserPoolClient', 'UserPoolId');
  const groupsOf = grouped('AWS::Cognito::UserPoolGroup', 'UserPoolId');
  const providersOf = grouped('AWS::Cognito::UserPoolIdentityProvider', 'UserPoolId');
  const domainsOf = grouped('AWS::Cognito::UserPoolDomain', 'UserPoolId');
  const pools = ofType('AWS::Cognito::UserPool').map((pool): PoolFact => ({
    ...pool,
    clients: clientsOf(pool.key),
    groups: groupsOf(pool.key),
    identityProviders: providersOf(pool.key),
    domains: domainsOf(pool.key),
    selfSignUp: isOff(at(pool.props, 'AdminCreateUserConfig', 'AllowAdminCreateUserOnly')),
  }));
  const poolByKey = new Map<string | undefined, PoolFact>(pools.map(pool => [pool.key, pool]));

  const attachmentsOf = grouped('AWS::Cognito::IdentityPoolRoleAttachment', 'IdentityPoolId');
  const tagsOf = grouped('AWS::Cognito::IdentityPoolPrincipalTag', 'IdentityPoolId');
  const identityPools = ofType('AWS::Cognito::IdentityPool').map((identityPool): IdentityPoolFact => {
    const logins = asList(identityPool.props.CognitoIdentityProviders).map((entry): LoginFact => {
      const providerName = String(at(entry, 'ProviderName') ?? 'a provider that is not named');
      const clientId = String(at(entry, 'ClientId') ?? 'a client that is not named');
      const client = target(clientId);
      const pool = poolByKey.get(keyOf(providerName)) ?? (client && poolByKey.get(keyOf(client.props.UserPoolId)));
      return { providerName, clientId, entry, pool, client };
    });
    const otherProviders = [
      ...keysOf(identityPool.props.SupportedLoginProviders), ...asList(identityPool.props.OpenIdConnectProviderARNs),
      ...asList(identityPool.props.SamlProviderARNs),
    ].map(String);
    const result = {
      ...identityPool,
      logins,
      issuers: issuersOf(identityPool, target, poolByKey),
      otherProviders,
      attachments: attachmentsOf(identityPool.key),
      mappings: [] as MappingFact[],
      tags: tagsOf(identityPool.key),
      guests: asBoolean(identityPool.props.AllowUnauthenticatedIdentities) === true,
    };
    result.mappings.push(...result.attachments.flatMap(attachment => mappingsOf(attachment, result)));
    return result;
  });
  const attachments = ofType('AWS::Cognito::IdentityPoolRoleAttachment');
  const linked = new Set(identityPools.flatMap(pool => pool.attachments));
  const loose = attachments.filter(attachment => !linked.has(attachment));
  const mappings = [...identityPools.flatMap(pool => pool.mappings), ...loose.flatMap(attachment => mappingsOf(attachment))];
  const partial = {
    pools,
    clients: ofType('AWS::Cognito::UserPoolClient'),
    identityPools,
    attachments,
    mappings,
    ofType,
    target,
    accountOf: (resource: ResourceFact) => resources.accountOf(resource),
    isAccountTold: (resource: ResourceFact) => resources.isAccountTold(resource),
  };
  const joined = indexed(identityPools, ({ logins }) => new Set(logins.map(login => login.pool)));
  const mapped = indexed(mappings, ({ login, provider, at: attachment }) =>
    [poolByKey.get(userPoolOfLogin(login ?? { providerName: provider }, attachment))]);
  const roles = linkRoles(partial);
  const roleByKey = new Map<string | undefined, RoleFact>(roles.map(role => [role.key, role]));
  return {
    ...partial,
    names: (resource, property, named) => resources.names(resource, property, named),
    leftOut: type => resources.leftOut(type),
    isDefault: text => resources.isDefault(text),
    regionOf: resource => resources.regionOf(resource),
    get outputs() { return resources.outputs; },
    get notRead() { return resources.notRead; },
    roles,
    joined,
    mappingsOf: mapped,
    role: value => roleByKey.get(keyOf(value)),
  };
}

function indexed<T>(items: T[], poolsOf: (item: T) => Iterable<PoolFact | undefined>): (key: PoolFact) => T[] {
  const index = new Map<PoolFact | undefined, T[]>();
  for (const item of items) {
    for (const key of poolsOf(item)) {
      const same = index.get(key);
      if (same) same.push(item);
      else index.set(key, [item]);
    }
  }
  return key => index.get(key) ?? [];
}

/** A gap stands for the names that it may have. */
function keysOf(value: unknown): string[] {
  return hasGap(value) ? [String(value)] : entriesOf(value).map(([key]) => key);
}

function mappingsOf(attachment: ResourceFact, identityPool?: IdentityPoolFact): MappingFact[] {
  return entriesOf(attachment.props.RoleMappings).map(([key, mapping]): MappingFact => {
    const rules = asList(at(mapping, 'RulesConfiguration', 'Rules')).map((rule, index) => ({ rule, index, missing: missingIn(rule) }));
    const provider = String(at(mapping, 'IdentityProvider') ?? key);
    return {
      at: attachment,
      provider,
      type: at(mapping, 'Type'),
      ambiguous: at(mapping, 'AmbiguousRoleResolution'),
      identityPool,
      rules: rules.filter(({ missing }) => missing.length === 0).map(({ rule, index }) => ({
        claim: String(at(rule, 'Claim')),
        match: String(at(rule, 'MatchType')),
        value: String(at(rule, 'Value')),
        role: String(at(rule, 'RoleARN')),
        index,
      })),
      incompleteRules: rules.filter(({ missing }) => missing.length > 0),
      login: identityPool && loginOf(provider, identityPool.logins),
      issuer: identityPool?.issuers.find(issuer => issuer.provider === provider),
    };
  });
}

/**
 * The members that CloudFormation requires of a rule and that this one does not have.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cognito-identitypoolroleattachment-mappingrule.html
 */
function missingIn(rule: unknown): string[] {
  return ['Claim', 'MatchType', 'Value', 'RoleARN'].filter(name => (at(rule, name) ?? undefined) === undefined);
}

/** The login that a mapping is for, in whichever way it is written; one whose client is not known counts for all of its user pool. */
function loginOf(provider: string, logins: LoginFact[]): LoginFact | undefined {
  return logins.find(login => provider === `${login.providerName}:${login.clientId}`)
    ?? logins.find(login => login.client && refersTo(provider, login.client.key))
    ?? logins.find(login => hasGap(login.clientId) && provider.startsWith(`${login.providerName}:`));
}
