import { isKnownWhole, isNamedFull } from '../../../../policy/managed/policy-of-aws';
import { asList } from '../../../../private/as-list';
import { keyOf, shown, unreadIn } from '../../../../template/resolve/marks';
import { Facts, ResourceFact, RoleFact } from '../../facts/types';
import { appRoles, liveGuestRoles, signedInRoles } from '../statements';

/** A value that was not read, and where it stands. */
export interface UnreadValue {
  readonly at: ResourceFact;
  readonly path: string;
  readonly what: string;
  /** Whether it decides who becomes which role, or what a role may do. */
  readonly decides: boolean;
  /** Where it stands there and was not read. */
  readonly why?: string;
}

/** The properties that say who becomes which role. */
const DECIDING: Readonly<Record<string, readonly string[]>> = {
  'AWS::Cognito::IdentityPool': [
    'AllowUnauthenticatedIdentities', 'CognitoIdentityProviders', 'SupportedLoginProviders', 'OpenIdConnectProviderARNs',
    'SamlProviderARNs',
  ],
  'AWS::Cognito::IdentityPoolRoleAttachment': ['IdentityPoolId', 'Roles', 'RoleMappings'],
  'AWS::Cognito::IdentityPoolPrincipalTag': ['IdentityPoolId', 'IdentityProviderName', 'PrincipalTags', 'UseDefaults'],
  'AWS::Cognito::UserPoolGroup': ['UserPoolId', 'GroupName', 'RoleArn'],
  'AWS::Cognito::UserPoolClient': ['UserPoolId', 'WriteAttributes'],
};

/** Those on which it hangs what a user pool lets in and what its tokens say. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  'AWS::Cognito::UserPool': ['LambdaConfig', 'AdminCreateUserConfig', 'Schema'],
  'AWS::Cognito::UserPoolIdentityProvider': ['UserPoolId', 'ProviderName', 'AttributeMapping'],
  'AWS::Lambda::Permission': ['Principal', 'SourceArn'],
};

const POLICIES = ['AWS::IAM::Policy', 'AWS::IAM::RolePolicy', 'AWS::IAM::ManagedPolicy'];

/** Values on which access hangs and that were not read. */
export function unreadValues(facts: Facts): UnreadValue[] {
  const inProperties = (table: typeof DECIDING, decides: boolean) => Object.entries(table)
    .flatMap(([type, names]) => facts.ofType(type).flatMap(at => first(at, names, decides)));
  const roles = appRoles(facts);
  const keys = new Set(roles.map(({ key }) => key));
  const arns = new Set(roles.flatMap(role => role.managedPolicies.map(keyOf)));
  const policies = POLICIES.flatMap(type => facts.ofType(type)).filter(({ key, props }) => {
    const names = [...asList(props.Roles), ...asList(props.RoleName)];
    return arns.has(key) || names.some(name => keys.has(keyOf(name) ?? '') || find(name, '') !== undefined);
  });
  return [
    ...inProperties(DECIDING, true),
    ...facts.roles.filter(role => !keys.has(role.key)).flatMap(at => first(at, ['AssumeRolePolicyDocument'], true).filter(mayTrustCognito)),
    ...roles.flatMap(at => first(at, ['AssumeRolePolicyDocument', 'Policies', 'ManagedPolicyArns', 'PermissionsBoundary'], true)),
    ...[...signedInRoles(facts), ...liveGuestRoles(facts)].flatMap(managedElsewhere),
    ...policies.flatMap(at => first(at, ['PolicyDocument', 'Roles', 'RoleName'], true)),
    ...inProperties(OTHERS, false),
  ];
}

/** Policies that are written out nowhere here, but for those of which another rule says what they do. */
function managedElsewhere(at: RoleFact): UnreadValue[] {
  const arns = at.managedPolicies.filter(arn => /^arn:[^?]*:policy\//.test(arn) && !isKnownWhole(arn) && !isNamedFull(arn));
  return arns.map(arn => ({ at, path: 'ManagedPolicyArns', what: shown(arn), decides: true }));
}

/** A role that no identity pool gives hangs on what was not read only where that may be the one who is trusted. */
function mayTrustCognito({ path }: UnreadValue): boolean {
  return !/\.(Condition|Action|Sid|Principal\.(AWS|Service|CanonicalUser))\b/.test(path);
}

function first(at: ResourceFact, names: readonly string[], decides: boolean): UnreadValue[] {
  for (const name of names) {
    const found = find(at.props?.[name], name);
    if (found && (decides || !found.what.startsWith('{{'))) return [{ at, decides, ...found }];
  }
  return [];
}

/** What of a value would have to be read somewhere else, and where in it that is. */
export function find(value: unknown, path: string): Pick<UnreadValue, 'path' | 'what'> | undefined {
  if (typeof value === 'string') {
    const what = unreadIn(value) ?? (value.includes('{{resolve:') ? /\{\{resolve:[^}]*\}\}/.exec(value)?.[0] : undefined);
    return what === undefined ? undefined : { path, what: shown(what) };
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const parts = value as Record<string, unknown>;
  for (const name of Object.keys(parts)) {
    const found = Array.isArray(parts) ? find(parts[name], path) : find(parts[name], `${path}.${name}`) ?? find(name, path);
    if (found) return found;
  }
  return undefined;
}
