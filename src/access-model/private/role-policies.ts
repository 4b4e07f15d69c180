import type { Entity } from './entities';
import { Alternatives, asList, asString, eachChoice, isNoValue, isUnresolved, itemsOf, lift, NO_VALUE, under, whyUnresolved } from './values';
import { NamedPolicy } from '../policy';

/** A policy of a role; alternatives where a condition of the template decides whether the role has it, or what it says. */
export type RolePolicy = NamedPolicy | Alternatives;

/** A policy that names the roles it belongs to. */
interface Attachable {
  readonly entity: Entity;
  readonly policy: NamedPolicy;
  readonly roles: unknown;
}

/** Where the policies of roles may stand besides the role itself. */
export class PolicySources {
  private readonly byRole = new Map<unknown, Attachable[]>();
  /** Those whose roles are not all known, so that every role has to be asked about. */
  private readonly open: Attachable[] = [];
  private readonly managedByArn = new Map<unknown, NamedPolicy>();

  constructor(policies: Entity[], rolePolicies: Entity[], managed: Entity[]) {
    for (const entity of policies) this.add({ entity, policy: named(entity), roles: entity.props.Roles });
    for (const entity of rolePolicies) this.add({ entity, policy: named(entity), roles: entity.props.RoleName });
    for (const entity of managed) {
      const policy = named(entity);
      this.managedByArn.set(entity.ref, policy);
      this.add({ entity, policy, roles: entity.props.Roles });
    }
  }

  public ofRole(role: Entity): RolePolicy[] {
    const certain = (this.byRole.get(role.ref) ?? []).map(({ entity, policy }) => under(entity.conditions, policy));
    const open = this.open.map(({ entity, policy, roles }) => under(entity.conditions, lift(roles, plain => attached(policy, plain, role))));
    return [...certain, ...open].filter(policy => !isNoValue(policy)) as RolePolicy[];
  }

  /** A managed policy by its ARN. One that is not in the templates, such as AWS's own, has no document: what it says is not known. */
  public managed(arn: unknown): NamedPolicy {
    return this.managedByArn.get(arn) ?? (isUnresolved(arn) ? { name: 'a managed policy', document: arn as any } : { name: asString(arn) ?? JSON.stringify(arn) });
  }

  private add(attachable: Attachable): void {
    const roles = asList(attachable.roles);
    if (roles.some(role => typeof role !== 'string')) this.open.push(attachable);
    else for (const role of new Set(roles)) this.byRole.set(role, [...this.byRole.get(role) ?? [], attachable]);
  }
}

/** Every identity policy of a role, wherever the templates put it. */
export function policiesOf(role: Entity, sources: PolicySources): RolePolicy[] {
  const inline = itemsOf(role.props.Policies).map((item, index) => eachChoice(item, policy => inlinePolicy(role, policy, index)));
  const attachments = itemsOf(role.props.ManagedPolicyArns).map(item => eachChoice(item, arn => sources.managed(arn)));
  return [...new Set([...inline, ...sources.ofRole(role), ...attachments])] as RolePolicy[];
}

/** The permissions boundary of a role. */
export function boundaryOf(role: Entity, sources: PolicySources): RolePolicy | undefined {
  const boundary = role.props.PermissionsBoundary;
  return boundary === undefined ? undefined : eachChoice(boundary, arn => sources.managed(arn)) as RolePolicy;
}

function inlinePolicy(role: Entity, policy: any, index: number): NamedPolicy {
  return isUnresolved(policy)
    ? { name: `${role.logicalId}/${index}`, document: policy as any }
    : { name: `${role.logicalId}/${asString(policy.PolicyName) ?? index}`, document: policy.PolicyDocument };
}

/** The policy where this role is named, the policy with a doubt where that is not known, else no value. */
function attached(policy: NamedPolicy, roles: unknown, role: Entity): unknown {
  if (isNoValue(roles)) return NO_VALUE;
  const names = asList(roles);
  if (names.includes(role.ref)) return policy;
  const why = whyUnresolved(names);
  return why ? { ...policy, doubt: `whether ${policy.name} is attached to ${role.logicalId}: ${why}` } : NO_VALUE;
}

function named(policy: Entity): NamedPolicy {
  return { name: policy.logicalId, document: policy.props.PolicyDocument };
}
