import type { AccessModel } from './access-model';
import { Outcome, RoleOutcome } from './answers';
import { Permit, permitsOf, trustOf } from './permits';
import { Caller, rolesByName } from './private/classic-flow';
import { policiesAbout } from './private/permits-on-resources';
import { membersOf, whoMatches } from './private/who';
import { RoleRequest } from './requests';
import { Rule, rulesOf } from '../identity-facts/claims/rules';
import type { GroupEntity, IdentityPoolEntity, ModelEntities, RegisteredClient, RoleEntity } from '../identity-facts/entities/entities';
import { groupsOfPools } from '../identity-facts/entities/groups';
import { PoolVariants } from '../identity-facts/entities/pool-variants';
import { otherProviders } from '../identity-facts/logins';
import { asBoolean, asString, distinct, whyUnresolved } from '../template/values';

/** One kind of identity and what becomes of it. */
export interface AccessRow {
  readonly identity: string;
  /** The same in words, such as "members of curators" for a rule that compares the ARN of their role. */
  readonly who: string;
  readonly provider: string;
  readonly mapping: string;
  readonly outcome: RoleOutcome;
  /** Where a CDK app makes the role. */
  readonly constructPath?: string;
  readonly trust: string;
  readonly permits: Permit[];
}

export interface AccessMatrix {
  readonly identityPool: string;
  readonly template: string;
  /** Where a CDK app makes the identity pool. */
  readonly constructPath?: string;
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
        ...(role?.constructPath === undefined ? {} : { constructPath: role.constructPath }),
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
      ...(pool.constructPath === undefined ? {} : { constructPath: pool.constructPath }),
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
  return mappedRows(mappings, key, name, ask, groupsOfPools(entities.groups, [provider.poolId]));
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

function fallback(mapping: any): string {
  const { AmbiguousRoleResolution: resolution } = mapping;
  const why = whyUnresolved(resolution);
  return why === undefined ? asString(resolution) ?? 'nothing is said' : `(not known: ${why})`;
}

/** A claim value that makes a rule match. */
function example(rule: Rule): string {
  return rule.matchType === 'NotEqual' ? `not ${rule.value}` : rule.value;
}
