import type { Entity, RolePolicy } from './entities';
import { NamedPolicy } from '../../policy';
import { policyOfAws } from '../../policy/managed/policy-of-aws';
import { asList } from '../../private/as-list';
import { groupBy, nearest } from '../../template/names';
import { asString, eachChoice, isNoValue, isUnresolved, itemsOf, lift, NO_VALUE, under, whyUnresolved } from '../../template/values';

/** A policy that names the roles it belongs to. */
interface Attachable {
  readonly entity: Entity;
  readonly policy: NamedPolicy;
  readonly roles: unknown;
  readonly template: string;
}

export interface PolicySourcesProps {
  readonly policies: Entity[];
  readonly rolePolicies: Entity[];
  readonly managed: Entity[];
  readonly roles: Entity[];
  /** The account of each template, where that is known. */
  readonly accounts: Map<string, string | undefined>;
}

/** Where the policies of roles may stand besides the role itself. */
export class PolicySources {
  private readonly byRole = new Map<unknown, Attachable[]>();
  /** Those of which it is not known, or hangs on a condition, which roles they name. */
  private readonly open: Attachable[] = [];
  /** Those that name a role of which it is not known whether it is one of the templates'. */
  private readonly foreign: Attachable[] = [];
  private readonly managedByArn: Map<unknown, Attachable[]>;
  private readonly rolesByName: Map<unknown, Entity[]>;
  private readonly accounts: Map<string, string | undefined>;

  constructor({ policies, rolePolicies, managed, roles, accounts }: PolicySourcesProps) {
    this.rolesByName = groupBy(roles, ({ ref }) => ref);
    this.accounts = accounts;
    const managedPolicies = managed.map(entity => attachable(entity, entity.props.Roles));
    this.managedByArn = groupBy(managedPolicies, ({ entity }) => entity.ref);
    for (const entity of policies) this.add(attachable(entity, entity.props.Roles));
    for (const entity of rolePolicies) this.add(attachable(entity, entity.props.RoleName));
    for (const policy of managedPolicies) this.add(policy);
  }

  public ofRole(role: Entity): RolePolicy[] {
    const candidates = [...this.byRole.get(role.ref) ?? [], ...this.open, ...isNameless(role) ? this.foreign : []];
    const found = candidates.map(source => {
      const attached = (names: unknown) => this.attached(source, names, role);
      return { source, policy: under(source.entity.conditions, lift(source.roles, attached, attached)) };
    }).filter(({ policy }) => !isNoValue(policy));
    const byName = groupBy(found, ({ source }) => inlineNameOf(source.entity));
    return found.map(({ source, policy }) => {
      const other = byName.get(inlineNameOf(source.entity))!.find(same => same.source.template !== source.template);
      return inlineNameOf(source.entity) === undefined || other === undefined ? policy : replaceable(policy, source, other.source);
    }) as RolePolicy[];
  }

  /**
   * A managed policy by its ARN: of the templates, or one of AWS whose content is known. Any other has no document: what it says is not
   * known.
   */
  public managed(arn: unknown, template: string): NamedPolicy {
    const found = nearest(this.managedByArn.get(arn) ?? [], template);
    if (found.length === 1) return found[0].policy;
    if (isUnresolved(arn)) return { name: 'a managed policy', document: arn as any };
    return policyOfAws(arn) ?? { name: asString(arn) ?? JSON.stringify(arn) };
  }

  private add(source: Attachable): void {
    const names = asList(source.roles);
    if (names.some(name => typeof name !== 'string')) {
      this.open.push(source);
      return;
    }
    for (const name of new Set(names)) this.byRole.set(name, [...this.byRole.get(name) ?? [], source]);
    if (names.some(name => !this.rolesByName.has(name))) this.foreign.push(source);
  }

  /** The policy where this role is named, the policy with a doubt where that is not known, else no value. */
  private attached({ policy, template }: Attachable, roles: unknown, role: Entity): unknown {
    if (isNoValue(roles) || !this.mayShareAccount(role.template, template)) return NO_VALUE;
    const names = asList(roles);
    let why = whyUnresolved(names);
    if (names.includes(role.ref)) {
      const meant = nearest(this.rolesByName.get(role.ref)!.filter(other => this.mayShareAccount(other.template, template)), template);
      if (meant.includes(role)) {
        if (meant.length === 1) return policy;
        why = `several templates make a role ${String(role.ref)}`;
      }
    } else if (why === undefined && isNameless(role) && names.some(name => !this.rolesByName.has(name))) {
      why = `the name of ${role.label} is decided at deployment`;
    }
    return why ? { ...policy, doubt: `whether ${policy.name} is attached to ${role.label}: ${why}` } : NO_VALUE;
  }

  private mayShareAccount(a: string, b: string): boolean {
    const [one, other] = [this.accounts.get(a), this.accounts.get(b)];
    return one === undefined || other === undefined || one === other;
  }
}

/** What an inline policy that stands outside its role is called. */
function inlineNameOf({ type, props }: Entity): string | undefined {
  return type === 'AWS::IAM::ManagedPolicy' ? undefined : asString(props.PolicyName);
}

/** A role has one inline policy of a name: which of two stacks writes it last is not in the templates. */
function replaceable(policy: unknown, { entity }: Attachable, other: Attachable): unknown {
  const doubt = `${entity.label} and ${other.entity.label} both are the policy ${inlineNameOf(entity)} of the role, `
    + 'and the later one replaces the other';
  return eachChoice(policy, choice => ({ ...choice as NamedPolicy, doubt }));
}

/** Every identity policy of a role, wherever the templates put it. */
export function policiesOf(role: Entity, sources: PolicySources): RolePolicy[] {
  const inline = itemsOf(role.props.Policies).map((item, index) => eachChoice(item, policy => inlinePolicy(role, policy, index)));
  const attachments = itemsOf(role.props.ManagedPolicyArns).map(item => eachChoice(item, arn => sources.managed(arn, role.template)));
  return [...new Set([...inline, ...sources.ofRole(role), ...attachments])] as RolePolicy[];
}

/** The permissions boundary of a role. */
export function boundaryOf(role: Entity, sources: PolicySources): RolePolicy | undefined {
  const boundary = role.props.PermissionsBoundary;
  return boundary === undefined ? undefined : eachChoice(boundary, arn => sources.managed(arn, role.template)) as RolePolicy;
}

function inlinePolicy(role: Entity, policy: any, index: number): NamedPolicy {
  return isUnresolved(policy)
    ? { name: `${role.label}/${index}`, document: policy as any }
    : { name: `${role.label}/${asString(policy.PolicyName) ?? index}`, document: policy.PolicyDocument };
}

/** Whether it has a name of its own that is not known. */
function isNameless({ props }: Entity): boolean {
  return props.RoleName !== undefined && asString(props.RoleName) === undefined;
}

function attachable(entity: Entity, roles: unknown): Attachable {
  return { entity, policy: { name: entity.label, document: entity.props.PolicyDocument }, roles, template: entity.template };
}
