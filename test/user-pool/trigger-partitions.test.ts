import * as flags from '@aws-cdk/integ-runner/lib/recommended-feature-flags.json';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { func } from './client-fixture';
import { AppClient, AppClientSecret, AppUserPool, Trigger } from '../../src/user-pool';
import { appCycles } from '../grants/cycles';

describe.each([
  ['no feature flag', {}],
  ['the recommended feature flags', flags as Record<string, unknown>],
])('with %s', (_name, postCliContext) => {
  test.each([['eu-west-1', 'aws'], ['us-gov-west-1', 'aws-us-gov']])(
    'clients, triggers and grants are right and without a cycle in %s', (region, partition) => {
      const app = new App({ postCliContext });
      const env = { account: '111122223333', region };
      const auth = new Stack(app, 'Auth', { env });
      const backend = new Stack(app, 'Backend', { env });
      const pool = new AppUserPool(auth, 'Users');
      const orders = pool.addResourceServer('Orders', { identifier: 'orders', scopes: { read: 'Read orders' } });
      AppClientSecret.store(auth, 'Secret', pool.addClient('Backend', AppClient.server()));
      pool.addClient('Batch', AppClient.machine({ scopes: [orders.scope('read')] }));
      const own = func(auth, 'Own');
      const other = func(backend, 'Other');
      pool.addTrigger(Trigger.customEmailSender(other));
      pool.addTrigger(Trigger.preTokenGeneration(own, { version: cognito.LambdaVersion.V2_0 }));
      pool.grants.manageUsers(own);
      pool.grants.manageUsers(other);

      expect(appCycles(app)).toEqual([]);
      for (const stack of [auth, backend]) {
        const text = JSON.stringify(Template.fromStack(stack).toJSON()).replaceAll('{"Ref":"AWS::Partition"}', `"${partition}"`);
        expect(partition === 'aws' || !/arn:aws:/.test(text)).toBe(true);
        expect(new Set(text.match(/[a-z-]+\.amazonaws\.com[a-z.]*/g))).toEqual(
          new Set(stack === auth ? ['cognito-idp.amazonaws.com', 'lambda.amazonaws.com'] : ['lambda.amazonaws.com']));
      }
      Template.fromStack(auth).resourceCountIs('AWS::IAM::Policy', 2);
      expect(pool.plan.name).toBe('ESSENTIALS');
    });
});
