import { CoveredType } from './covered-type';
import { Claim, CognitoAuth } from '../../src';

export const identityPoolPrincipalTag: CoveredType = {
  type: 'IdentityPoolPrincipalTag',
  proofs: [
    {
      make: stack => new CognitoAuth(stack, 'Auth').tagPrincipals({ user: Claim.sub() }),
      sets: {
        IdentityPoolId: ['auth.tagPrincipals(…)', /Ref/],
        IdentityProviderName: ['auth.tagPrincipals(…)', /ProviderName|cognito-idp/],
        PrincipalTags: ['auth.tagPrincipals({ key: claim })', { user: 'sub' }],
        UseDefaults: ['auth.tagPrincipals(…)', false],
      },
    },
  ],
  leftOut: {},
};
