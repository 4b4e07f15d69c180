import type { Chosen } from './outcomes';
import type { IdentityPoolEntity, RoleEntity } from '../../../identity-facts/entities/entities';
import { groupBy, nearest } from '../../../template/names';
import { Outcome, Via } from '../../answers';

/** The roles of the templates, by the names that requests, role mappings and answers have for them. */
export class RoleNames {
  private readonly byArn: Map<unknown, RoleEntity[]>;
  private readonly byId: Map<unknown, RoleEntity[]>;
  private readonly byLabel: Map<string, RoleEntity>;

  constructor(roles: readonly RoleEntity[]) {
    this.byArn = groupBy(roles, ({ arn }) => arn);
    this.byId = groupBy(roles, ({ logicalId }) => logicalId);
    this.byLabel = new Map(roles.map(role => [role.label, role]));
  }

  /** The role that answers call so; none if it is not one of the templates' roles. */
  public labelled(label: string): RoleEntity | undefined {
    return this.byLabel.get(label);
  }

  /** A role is asked for by its ARN, by its name in answers, or by its logical id in the identity pool's own stack. */
  public arnOf(pool: IdentityPoolEntity, role: string): string {
    return (this.byLabel.get(role) ?? only(nearest(this.byId.get(role) ?? [], pool.template)))?.arn ?? role;
  }

  public nameOf(pool: IdentityPoolEntity, arn: string): string {
    return only(nearest(this.byArn.get(arn) ?? [], pool.template))?.label ?? arn;
  }

  public chosen(pool: IdentityPoolEntity, arn: string, via: Via, reason: string): Chosen {
    return { outcome: Outcome.ROLE, role: this.nameOf(pool, arn), via, reason };
  }
}

function only<T>(things: readonly T[]): T | undefined {
  return things.length === 1 ? things[0] : undefined;
}
