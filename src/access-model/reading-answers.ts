import type { AccessDecision, RoleOutcome } from './answers';
import { MadeUpNames } from './private/made-up-names';
import { Permissions } from './private/permissions';
import { RoleResolution } from './private/resolution/role-resolution';
import type { RoleRequest } from './requests';
import type { IdentityPoolEntity, ModelEntities, RoleEntity } from '../identity-facts/entities/entities';
import { PoolVariants } from '../identity-facts/entities/pool-variants';
import type { RequestContextValues } from '../policy';
import type { Assembly } from '../template/assembly';

/** What one reading of the templates answers, about pools and roles by their labels. */
export class Answers {
  public readonly names: MadeUpNames;
  private readonly pools: ReadonlyMap<string, IdentityPoolEntity>;
  private readonly roles: ReadonlyMap<string, RoleEntity>;
  private readonly resolution: RoleResolution;
  private readonly permissions: Permissions;

  constructor(assembly: Assembly, entities: ModelEntities) {
    this.pools = new Map(entities.identityPools.map(pool => [pool.label, pool]));
    this.roles = new Map(entities.roles.map(role => [role.label, role]));
    const variants = new PoolVariants(entities);
    this.names = new MadeUpNames(assembly, entities.resources);
    this.resolution = new RoleResolution(entities, variants);
    this.permissions = new Permissions(entities, variants, this.names);
  }

  public becomes(pool: string, request: RoleRequest): RoleOutcome {
    return this.resolution.resolve(this.pools.get(pool)!, request);
  }

  public tagsLeftOut(pool: string, request: RoleRequest): string[] {
    return this.resolution.tagsLeftOut(this.pools.get(pool)!, request);
  }

  public can(role: string, action: string, resource: string, context: RequestContextValues): AccessDecision {
    return this.permissions.decide(this.roles.get(role)!, action, resource, context);
  }
}
