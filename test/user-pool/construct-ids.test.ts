import { Names } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { func } from './client-fixture';
import { userPool } from './user-pool-fixture';
import { AppClient, Trigger } from '../../src/user-pool';

const API = { identifier: 'orders', scopes: { read: 'Read orders' } };
const { PLUS } = cognito.FeaturePlan;

describe('a construct id that is taken', () => {
  test('fails for a client and a resource server, in either order', () => {
    const one = userPool().users;
    one.addClient('Orders', AppClient.mobile());
    expect(() => one.addResourceServer('Orders', API))
      .toThrow("Stack/Users: addResourceServer('Orders'): the construct id 'Orders' is that of an app client already; "
        + 'give one of the two another id');
    expect(() => one.addResourceServer('OrdersApi', API)).not.toThrow();
    const other = userPool().users;
    other.addResourceServer('Orders', API);
    expect(() => other.addClient('Orders', AppClient.mobile()))
      .toThrow("addClient('Orders'): the construct id 'Orders' is that of a resource server already");
    expect(() => other.addClient('OrdersApp', AppClient.mobile())).not.toThrow();
  });

  test('fails for two clients', () => {
    const { users } = userPool();
    users.addClient('Web', AppClient.mobile());
    expect(() => users.addClient('Web', AppClient.mobile()))
      .toThrow("addClient('Web'): the construct id 'Web' is that of an app client already");
  });

  test('fails for the pool itself', () => {
    const { users } = userPool();
    expect(() => users.addClient('UserPool', AppClient.mobile()))
      .toThrow("addClient('UserPool'): the construct id 'UserPool' is that of a part of this construct already");
    expect(() => users.addResourceServer('UserPool', API)).toThrow("addResourceServer('UserPool'): the construct id");
  });

  test('fails for the key and the permission of a trigger that comes later', () => {
    const { stack, users } = userPool({ plan: PLUS });
    users.addClient('SenderKey', AppClient.mobile());
    const check = func(stack, 'Check');
    const permission = `${Names.nodeUniqueId(check.node)}Permission`;
    users.addClient(permission, AppClient.mobile());
    expect(() => users.addTrigger(Trigger.customEmailSender(func(stack, 'Mail'))))
      .toThrow("the key of trigger customEmailSender: the construct id 'SenderKey' is that of an app client already");
    expect(() => users.addTrigger(Trigger.preSignUp(check)))
      .toThrow(`the permission of trigger preSignUp: the construct id '${permission}' is that of an app client already`);
    expect(() => users.addTrigger(Trigger.postConfirmation(func(stack, 'Welcome')))).not.toThrow();
  });
});
