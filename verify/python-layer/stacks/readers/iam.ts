import { Properties, Reader, tagsByKey } from './reader';
import { AwsCalls } from '../../aws-calls';

const policyText = (document: unknown) => typeof document === 'string' ? JSON.parse(decodeURIComponent(document)) : document;

const documents = (policies: Properties[]) =>
  Object.fromEntries(policies.map(({ PolicyName, PolicyDocument }) => [PolicyName, PolicyDocument]));

async function inlinePolicy(calls: AwsCalls, RoleName: string, PolicyName: string): Promise<unknown> {
  return policyText((await calls.call('iam', 'GetRolePolicy', { RoleName, PolicyName })).PolicyDocument);
}

const role: Reader = {
  notShown: { PermissionsBoundary: 'ministack makes roles from templates without their boundary' },
  expected: ({ ManagedPolicyArns, Policies, Tags, ...same }) => ({
    ...same,
    ...(ManagedPolicyArns ? { ManagedPolicyArns } : {}),
    ...(Tags ? { Tags: tagsByKey(Tags) } : {}),
    ...(Policies ? { Policies: documents(Policies) } : {}),
  }),
  async actual(calls, RoleName) {
    const { Role } = await calls.call('iam', 'GetRole', { RoleName });
    const { PolicyNames } = await calls.call('iam', 'ListRolePolicies', { RoleName });
    const { AttachedPolicies } = await calls.call('iam', 'ListAttachedRolePolicies', { RoleName });
    const inline = await Promise.all(PolicyNames.map(async (name: string) => [name, await inlinePolicy(calls, RoleName, name)]));
    return {
      ...Role,
      Tags: tagsByKey(Role.Tags ?? []),
      AssumeRolePolicyDocument: policyText(Role.AssumeRolePolicyDocument),
      Policies: Object.fromEntries(inline),
      ManagedPolicyArns: AttachedPolicies.map((policy: Properties) => policy.PolicyArn),
    };
  },
};

const policy: Reader = {
  only: ['PolicyName', 'PolicyDocument', 'Roles'],
  expected: ({ PolicyDocument, Roles = [] }) => Object.fromEntries(Roles.map((name: string) => [name, PolicyDocument])),
  async actual(calls, _, { PolicyName, Roles = [] }) {
    return Object.fromEntries(await Promise.all(Roles.map(async (name: string) => [name, await inlinePolicy(calls, name, PolicyName)])));
  },
};

const managedPolicy: Reader = {
  only: ['PolicyDocument', 'Roles'],
  expected: ({ PolicyDocument, Roles = [] }) => ({ PolicyDocument, Roles }),
  async actual(calls, PolicyArn) {
    const { Policy } = await calls.call('iam', 'GetPolicy', { PolicyArn });
    const { PolicyVersion } = await calls.call('iam', 'GetPolicyVersion', { PolicyArn, VersionId: Policy.DefaultVersionId });
    const { PolicyRoles } = await calls.call('iam', 'ListEntitiesForPolicy', { PolicyArn });
    return { PolicyDocument: policyText(PolicyVersion.Document), Roles: PolicyRoles.map((entry: Properties) => entry.RoleName) };
  },
};

export const iamReaders: Record<string, Reader> = {
  'AWS::IAM::Role': role,
  'AWS::IAM::Policy': policy,
  'AWS::IAM::ManagedPolicy': managedPolicy,
};
