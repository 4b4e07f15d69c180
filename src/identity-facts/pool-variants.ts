import type { Entity, GroupEntity, IdentityPoolEntity, ModelEntities } from './entities';
import { decidedGroups, undecidedGroups } from './groups';
import { mappingsOf, principalTagsOf } from './identity-pool-entities';
import { isUnresolved, possibleValues, under, whyUnresolved } from '../template/values';

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
}

/** The ways in which the conditions of the templates may be decided, as far as an identity pool hangs on them; each pool's are worked out once. */
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
    const userPools = new Set(pool.providers.map(({ userPool }) => userPool));
    const groups = this.entities.groups.filter(({ userPool }) => userPool !== undefined && userPools.has(userPool));
    const open = {
      props: pool.props,
      attachment: pool.attachments.reduce<unknown>((before, { conditions, props }) => under(conditions, props, before), {}),
      tags: pool.tagResources.map(({ conditions, props }) => under(conditions, { props })),
      groups: undecidedGroups(groups),
    };
    return possibleValues(open).map(value => isUnresolved(value)
      ? { pool, groups, unknown: value['Fn::Unresolved'] }
      : variantOf(pool, groups, value as Decided));
  }
}

function variantOf(pool: IdentityPoolEntity, groups: GroupEntity[], { props, attachment, tags, groups: made }: Decided): PoolVariant {
  const mappingsUnknown = whyUnresolved(attachment.RoleMappings);
  return {
    pool: {
      ...pool,
      props,
      roles: attachment.Roles ?? {},
      roleMappings: mappingsOf(attachment.RoleMappings, pool.providers),
      principalTags: principalTagsOf(tags, pool.providers),
    },
    groups: decidedGroups(groups, made),
    ...(mappingsUnknown === undefined ? {} : { mappingsUnknown }),
  };
}
