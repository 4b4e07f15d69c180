import { at } from './gaps';
import { joinedBy, userPoolOf } from './pool-keys';
import { IdentityPoolFact, MappingFact, ResourceFact, RoleFact, StatementFact } from './types';
import { policyOfAws } from '../../../policy/managed/policy-of-aws';
import { asList } from '../../../private/as-list';
import { keyOf, refKeyOf } from '../../../template/resolve/marks';

interface Linked {
  readonly attachments: ResourceFact[];
  readonly identityPools: IdentityPoolFact[];
  readonly mappings: MappingFact[];
  ofType(type: string): ResourceFact[];
  accountOf(resource: ResourceFact): string;
  isAccountTold(resource: ResourceFact): boolean;
}

/** A policy that may be written as text. */
export function documentOf(document: any): any {
  if (typeof document !== 'string' || !document.trimStart().startsWith('{')) return document;
  try {
    return JSON.parse(document);
  } catch {
    return document;
  }
}

export function statementsOf(document: any): StatementFact[] {
  return asList(document?.Statement).filter(statement => typeof statement === 'object').map(statement => ({
    effect: statement.Effect,
    actions: asList(statement.Action).map(String),
    notActions: asList(statement.NotAction).map(String),
    notResources: asList(statement.NotResource).map(String),
    resources: asList(statement.Resource).map(String),
    condition: statement.Condition ?? {},
    principal: statement.Principal,
  }));
}

export function isCognito(principal: any): boolean {
  return asList(principal?.Federated).some(name => /^cognito-identity[.-]/.test(String(name)));
}

export function linkRoles(facts: Linked): RoleFact[] {
  const extra = new Map<string, any[]>();
  for (const type of ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy']) {
    for (const policy of facts.ofType(type)) {
      for (const name of [
        ...asList(policy.props.Roles), ...asList(policy.props.RoleName),
      ]) add(extra, refKeyOf(name), policy.props.PolicyDocument);
    }
  }
  const managed = new Map<string | undefined, unknown>(
    facts.ofType('AWS::IAM::ManagedPolicy').map(policy => [policy.key, policy.props.PolicyDocument]),
  );
  const uses = usesOf(facts);
  return facts.ofType('AWS::IAM::Role').map((role): RoleFact => {
    const trust = statementsOf(documentOf(role.props.AssumeRolePolicyDocument));
    const arns = asList(role.props.ManagedPolicyArns).map(String);
    const boundary = managed.get(keyOf(role.props.PermissionsBoundary)) ?? policyOfAws(role.props.PermissionsBoundary)?.document;
    const documents = [
      ...asList(role.props.Policies).map(policy => policy.PolicyDocument), ...extra.get(role.key) ?? [],
      ...arns.map(arn => managed.get(keyOf(arn))),
    ];
    const ofAws = arns.flatMap(arn => statementsOf(policyOfAws(arn)?.document).map(statement => ({ ...statement, policy: arn })));
    return {
      ...role,
      account: facts.accountOf(role),
      isAccountTold: facts.isAccountTold(role),
      trust,
      statements: [...documents.flatMap(statementsOf), ...ofAws],
      managedPolicies: arns,
      ...boundary === undefined ? {} : { boundary: statementsOf(boundary) },
      uses: uses.get(role.key) ?? [],
      trustsCognito: trust.some(statement => statement.effect === 'Allow' && isCognito(statement.principal)),
    };
  });
}

function usesOf(facts: Linked): Map<string, RoleFact['uses'][number][]> {
  const uses = new Map<string, RoleFact['uses'][number][]>();
  const poolByKey = new Map<string | undefined, IdentityPoolFact>(facts.identityPools.map(pool => [pool.key, pool]));
  for (const by of facts.attachments) {
    const identityPool = poolByKey.get(keyOf(by.props.IdentityPoolId));
    add(uses, keyOf(at(by.props, 'Roles', 'authenticated')), { kind: 'authenticated' as const, identityPool, by });
    add(uses, keyOf(at(by.props, 'Roles', 'unauthenticated')), { kind: 'guest' as const, identityPool, by });
  }
  for (const mapping of facts.mappings) {
    for (const rule of mapping.rules) {
      add(uses, keyOf(rule.role), {
        kind: 'rule' as const, identityPool: mapping.identityPool, by: mapping.at,
      });
    }
  }
  const joined = joinedBy(facts.identityPools);
  for (const by of facts.ofType('AWS::Cognito::UserPoolGroup')) {
    for (const identityPool of joined.get(userPoolOf(by) ?? '') ?? [undefined]) {
      add(uses, keyOf(by.props.RoleArn), { kind: 'group' as const, identityPool, by });
    }
  }
  return uses;
}

function add<T>(map: Map<string, T[]>, key: string | undefined, value: T): void {
  if (!key) return;
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
