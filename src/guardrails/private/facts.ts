import { Reader, World } from './reader';
import { linkRoles } from './roles';
import { Facts, IdentityPoolFact, LoginFact, MappingFact, PoolFact, ResourceFact } from './types';
import { isTrue, keyOf, list } from './values';

function readAll(world: World): Map<string, ResourceFact> {
  const resources = new Map<string, ResourceFact>();
  world.templates.forEach((template, index) => {
    const reader = new Reader(world, index);
    for (const [id, raw] of Object.entries<any>(template.body.Resources ?? {})) {
      if (typeof raw?.Type !== 'string' || (raw.Condition && !reader.condition(raw.Condition))) continue;
      resources.set(`${index}:${id}`, {
        key: `${index}:${id}`,
        id,
        type: raw.Type,
        template: template.name,
        path: raw.Metadata?.['aws:cdk:path'],
        deletionPolicy: raw.DeletionPolicy,
        props: reader.read(raw.Properties ?? {}),
      });
    }
  });
  return resources;
}

/** Reads the templates in one world. */
export function factsOf(world: World): Facts {
  const resources = readAll(world);
  const byType = new Map<string, ResourceFact[]>();
  for (const resource of resources.values()) {
    const same = byType.get(resource.type);
    if (same) same.push(resource);
    else byType.set(resource.type, [resource]);
  }
  const ofType = (type: string) => byType.get(type) ?? [];
  const target = (value: any) => resources.get(keyOf(value) ?? '');
  const grouped = (type: string, property: string) => {
    const groups = new Map<string, ResourceFact[]>();
    for (const resource of ofType(type)) {
      const key = keyOf(resource.props[property]);
      const same = groups.get(key ?? '');
      if (same) same.push(resource);
      else if (key) groups.set(key, [resource]);
    }
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
    selfSignUp: !isTrue(pool.props.AdminCreateUserConfig?.AllowAdminCreateUserOnly),
  }));
  const poolByKey = new Map(pools.map(pool => [pool.key, pool]));

  const attachmentsOf = grouped('AWS::Cognito::IdentityPoolRoleAttachment', 'IdentityPoolId');
  const tagsOf = grouped('AWS::Cognito::IdentityPoolPrincipalTag', 'IdentityPoolId');
  const identityPools = ofType('AWS::Cognito::IdentityPool').map((identityPool): IdentityPoolFact => {
    const logins = list(identityPool.props.CognitoIdentityProviders).map((entry): LoginFact => {
      const client = target(entry.ClientId);
      const pool = poolByKey.get(keyOf(entry.ProviderName) ?? '') ?? (client && poolByKey.get(keyOf(client.props.UserPoolId) ?? ''));
      return { providerName: String(entry.ProviderName), clientId: String(entry.ClientId), entry, pool, client };
    });
    const otherProviders = [
      ...Object.keys(identityPool.props.SupportedLoginProviders ?? {}), ...list(identityPool.props.OpenIdConnectProviderARNs),
      ...list(identityPool.props.SamlProviderARNs),
    ].map(String);
    const result = {
      ...identityPool,
      logins,
      otherProviders,
      attachments: attachmentsOf(identityPool.key),
      mappings: [] as MappingFact[],
      tags: tagsOf(identityPool.key),
      guests: isTrue(identityPool.props.AllowUnauthenticatedIdentities),
    };
    result.mappings.push(...result.attachments.flatMap(at => mappingsOf(at, result)));
    return result;
  });
  const attachments = ofType('AWS::Cognito::IdentityPoolRoleAttachment');
  const linked = new Set(identityPools.flatMap(pool => pool.attachments));
  const mappings = [...identityPools.flatMap(pool => pool.mappings), ...attachments.filter(at => !linked.has(at)).flatMap(at => mappingsOf(at))];
  const partial = { resources, pools, clients: ofType('AWS::Cognito::UserPoolClient'), identityPools, attachments, mappings, ofType, target };
  const outputs = world.templates.flatMap((template, index) => Object.entries<any>(template.body.Outputs ?? {})
    .map(([name, output]) => ({ template: template.name, name, value: new Reader(world, index).read(output?.Value) })));
  const joined = indexed(identityPools, ({ logins }) => new Set(logins.map(login => login.pool)));
  const mapped = indexed(mappings, ({ login }) => [login?.pool]);
  const roles = linkRoles({ ...partial, joined });
  const roleByKey = new Map(roles.map(role => [role.key, role]));
  return { ...partial, outputs, roles, joined, mappingsOf: mapped, role: value => roleByKey.get(keyOf(value) ?? '') };
}

function indexed<T>(items: T[], keysOf: (item: T) => Iterable<PoolFact | undefined>): (key: PoolFact) => T[] {
  const index = new Map<PoolFact | undefined, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const same = index.get(key);
      if (same) same.push(item);
      else index.set(key, [item]);
    }
  }
  return key => index.get(key) ?? [];
}

function mappingsOf(at: ResourceFact, identityPool?: IdentityPoolFact): MappingFact[] {
  return Object.entries<any>(at.props.RoleMappings ?? {}).map(([key, mapping]): MappingFact => {
    const provider = String(mapping.IdentityProvider ?? key);
    return {
      at,
      provider,
      type: mapping.Type,
      ambiguous: mapping.AmbiguousRoleResolution,
      identityPool,
      rules: list(mapping.RulesConfiguration?.Rules).map((rule, index) => ({
        claim: String(rule.Claim), match: String(rule.MatchType), value: String(rule.Value), role: String(rule.RoleARN), index,
      })),
      login: identityPool?.logins.find(login => provider === `${login.providerName}:${login.clientId}`)
        ?? identityPool?.logins.find(login => login.client && provider.includes(`«${login.client.key}`)),
    };
  });
}
