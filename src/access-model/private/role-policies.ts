import type { Entity } from './entities';
import { asList, asString } from './values';
import { NamedPolicy } from '../policy';

/** Where the policies of roles may stand besides the role itself. */
export class PolicySources {
  private readonly inlineByRole = new Map<unknown, NamedPolicy[]>();
  private readonly managedByArn = new Map<unknown, NamedPolicy>();
  private readonly managedByRole = new Map<unknown, NamedPolicy[]>();

  constructor(policies: Entity[], rolePolicies: Entity[], managed: Entity[]) {
    for (const policy of policies) {
      for (const role of asList(policy.props.Roles)) add(this.inlineByRole, role, named(policy));
    }
    for (const policy of rolePolicies) add(this.inlineByRole, policy.props.RoleName, named(policy));
    for (const policy of managed) {
      const document = named(policy);
      this.managedByArn.set(policy.ref, document);
      for (const role of asList(policy.props.Roles)) add(this.managedByRole, role, document);
    }
  }

  public ofRole(role: Entity): NamedPolicy[] {
    return [...this.inlineByRole.get(role.ref) ?? [], ...this.managedByRole.get(role.ref) ?? []];
  }

  /** A managed policy by its ARN. One that is not in the templates, such as AWS's own, has no document: what it says is not known. */
  public managed(arn: unknown): NamedPolicy {
    return this.managedByArn.get(arn) ?? { name: asString(arn) ?? JSON.stringify(arn) };
  }
}

/** Every identity policy of a role, wherever the templates put it. */
export function policiesOf(role: Entity, sources: PolicySources): NamedPolicy[] {
  const inline = asList(role.props.Policies).map((policy: any, index) => ({
    name: `${role.logicalId}/${asString(policy.PolicyName) ?? index}`,
    document: policy.PolicyDocument,
  }));
  const attached = asList(role.props.ManagedPolicyArns).map(arn => sources.managed(arn));
  return [...new Set([...inline, ...sources.ofRole(role), ...attached])];
}

/** The permissions boundary of a role. */
export function boundaryOf(role: Entity, sources: PolicySources): NamedPolicy | undefined {
  const arn = role.props.PermissionsBoundary;
  return arn === undefined ? undefined : sources.managed(arn);
}

function named(policy: Entity): NamedPolicy {
  return { name: policy.logicalId, document: policy.props.PolicyDocument };
}

function add(map: Map<unknown, NamedPolicy[]>, key: unknown, policy: NamedPolicy): void {
  map.set(key, [...map.get(key) ?? [], policy]);
}
