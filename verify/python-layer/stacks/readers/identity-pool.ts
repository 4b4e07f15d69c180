import { Properties, Reader, tagsByKey } from './reader';

const identityPool: Reader = {
  expected: ({ IdentityPoolTags, ...same }) => ({
    ...same, ...(IdentityPoolTags ? { IdentityPoolTags: tagsByKey(IdentityPoolTags) } : {}),
  }),
  actual: (calls, IdentityPoolId) => calls.call('cognito-identity', 'DescribeIdentityPool', { IdentityPoolId }),
};

const roleAttachment: Reader = {
  expected: ({ RoleMappings, ...same }) => ({ ...same, ...(RoleMappings ? { RoleMappings: byProvider(RoleMappings) } : {}) }),
  async actual(calls, _, { IdentityPoolId }) {
    // raw: ministack keeps the mappings under the template's keys, with a member IdentityProvider that is not part of the API
    const roles = await calls.callRaw('cognito-identity', 'GetIdentityPoolRoles', { IdentityPoolId });
    return { ...roles, RoleMappings: byProvider(roles.RoleMappings ?? {}) };
  },
};

/** The API keys its mappings by provider; a template may use any key and name the provider inside. */
function byProvider(mappings: Record<string, Properties>): Properties {
  return Object.fromEntries(Object.entries(mappings).map(([key, { IdentityProvider, ...mapping }]) => [IdentityProvider ?? key, mapping]));
}

const principalTag: Reader = {
  actual: (calls, _, { IdentityPoolId, IdentityProviderName }) =>
    calls.call('cognito-identity', 'GetPrincipalTagAttributeMap', { IdentityPoolId, IdentityProviderName }),
};

export const identityPoolReaders: Record<string, Reader> = {
  'AWS::Cognito::IdentityPool': identityPool,
  'AWS::Cognito::IdentityPoolRoleAttachment': roleAttachment,
  'AWS::Cognito::IdentityPoolPrincipalTag': principalTag,
};
