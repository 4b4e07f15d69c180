import { CoveredType } from './covered-type';
import { CognitoAuth, SignIn } from '../../src';

export const userPoolUser: CoveredType = {
  type: 'UserPoolUser',
  proofs: [
    {
      make: stack => void new CognitoAuth(stack, 'Auth').inviteAdministrator('ada@example.com', {
        attributes: { given_name: 'Ada' }, clientMetadata: { from: 'cdk' }, validationData: { ticket: '7' },
      }),
      sets: {
        'UserPoolId': ['auth.inviteAdministrator(email)', /Ref/],
        'Username': ['auth.inviteAdministrator(email)', 'ada@example.com'],
        'UserAttributes.Name': ['auth.inviteAdministrator(email, { attributes })', 'given_name'],
        'UserAttributes.Value': ['auth.inviteAdministrator(email, { attributes })', 'Ada'],
        'DesiredDeliveryMediums': ['auth.inviteAdministrator(email)', ['EMAIL']],
        'ClientMetadata': ['auth.inviteAdministrator(email, { clientMetadata })', { from: 'cdk' }],
        'ValidationData.Name': ['auth.inviteAdministrator(email, { validationData })', 'ticket'],
        'ValidationData.Value': ['auth.inviteAdministrator(email, { validationData })', '7'],
      },
    },
    {
      make: stack => void new CognitoAuth(stack, 'Auth').inviteAdministrator('ada@example.com', { sendInvitation: false }),
      sets: { MessageAction: ['auth.inviteAdministrator(email, { sendInvitation })', 'SUPPRESS'] },
    },
    {
      make: stack => void new CognitoAuth(stack, 'Auth', { signIn: SignIn.username({ email: true }) })
        .inviteAdministrator('ada@example.com', { username: 'ada', forceAliasCreation: true }),
      sets: { ForceAliasCreation: ['auth.inviteAdministrator(email, { forceAliasCreation })', true] },
    },
  ],
  leftOut: {},
};
