import { App, CfnParameter, Lazy, NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { pool, PoolUnderTest, warnings } from './client-fixture';
import { AppClient, AppResourceServer } from '../../src/user-pool';
import { appCycles } from '../grants/cycles';

const READ = { read: 'Read orders' };

function server(options: { identifier?: string; name?: string; scopes?: { [name: string]: string } }) {
  const made = pool();
  const orders = made.users.addResourceServer('Orders', { identifier: 'orders', scopes: READ, ...options });
  return { ...made, orders };
}

const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`s${i}`, 'A scope']));

describe('a resource server', () => {
  test('is rendered with its scopes', () => {
    const { stack } = server({ scopes: { read: 'Read orders', write: 'Change orders' } });
    Template.fromStack(stack).hasResourceProperties('AWS::Cognito::UserPoolResourceServer', {
      Identifier: 'orders',
      Name: 'orders',
      Scopes: [{ ScopeName: 'read', ScopeDescription: 'Read orders' }, { ScopeName: 'write', ScopeDescription: 'Change orders' }],
    });
  });

  test('gets a name that Cognito takes', () => {
    const { stack } = server({ identifier: 'https://api.example.org/v1' });
    Template.fromStack(stack).hasResourceProperties('AWS::Cognito::UserPoolResourceServer', {
      Identifier: 'https://api.example.org/v1', Name: 'https---api.example.org-v1',
    });
  });

  test('takes a name of its own', () => {
    const { stack } = server({ name: 'The orders' });
    Template.fromStack(stack).hasResourceProperties('AWS::Cognito::UserPoolResourceServer', { Name: 'The orders' });
  });

  test('takes tokens unread', () => {
    const { stack } = server({
      identifier: Lazy.string({ produce: () => 'late' }), scopes: { read: Lazy.string({ produce: () => 'Read' }) },
    });
    Template.fromStack(stack).hasResourceProperties('AWS::Cognito::UserPoolResourceServer', { Identifier: 'late', Name: 'Orders' });
  });

  test('names its scopes', () => {
    expect(server({}).orders.scope('read').scopeName).toBe('orders/read');
  });

  test('fails on a scope it does not have', () => {
    expect(() => server({}).orders.scope('raed'))
      .toThrow("Stack/Users/Orders: scope 'raed' is not declared; add it to scopes or use one of: read");
  });

  test('takes 1 and 100 scopes, fails on 0 and 101', () => {
    expect(() => server({ scopes: many(1) })).not.toThrow();
    expect(() => server({ scopes: many(100) })).not.toThrow();
    expect(() => server({ scopes: {} })).toThrow('scopes has 0 entries; give 1 to 100');
    expect(() => server({ scopes: many(101) })).toThrow('scopes has 101 entries; give 1 to 100');
  });

  test.each(['orders/read', 'or ders', 'or"ders', 'or\\ders', ''])('fails on scope %j', (name) => {
    expect(() => server({ scopes: { [name]: 'A scope' } })).toThrow(`scopes '${name}' is refused by Cognito`);
  });

  test('a scope may have dots, colons and other signs', () => {
    expect(() => server({ scopes: { 'orders.read:all-of_them*': 'A scope' } })).not.toThrow();
  });

  test.each(['or ders', 'or"ders', ''])('fails on identifier %j', (identifier) => {
    expect(() => server({ identifier })).toThrow(`identifier '${identifier}' is refused by Cognito`);
  });

  test('fails on a name with a slash', () => {
    expect(() => server({ name: 'a/b' })).toThrow("name 'a/b' is refused by Cognito");
  });

  test('fails on a scope without a description', () => {
    expect(() => server({ scopes: { read: '' } }))
      .toThrow("description of scope 'read' '' is refused by Cognito; describe what the scope allows");
  });

  test.each([
    ['identifier', (text: string) => ({ identifier: text })],
    ['name', (text: string) => ({ name: text })],
    ['scopes', (text: string) => ({ scopes: { [text]: 'A scope' } })],
    ["description of scope 'read'", (text: string) => ({ scopes: { read: text } })],
  ])('%s takes 256 characters and fails on 257', (what, options) => {
    expect(() => server(options('x'.repeat(256)))).not.toThrow();
    expect(() => server(options('x'.repeat(257)))).toThrow(`${what} '${'x'.repeat(40)}…' has 257 characters`);
  });

  test('fails when two have one identifier', () => {
    const { users } = server({});
    expect(() => users.addResourceServer('Again', { identifier: 'orders', scopes: READ }))
      .toThrow("identifier 'orders' is that of 'Stack/Users/Orders'");
    expect(() => users.addResourceServer('Other', { identifier: 'invoices', scopes: READ })).not.toThrow();
  });

  test('fails when two in different scopes have one identifier on one pool, takes it on two pools', () => {
    const { stack, users } = server({});
    const other = new PoolUnderTest(stack, 'Other');
    expect(() => new AppResourceServer(stack, 'Again', { userPool: users.userPool, identifier: 'orders', scopes: READ }))
      .toThrow("Stack/Again: identifier 'orders' is that of 'Stack/Users/Orders' as well; give each resource server its own");
    expect(() => new AppResourceServer(stack, 'Elsewhere', { userPool: other.userPool, identifier: 'orders', scopes: READ })).not.toThrow();
  });

  test('more than 25 need a raised quota, more than 300 fail', () => {
    const { stack, users } = pool();
    const add = (from: number, to: number) => {
      for (let i = from; i < to; i++) {
        users.addResourceServer(`S${i}`, { identifier: `s${i}`, scopes: READ });
      }
    };
    add(0, 300);
    expect(() => add(300, 301)).toThrow('this is resource server 301 of the pool; a pool takes at most 300');
    expect(warnings(stack, 'resource-server-quota')).toBe(1);
    const usual = pool();
    for (let i = 0; i < 25; i++) {
      usual.users.addResourceServer(`S${i}`, { identifier: `s${i}`, scopes: READ });
    }
    expect(warnings(usual.stack, 'resource-server-quota')).toBe(0);
  });
});

describe('ordering', () => {
  function dependencies(stack: Parameters<typeof Template.fromStack>[0]): string[] {
    return Object.values(Template.fromStack(stack).findResources('AWS::Cognito::UserPoolClient'))[0].DependsOn ?? [];
  }

  test('a client waits for the servers whose scopes it names, and for no other', () => {
    const { stack, users, orders } = server({});
    users.addResourceServer('Invoices', { identifier: 'invoices', scopes: READ });
    users.addClient('Batch', AppClient.machine({ scopes: [orders.scope('read')] }));
    expect(dependencies(stack)).toEqual([expect.stringMatching(/^UsersOrdersResourceServer/)]);
    expect(dependencies(stack)).toHaveLength(1);
  });

  test('also for one added later and named as text', () => {
    const { stack, users } = pool();
    users.addClient('Batch', AppClient.machine({ scopes: [cognito.OAuthScope.custom('https://api/v1/read')] }));
    users.addResourceServer('Api', { identifier: 'https://api/v1', scopes: READ });
    expect(dependencies(stack)).toEqual([expect.stringMatching(/^UsersApiResourceServer/)]);
    expect(warnings(stack, 'unknown-scope')).toBe(0);
  });

  test('also for one that is made without addResourceServer', () => {
    const { stack, users } = pool();
    const orders = new AppResourceServer(stack, 'Orders', { userPool: users.userPool, identifier: 'orders', scopes: READ });
    users.addClient('Batch', AppClient.machine({ scopes: [orders.scope('read')] }));
    expect(dependencies(stack)).toEqual([expect.stringMatching(/^OrdersResourceServer/)]);
    expect(warnings(stack, 'unknown-scope')).toBe(0);
  });

  test('also for an identifier and a scope that only deployment knows', () => {
    const { stack, users } = pool();
    const value = new CfnParameter(stack, 'Value').valueAsString;
    const orders = users.addResourceServer('Orders', { identifier: value, scopes: READ });
    const invoices = users.addResourceServer('Invoices', { identifier: 'invoices', scopes: READ });
    users.addClient('Batch', AppClient.machine({ scopes: [orders.scope('read'), invoices.scope(value)] }));
    const [client] = Object.values(Template.fromStack(stack).findResources('AWS::Cognito::UserPoolClient'));
    expect(client.DependsOn)
      .toEqual([expect.stringMatching(/^UsersInvoicesResourceServer/), expect.stringMatching(/^UsersOrdersResourceServer/)]);
    expect(client.Properties.AllowedOAuthScopes).toEqual([
      { 'Fn::Join': ['', [{ Ref: 'Value' }, '/read']] }, { 'Fn::Join': ['', ['invoices/', { Ref: 'Value' }]] },
    ]);
    expect(warnings(stack, 'unknown-scope')).toBe(0);
  });

  test('also for one in a nested stack', () => {
    const { stack, users } = pool();
    const nested = new NestedStack(stack, 'Nested');
    const orders = new AppResourceServer(nested, 'Orders', { userPool: users.userPool, identifier: 'orders', scopes: READ });
    users.addClient('Batch', AppClient.machine({ scopes: [orders.scope('read')] }));
    expect(appCycles(stack.node.root as App)).toEqual([]);
    expect(dependencies(stack)).toEqual([expect.stringMatching(/^NestedNestedStack/)]);
  });

  test('warns about one in another stack, which is deployed after the client', () => {
    const { stack, users } = pool();
    const orders = new AppResourceServer(new Stack(stack.node.root as App, 'Elsewhere'), 'Orders', {
      userPool: users.userPool, identifier: 'orders', scopes: READ,
    });
    users.addClient('Batch', AppClient.machine({ scopes: [orders.scope('read')] }));
    expect(dependencies(stack)).toEqual([]);
    expect(warnings(stack, 'unknown-scope')).toBe(1);
  });

  test('warns about scopes of no server and undeclared scopes', () => {
    const { stack, users } = server({});
    users.addClient(
      'Batch', AppClient.machine({ scopes: [cognito.OAuthScope.custom('orders/delete'), cognito.OAuthScope.custom('orders/read')] }),
    );
    users.addClient('Web', AppClient.browser({ callbackUrls: ['https://a.test'], scopes: [cognito.OAuthScope.custom('other/x')] }));
    users.addClient('Mobile', AppClient.mobile());
    expect(warnings(stack, 'unknown-scope')).toBe(2);
  });
});
