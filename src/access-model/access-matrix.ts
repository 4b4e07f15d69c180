import type { AccessModel } from './access-model';
import { Outcome, RoleOutcome } from './answers';
import { Caller, rolesByName } from './private/classic-flow';
import { policiesAbout } from './private/permits-on-resources';
import { membersOf, whoMatches } from './private/who';
import { RoleRequest } from './requests';
import type { GroupEntity, IdentityPoolEntity, ModelEntities, RegisteredClient, RoleEntity } from '../identity-facts/entities';
import { PoolVariants } from '../identity-facts/pool-variants';
import { Rule, rulesOf } from '../identity-facts/rules';
import type { NamedPolicy } from '../policy';
import { asList } from '../private/as-list';
import { asBoolean, asString, isUnresolved, possibleValues, whyUnresolved } from '../template/values';

/** One statement of a role's policies, made readable. */
export interface Permit {
  readonly effect: string;
  /** `not` statements say everything but these. */
  readonly actions: string[];
  readonly resources: string[];
  readonly condition?: string;
  readonly policy: string;
  /** It hangs on a condition of the template, or on roles of its policy that are not known. */
  readonly possible?: boolean;
}

/** One kind of identity and what becomes of it. */
export interface AccessRow {
  readonly identity: string;
  /** The same in words, such as "members of curators" for a rule that compares the ARN of their role. */
  readonly who: string;
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
  const variants = new PoolVariants(entities);
  return entities.identityPools.map(pool => {
    const mappings = variants.of(pool).map(variant => variant.pool.roleMappings);
    const becomes = (request: RoleRequest) => model.becomes({ ...request, identityPool: String(pool.ref) });
    const row = (identity: string, who: string, provider: string, mapping: string, outcome: RoleOutcome, role?: RoleEntity): AccessRow =>
      ({
        identity,
        who,
        provider,
        mapping,
        outcome,
        trust: trustOf(role, pool),
        permits: role ? permitsOf(role, policiesAbout(role, pool, entities)) : [],
      });
    const ask: Ask = (identity, provider, mapping, request, who = identity) => {
      const outcome = becomes(request);
      return row(identity, who, provider, mapping, outcome, entities.roles.find(({ label }) => label === outcome.role));
    };
    const rows = [
      ask('guests', '(no sign-in)', guestAccess(pool), {}),
      ...pool.providers.flatMap(provider => clientRows(provider, mappings, entities, ask)),
      ...otherProviders(pool).flatMap(provider => mappedRows(mappings, provider, provider, ask)),
    ];
    const isGiven = (caller: Caller, role: RoleEntity) =>
      rows.some(({ provider, outcome }) => provider === caller.provider && outcome.outcome === Outcome.ROLE && outcome.role === role.label);
    const named = rolesByName(pool, entities.roles, callersOf(pool), becomes).filter(({ caller, role }) => !isGiven(caller, role));
    return {
      identityPool: pool.label,
      template: pool.template,
      rows: [
        ...rows,
        ...named.map(({ caller, role, outcome }) => {
          const who = `${caller.who} naming ${role.label}`;
          return row(who, who, caller.provider, 'classic flow', outcome, role);
        }),
      ],
    };
  });
}

type RoleMappings = IdentityPoolEntity['roleMappings'];
type Ask = (identity: string, provider: string, mapping: string, request: RoleRequest, who?: string) => AccessRow;

function clientRows(provider: RegisteredClient, mappings: RoleMappings[], entities: ModelEntities, ask: Ask): AccessRow[] {
  const { key, name } = loginOf(provider);
  const groups = entities.groups.filter(group => group.userPool !== undefined && group.userPool === provider.userPool);
  return mappedRows(mappings, key, name, ask, groups);
}

/** How a registered client is keyed in a request, and what it is called. */
function loginOf({ providerName, clientId, userPool, client }: RegisteredClient): { key: string; name: string } {
  return { key: `${providerName}:${clientId}`, name: `${userPool?.label ?? providerName} / ${client?.label ?? clientId}` };
}

/** One of each kind that an identity pool tells apart where it gives no role itself. */
function callersOf(pool: IdentityPoolEntity): Caller[] {
  const signedIn = (label: string, provider: string, mappingKey: string): Caller =>
    ({ who: 'everyone signed in', provider: label, login: { mappingKey, label, provider, claims: {} } });
  return [
    { who: 'guests', provider: '(no sign-in)' },
    ...pool.providers.map(provider => signedIn(loginOf(provider).name, provider.providerName, loginOf(provider).key)),
    ...otherProviders(pool).map(provider => signedIn(provider, provider, provider)),
  ];
}

/** One row for each kind of identity that some way of deciding the template's conditions tells apart. */
function mappedRows(mappings: RoleMappings[], key: string, name: string, ask: Ask, groups?: GroupEntity[]): AccessRow[] {
  const rows = distinct(mappings.map(mapping => mapping[key])).flatMap(mapping => rowsOf(mapping, key, name, ask, groups));
  return [...new Map(rows.map(row => [`${row.identity} ${row.mapping}`, row])).values()];
}

function rowsOf(mapping: any, key: string, name: string, ask: Ask, groups?: GroupEntity[]): AccessRow[] {
  if (mapping === undefined) return [ask('everyone signed in', name, 'no mapping', { logins: { [key]: {} } })];
  if (mapping.Type === 'Token') {
    return [
      ...(groups ?? []).map(group => ask(`group ${group.name}`, name, `token, precedence ${group.precedence ?? 'none'}`,
        { logins: { [key]: { 'cognito:groups': [group.name] } } }, membersOf(group))),
      ask(groups ? 'no group' : 'everyone signed in', name, `token, otherwise ${fallback(mapping)}`, { logins: { [key]: {} } }),
    ];
  }
  return [
    ...rulesOf(mapping).map(rule => ask(`${rule.claim} ${rule.matchType} '${rule.value}'`, name, `rule ${rule.index}`,
      { logins: { [key]: { [rule.claim]: example(rule) } } }, whoMatches(rule, groups ?? []))),
    ask('no rule matches', name, `rules, otherwise ${fallback(mapping)}`, { logins: { [key]: {} } }),
  ];
}

function guestAccess({ props: { AllowUnauthenticatedIdentities: allowed } }: IdentityPoolEntity): string {
  if (allowed === undefined) return 'guest access is off';
  const on = asBoolean(allowed);
  return `guest access is ${on === undefined ? 'decided at deployment' : on ? 'on' : 'off'}`;
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
  const statements = possibleValues(role.trust).flatMap((trust: any) => isUnresolved(trust) ? [{ Condition: trust }] : asList(trust?.Statement));
  const conditions = statements.map((statement: any) => readable(statement?.Condition)).filter(condition => condition !== '');
  return [...new Set(conditions)].join('; or ').replaceAll(String(pool.ref), 'this identity pool') || 'no condition';
}

/**
 * What a role is permitted, by its own policies and by those on resources; what it is not in each way of deciding the template's
 * conditions is only possible.
 */
function permitsOf(role: RoleEntity, onResources: unknown[]): Permit[] {
  const worlds = possibleValues({ own: role.policies, onResources }).map(policies => {
    if (isUnresolved(policies)) return [notKnown(policies['Fn::Unresolved'], role.label)];
    const { own, onResources: others } = policies as Record<'own' | 'onResources', NamedPolicy[]>;
    const permits = own.flatMap(permitsOfPolicy);
    const given = others.flatMap(permitsOfPolicy);
    return [...permits, ...given.filter(permit => permit.effect !== 'Deny' || [...permits, ...given].some(other => isTakenFrom(permit, other)))];
  });
  const always = worlds.map(permits => new Set(permits.map(permit => JSON.stringify(permit))));
  return distinct(worlds.flat()).map(permit => always.every(world => world.has(JSON.stringify(permit))) ? permit : { ...permit, possible: true });
}

/** Whether a denial is about a service of which something is allowed: a bucket that denies everybody something is no news to the others. */
function isTakenFrom(denial: Permit, { effect, actions }: Permit): boolean {
  const services = denial.actions.map(action => action.split(':')[0].toLowerCase());
  const named = (action: string) => services.includes('*') || services.includes(action.split(':')[0].toLowerCase());
  return effect === 'Allow' && actions.some(action => !action.includes(':') || action.startsWith('everything but ') || named(action));
}

function permitsOfPolicy({ name, document, doubt }: NamedPolicy): Permit[] {
  if (document === undefined) return [notKnown('its content is not in the template', name)];
  if (isUnresolved(document) || isUnresolved(document.Statement)) return [notKnown(whyUnresolved(document)!, name)];
  return asList(document.Statement).map((statement: any) => ({
    effect: statement.Effect === undefined ? 'Unknown' : text(statement.Effect),
    actions: statement.NotAction === undefined ? list(statement.Action) : [`everything but ${list(statement.NotAction).join(', ')}`],
    resources: statement.NotResource === undefined ? list(statement.Resource) : [`everything but ${list(statement.NotResource).join(', ')}`],
    ...(statement.Condition === undefined ? {} : { condition: readable(statement.Condition) }),
    policy: name,
    ...(doubt === undefined ? {} : { possible: true }),
  }));
}

function notKnown(why: string, policy: string): Permit {
  return { effect: 'Unknown', actions: [why], resources: [], policy };
}

function distinct<T>(values: T[]): T[] {
  return [...new Map(values.map(value => [JSON.stringify(value), value])).values()];
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
