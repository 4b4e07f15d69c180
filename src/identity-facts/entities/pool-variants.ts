import type { Entity, GroupEntity, IdentityPoolEntity, ModelEntities, RegisteredClient } from './entities';
import { decidedGroups, groupsOfPools, undecidedGroups } from './groups';
import { mappingsOf, nameOfProvider, principalTagsOf, whyMappingsOpen } from './identity-pool-entities';
import { asList } from '../../private/as-list';
import { alternatives, asBoolean, assuming, isObject, isUnresolved, possibleValues, under } from '../../template/values';

/** An identity pool, and the groups whose roles it gives, with the conditions of the template decided in one way. */
export interface PoolVariant {
  readonly pool: IdentityPoolEntity;
  readonly groups: GroupEntity[];
  /** Why the role mappings are not all known. */
  readonly mappingsUnknown?: string;
  /** Why none of this is known. */
  readonly unknown?: string;
}

interface Decided {
  readonly props: Record<string, any>;
  readonly attachment: Record<string, any>;
  readonly tags: Pick<Entity, 'props'>[];
  readonly groups: unknown;
  /** Whether each role is that is made under a condition. */
  readonly made: Record<string, boolean>;
  /** Whether there is whoever issues the tokens of each client, in the order of the providers. */
  readonly issued: boolean[];
}

/**
 * The ways in which the conditions of the templates may be decided, as far as an identity pool hangs on them; each pool's are worked out
 * once.
 */
export class PoolVariants {
  private readonly known = new Map<IdentityPoolEntity, PoolVariant[]>();

  constructor(private readonly entities: ModelEntities) {}

  public of(pool: IdentityPoolEntity): PoolVariant[] {
    let variants = this.known.get(pool);
    if (!variants) {
      variants = this.workOut(pool);
      this.known.set(pool, variants);
    }
    return variants;
  }

  private workOut(pool: IdentityPoolEntity): PoolVariant[] {
    const groups = groupsOfPools(this.entities.groups, pool.providers.map(({ poolId }) => poolId));
    const open = {
      props: pool.props,
      attachment: lastOf(pool),
      tags: pool.tagResources.map(({ conditions, props }) => under(conditions, { props })),
      groups: undecidedGroups(groups),
    };
    const named = JSON.stringify(open);
    const byName = mayUseClassicFlow(pool);
    const hanging = this.entities.roles.filter(({ conditions, arn, trust }) => conditions.length > 0
      && (named.includes(JSON.stringify(arn).slice(1, -1)) || (byName && /cognito-?identity/i.test(JSON.stringify(trust)))));
    const made = Object.fromEntries(hanging.map(({ label, conditions }) => [label, under(conditions, true, false)]));
    const issued = pool.providers
      .map(({ client, userPool }) => under([...client?.conditions ?? [], ...userPool?.conditions ?? []], true, false));
    return possibleValues(assuming(pool.conditions, { ...open, made, issued })).map(value => isUnresolved(value)
      ? { pool, groups, unknown: value['Fn::Unresolved'] }
      : variantOf(pool, groups, value as Decided));
  }
}

/** Whether callers may name any role that trusts the pool, as far as the template says. */
export function mayUseClassicFlow({ props: { AllowClassicFlow } }: IdentityPoolEntity): boolean {
  return AllowClassicFlow !== undefined && asBoolean(AllowClassicFlow) !== false;
}

/** What is attached in the end: of several attachments, each replaces the others, and which comes last is not in the template. */
function lastOf({ label, attachments }: IdentityPoolEntity): unknown {
  const ending = (last: Entity) => [...attachments.filter(other => other !== last), last]
    .reduce<unknown>((before, { conditions, props }) => under(conditions, props, before), {});
  return attachments.length === 0 ? {} : alternatives(`which attachment of ${label} is last`, attachments.map(ending));
}

/** A condition may leave a resource without any properties. */
function variantOf(
  pool: IdentityPoolEntity, groups: GroupEntity[], { props = {}, attachment = {}, tags, groups: left, made, issued }: Decided,
): PoolVariant {
  const providers = registeredIn(pool, props, issued);
  const mappingsUnknown = whyMappingsOpen(attachment.RoleMappings);
  return {
    pool: {
      ...pool,
      props,
      providers,
      roles: attachment.Roles ?? {},
      roleMappings: mappingsOf(attachment.RoleMappings, providers),
      principalTags: principalTagsOf(tags, providers),
      absentRoles: new Set(Object.keys(made).filter(label => !made[label])),
    },
    groups: decidedGroups(groups, left),
    ...(mappingsUnknown === undefined ? {} : { mappingsUnknown }),
  };
}

/** The clients that are registered with the conditions decided so. One that is not made then has no tokens, so it stays as it was. */
function registeredIn(pool: IdentityPoolEntity, props: Record<string, any>, issued: boolean[]): RegisteredClient[] {
  const entries = asList(props.CognitoIdentityProviders).filter(isObject);
  if (isUnresolved(props.CognitoIdentityProviders) || entries.some(isUnresolved)) return pool.providers;
  const names = entries.map(nameOfProvider);
  const own = pool.providers.map(({ providerName, clientId }) => `${providerName}:${clientId}`);
  return pool.providers.filter((_, index) => (!issued[index] || names.includes(own[index])) && own.indexOf(own[index]) === index);
}
