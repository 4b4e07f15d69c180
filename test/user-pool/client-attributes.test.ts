import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { clientProps, onlyClient, pool, warnings } from './client-fixture';
import { Claim, CognitoAuth, CustomAttribute, RoleRule } from '../../src';
import { AppClient } from '../../src/user-pool';

const SCOPE = [cognito.OAuthScope.custom('orders/read')];

describe('the attributes of a client', () => {
  test('explicit lists replace those of the pool', () => {
    const props = clientProps(AppClient.mobile({ readAttributes: ['email', 'custom:plan'], writeAttributes: ['email', 'name'] }));
    expect(props).toMatchObject({ ReadAttributes: ['email', 'custom:plan'], WriteAttributes: ['email', 'name'] });
  });

  test('fails on an attribute the pool does not have', () => {
    expect(() => clientProps(AppClient.mobile({ readAttributes: ['shoe_size'] })))
      .toThrow("client 'Client': AppClient.mobile: readAttributes: 'shoe_size' is not an attribute of this user pool; the pool has: email");
  });

  test('fails on a custom attribute without its prefix, and says so', () => {
    expect(() => clientProps(AppClient.mobile({ readAttributes: ['plan'] }))).toThrow("write 'custom:plan'");
  });

  test.each(['email_verified', 'phone_number_verified', 'sub'])('fails on writing %s', (name) => {
    expect(() => clientProps(AppClient.mobile({ writeAttributes: ['email', name] }))).toThrow(`'${name}' is set by Cognito`);
  });

  test('fails on writing an attribute the pool does not have', () => {
    expect(() => clientProps(AppClient.mobile({ writeAttributes: ['email', 'custom:plam'] }))).toThrow("writeAttributes: 'custom:plam'");
  });

  test('fails when a required attribute cannot be written', () => {
    expect(() => clientProps(AppClient.mobile({ writeAttributes: ['name'] }))).toThrow('writeAttributes lacks email');
  });

  test('a list that only deployment knows is passed on', () => {
    const { stack, users } = pool();
    const names = new CfnParameter(stack, 'Names', { type: 'CommaDelimitedList' }).valueAsList;
    users.addClient('Client', AppClient.mobile({ readAttributes: names, writeAttributes: names }));
    expect(onlyClient(stack)).toMatchObject({ ReadAttributes: { Ref: 'Names' }, WriteAttributes: { Ref: 'Names' } });
  });

  test('a name that only deployment knows is passed on, and may be the required one', () => {
    const { stack, users } = pool();
    const name = new CfnParameter(stack, 'Name').valueAsString;
    users.addClient('Client', AppClient.mobile({ readAttributes: ['email', name], writeAttributes: [name] }));
    expect(onlyClient(stack)).toMatchObject({ ReadAttributes: ['email', { Ref: 'Name' }], WriteAttributes: [{ Ref: 'Name' }] });
  });

  test('fails when more required attributes are missing than names are unknown', () => {
    const { stack, users } = pool({ required: ['email', 'name'] });
    const name = new CfnParameter(stack, 'Name').valueAsString;
    expect(() => users.addClient('Client', AppClient.mobile({ writeAttributes: [name] }))).toThrow('writeAttributes lacks email, name');
    expect(() => users.addClient('Client', AppClient.mobile({ writeAttributes: [name, 'name'] }))).not.toThrow();
  });

  test('fails on a wrong name beside an unknown one', () => {
    const { stack, users } = pool();
    const name = new CfnParameter(stack, 'Name').valueAsString;
    expect(() => users.addClient('Client', AppClient.mobile({ writeAttributes: ['email', name, 'sub'] })))
      .toThrow("'sub' is set by Cognito");
    expect(() => users.addClient('Client', AppClient.mobile({ readAttributes: [name, 'shoe_size'] })))
      .toThrow("'shoe_size' is not an attribute");
  });

  test('a rule fails on an attribute that a client may write if an unknown name turns out to be it', () => {
    const deciding = (writeAttributes: (stack: Stack) => string[]) => {
      const stack = new Stack(new App(), 'Stack');
      const auth = new CognitoAuth(stack, 'Auth', { attributes: { custom: { plan: CustomAttribute.text() } } });
      auth.addClient('Web', AppClient.mobile({ writeAttributes: writeAttributes(stack) }));
      auth.addRule('Gold', RoleRule.equalTo(Claim.customAttribute('plan'), 'gold'));
      return () => Template.fromStack(stack);
    };
    expect(deciding((stack) => ['email', new CfnParameter(stack, 'Name').valueAsString]))
      .toThrow('people can write themselves through Stack/Auth/Users/Web');
    expect(deciding((stack) => [new CfnParameter(stack, 'Name').valueAsString])).toThrow('people can write themselves');
    expect(deciding(() => ['email'])).not.toThrow();
  });

  test.each([{ readAttributes: [] }, { writeAttributes: [] }])('warns about the empty list %j', (props) => {
    const { stack, users } = pool({ required: [] });
    users.addClient('Client', AppClient.mobile(props));
    expect(warnings(stack, 'empty-attribute-list')).toBe(1);
  });

  test('warns when the pool leaves nothing to write, and only then', () => {
    const nothing = pool({ writable: ['email_verified'] });
    nothing.users.addClient('Client', AppClient.mobile());
    expect(warnings(nothing.stack, 'empty-attribute-list')).toBe(1);
    const something = pool({ writable: ['name'] });
    something.users.addClient('Client', AppClient.mobile());
    something.users.addClient('Batch', AppClient.machine({ scopes: SCOPE }));
    expect(warnings(something.stack, 'empty-attribute-list')).toBe(0);
  });
});
