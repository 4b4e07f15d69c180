import { CoveredType } from './covered-type';
import { CognitoAuth } from '../../src';

export const userPoolUserToGroupAttachment: CoveredType = {
  type: 'UserPoolUserToGroupAttachment',
  proofs: [
    {
      make: stack => {
        const auth = new CognitoAuth(stack, 'Auth');
        auth.inviteAdministrator('ada@example.com', { groups: [auth.addGroup('admins')] });
      },
      sets: {
        UserPoolId: ['auth.inviteAdministrator(email, { groups })', /Ref/],
        Username: ['auth.inviteAdministrator(email, { groups })', 'ada@example.com'],
        GroupName: ['auth.inviteAdministrator(email, { groups })', /admins|Ref/],
      },
    },
  ],
  leftOut: {},
};
