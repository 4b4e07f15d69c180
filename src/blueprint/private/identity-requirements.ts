import { Token } from 'aws-cdk-lib';
import { at, flag, Requirement, tagsOfStack, UNKNOWN } from './requirement';
import { USER_POOL } from './user-pool-requirements';
import { trustsIdentityPools } from '../../identity-facts/trust/trust-verdict';
import { asList } from '../../private/as-list';
import { userError } from '../../private/user-error';
import { IdentityPoolBaselineProps } from '../identity-pool-baseline-props';

export const IDENTITY_POOL = 'AWS::Cognito::IdentityPool';
export const ROLE = 'AWS::IAM::Role';
const TAGS: Record<string, string> = { [USER_POOL]: 'UserPoolTags', [IDENTITY_POOL]: 'IdentityPoolTags', [ROLE]: 'Tags' };

/** What the baseline asks, each as one requirement. */
export function identityPoolRequirements(props: IdentityPoolBaselineProps): Requirement[] {
  return [
    ...props.guestAccess === false ? [off('guestAccess', 'AllowUnauthenticatedIdentities')] : [],
    ...props.classicFlow === false ? [off('classicFlow', 'AllowClassicFlow')] : [],
  ];
}

/** That each role which identity pools hand out has this boundary. Whether another one is stricter can't be told. */
export function boundaryRequirement(boundary: string): Requirement {
  if (!Token.isUnresolved(boundary) && !/^arn:|^[\w+=,.@/-]{1,512}$/.test(boundary)) {
    throw userError(`permissionsBoundary: '${boundary}' is neither the ARN of a managed policy nor the name of one`);
  }
  const value = boundary.startsWith('arn:') || Token.isUnresolved(boundary)
    ? boundary : { 'Fn::Sub': `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:policy/${boundary}` };
  return {
    id: 'permissionsBoundary',
    type: ROLE,
    property: 'PermissionsBoundary',
    asks: boundary,
    concerns: ({ AssumeRolePolicyDocument: document }) => trustsIdentityPools(document),
    read: ({ PermissionsBoundary: found }) => found ?? 'missing',
    holds: found => sameBoundary(found, boundary),
    fill: () => ({ PermissionsBoundary: value }),
  };
}

/** However the ARN is put together, it ends with the name. */
function sameBoundary(found: unknown, boundary: string): boolean {
  const ending = JSON.stringify(found).replace(/["\]}]*$/, '');
  return found === boundary || (!boundary.startsWith('arn:') && ending.endsWith(`:policy/${boundary}`));
}

/** That the resource has the tag, of its own or from its stack. */
export function tagRequirements(keys: readonly string[]): Requirement[] {
  return Object.entries(TAGS).flatMap(([type, property]) => keys.map((key): Requirement => ({
    id: 'requiredTags',
    type,
    property: `the tag '${key}'`,
    asks: 'there',
    ...type === ROLE ? { concerns: ({ AssumeRolePolicyDocument: document }) => trustsIdentityPools(document) } : {},
    read: (properties, resource) => {
      const tags = at(properties, property);
      const own = Array.isArray(tags) ? tags.map(tag => tag?.Key) : Object.keys(asList<any>(tags)[0] ?? {});
      return own.includes(key) || tagsOfStack(resource).includes(key) ? 'there' : tags === UNKNOWN ? UNKNOWN : 'missing';
    },
    holds: value => value === 'there',
  })));
}

function off(name: string, propertyName: string): Requirement {
  return {
    id: `identityPools.${name}`,
    type: IDENTITY_POOL,
    property: propertyName,
    asks: 'false',
    read: flag(propertyName, false),
    holds: value => value === false,
  };
}
