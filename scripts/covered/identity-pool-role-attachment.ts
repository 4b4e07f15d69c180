import { CoveredType } from './covered-type';
import { Claim, CognitoAuth, CustomAttribute, RoleRule, UndecidedRole } from '../../src';

export const identityPoolRoleAttachment: CoveredType = {
  type: 'IdentityPoolRoleAttachment',
  proofs: [
    {
      make: stack => {
        const auth = new CognitoAuth(stack, 'Auth', {
          undecidedRole: UndecidedRole.DENY, attributes: { custom: { plan: CustomAttribute.text() } },
        });
        auth.addRule('Gold', RoleRule.startsWith(Claim.customAttribute('plan'), 'gold'));
      },
      sets: {
        'IdentityPoolId': ['new AppIdentityPool(…)', /Ref/],
        'Roles': ['identityPool.authenticated', /authenticated/],
        'RoleMappings.*.AmbiguousRoleResolution': ['undecidedRole', 'Deny'],
        'RoleMappings.*.IdentityProvider': ['auth.addClient(…)', /cognito-idp|ProviderName/],
        'RoleMappings.*.Type': ['auth.addRule(…)', 'Rules'],
        'RoleMappings.*.RulesConfiguration.Rules.Claim': ['auth.addRule(…): Claim.customAttribute(…)', 'custom:plan'],
        'RoleMappings.*.RulesConfiguration.Rules.MatchType': ['auth.addRule(…): RoleRule.startsWith(…)', 'StartsWith'],
        'RoleMappings.*.RulesConfiguration.Rules.Value': ['auth.addRule(…): RoleRule.startsWith(…)', 'gold'],
        'RoleMappings.*.RulesConfiguration.Rules.RoleARN': ['auth.addRule(…)', /GetAtt/],
      },
    },
  ],
  leftOut: {},
};
