import { CoveredType } from './covered-type';
import { AppUserPool } from '../../src';

export const userPoolResourceServer: CoveredType = {
  type: 'UserPoolResourceServer',
  proofs: [
    {
      make: stack => void new AppUserPool(stack, 'Users').addResourceServer('Orders', {
        identifier: 'orders', name: 'Orders API', scopes: { read: 'Read orders' },
      }),
      sets: {
        'UserPoolId': ['auth.addResourceServer(…)', /Ref/],
        'Identifier': ['identifier', 'orders'],
        'Name': ['name', 'Orders API'],
        'Scopes.ScopeName': ['scopes', 'read'],
        'Scopes.ScopeDescription': ['scopes', 'Read orders'],
      },
    },
  ],
  leftOut: {},
};
