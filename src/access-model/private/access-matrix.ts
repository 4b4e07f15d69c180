import type { IdentityPoolEntity, ModelEntities, RegisteredClient, RoleEntity } from './entities';
import { Rule, rulesOf } from './rules';
import { asBoolean, asList, asString, isUnresolved, possibleValues, whyUnresolved } from './values';
import type { AccessModel } from '../access-model';
import { RoleOutcome, RoleRequest } from '../requests';

/** One statement of a role's policies, made readable. */
export interface Permit {
  readonly effect: string;
  /** `not` statements say everything but these. */
  readonly actions: string[];
  readonly resources: string[];
  readonly condition?: string;
  readonly policy: string;
}

/** One kind of identity and what becomes of it. */
export interface AccessRow {
  readonly identity: string;
  readonly provider: string;
  readonly mapping: string;
  readonly outcome: RoleOutcome;
  readonly trust: string;
  readonly permits: Permit[];
}

export interface AccessMatrix {
  readonly identityPool: string;
  readonly template: string;
  readonly rows: AccessRow[];
}

/**
 * Every kind of identity that the templates tell apart, with the role it becomes: one example of each is put to the access model.
 */
export function accessMatrices(model: AccessModel): AccessMatrix[] {
  const entities = model._entities;
  return entities.identityPools.map(pool => {
    const ask = (identity: string, provider: string, mapping: string, request: RoleRequest): AccessRow => {
      const outcome = model.becomes({ ...request, identityPool: String(pool.ref) });
      const role = entities.roles.find(({ logicalId }) => logicalId === outcome.role);
      return { identity, provider, mapping, outcome, trust: trustOf(role, pool), permits: role ? permitsOf(role) : [] };
    };
    const guests = asBoolean(pool.props.AllowUnauthenticatedIdentities) === false || pool.props.AllowUnauthenticatedIdentities === undefined
      ? 'guest access is off' : 'guest access is on';
    return {
      identityPool: pool.logicalId,
      template: pool.template,
      rows: [
        ask('guests', '(no sign-in)', guests, {}),
        ...pool.providers.flatMap(provider => clientRows(pool, provider, entities, ask)),
        ...otherProviders(pool).flatMap(provider => providerRows(pool, provider, ask)),
      ],
    };
  });
}

type Ask = (identity: string, provider: string, mapping: string, request: RoleRequest) => AccessRow;

function clientRows(pool: IdentityPoolEntity, provider: RegisteredClient, entities: ModelEntities, ask: Ask): AccessRow[] {
  const key = `${provider.providerName}:${provider.clientId}`;
  const name = `${provider.userPool?.logicalId ?? provider.providerName} / ${provider.client?.logicalId ?? provider.clientId}`;
  const mapping = pool.roleMappings[key];
  if (mapping?.Type !== 'Token') return mappedRows(mapping, key, name, ask);
  const groups = entities.groups.filter(group => group.userPool !== undefined && group.userPool === provider.userPool);
  return [
    ...groups.map(group => ask(`group ${group.name}`, name, `token, precedence ${group.precedence ?? 'none'}`,
      { logins: { [key]: { 'cognito:groups': [group.name] } } })),
    ask('no group', name, `token, otherwise ${fallback(mapping)}`, { logins: { [key]: {} } }),
  ];
}

function providerRows(pool: IdentityPoolEntity, provider: string, ask: Ask): AccessRow[] {
  return mappedRows(pool.roleMappings[provider], provider, provider, ask);
}

function mappedRows(mapping: any, key: string, name: string, ask: Ask): AccessRow[] {
  if (mapping === undefined) return [ask('everyone signed in', name, 'no mapping', { logins: { [key]: {} } })];
  if (mapping.Type === 'Token') return [ask('everyone signed in', name, `token, otherwise ${fallback(mapping)}`, { logins: { [key]: {} } })];
  return [
    ...rulesOf(mapping).map(rule => ask(`${rule.claim} ${rule.matchType} '${rule.value}'`, name, `rule ${rule.index}`,
      { logins: { [key]: { [rule.claim]: example(rule) } } })),
    ask('no rule matches', name, `rules, otherwise ${fallback(mapping)}`, { logins: { [key]: {} } }),
  ];
}

function otherProviders(pool: IdentityPoolEntity): string[] {
  return [
    ...Object.keys(pool.props.SupportedLoginProviders ?? {}),
    ...asList(pool.props.OpenIdConnectProviderARNs),
    ...asList(pool.props.SamlProviderARNs),
    ...asList(pool.props.DeveloperProviderName),
  ].map(asString).filter(name => name !== undefined);
}

function fallback(mapping: any): string {
  return String(mapping.AmbiguousRoleResolution ?? 'nothing is said');
}

/** A claim value that makes a rule match. */
function example(rule: Rule): string {
  return rule.matchType === 'NotEqual' ? `not ${rule.value}` : rule.value;
}

/** Whom the role lets in, in the words of its trust policy; the pool's own id says less than that it is this pool. */
function trustOf(role: RoleEntity | undefined, pool: IdentityPoolEntity): string {
  if (!role) return '';
  const conditions = asList(role.trust?.Statement).map((statement: any) => readable(statement?.Condition)).filter(condition => condition !== '');
  return [...new Set(conditions)].join('; or ').replaceAll(String(pool.ref), 'this identity pool') || 'no condition';
}

function permitsOf(role: RoleEntity): Permit[] {
  return role.policies.flatMap(({ name, document }): Permit[] => {
    if (document === undefined || isUnresolved(document)) {
      return [{ effect: 'Unknown', actions: ['its content is not in the template'], resources: [], policy: name }];
    }
    return asList(document.Statement).flatMap(statement => possibleValues(statement)).map((statement: any) => ({
      effect: String(statement.Effect),
      actions: statement.NotAction === undefined ? list(statement.Action) : [`everything but ${list(statement.NotAction).join(', ')}`],
      resources: statement.NotResource === undefined ? list(statement.Resource) : [`everything but ${list(statement.NotResource).join(', ')}`],
      ...(statement.Condition === undefined ? {} : { condition: readable(statement.Condition) }),
      policy: name,
    }));
  });
}

function list(value: unknown): string[] {
  return asList(value).map(text);
}

function text(value: unknown): string {
  const why = whyUnresolved(value);
  return why ? `(not known: ${why})` : asString(value) ?? JSON.stringify(value);
}

/** A condition block as `key operator value`, all of which must hold. */
function readable(condition: unknown): string {
  if (typeof condition !== 'object' || condition === null) return '';
  const why = whyUnresolved(condition);
  if (why) return `(not known: ${why})`;
  return Object.entries(condition as Record<string, Record<string, unknown>>)
    .flatMap(([operator, keys]) => Object.entries(keys).map(([key, values]) => `${key} ${operator} ${asList(values).map(text).join(' | ')}`))
    .join(' and ');
}
