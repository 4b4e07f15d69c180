import { CoveredType } from './covered-type';
import { CognitoAuth } from '../../src';

export const userPoolGroup: CoveredType = {
  type: 'UserPoolGroup',
  proofs: [
    {
      make: stack => void new CognitoAuth(stack, 'Auth').addGroup('admins', { description: 'Run it', precedence: 7 }),
      sets: {
        GroupName: ['auth.addGroup(name)', 'admins'],
        UserPoolId: ['auth.addGroup(…)', /Ref/],
        Description: ['description', 'Run it'],
        Precedence: ['precedence', 7],
        RoleArn: ['auth.addGroup(…)', /GetAtt/],
      },
    },
  ],
  leftOut: {},
};
