import { Lazy, Token } from 'aws-cdk-lib';
import { making, rendered, userPool, poolOf } from './user-pool-fixture';
import { AppClient, CustomAttribute, ProfileAttributes, SignIn } from '../../src/user-pool';
import { used } from '../used';

const schema = (attributes: ProfileAttributes) => rendered({ attributes }).Schema;
const custom = (name: string) => making({ attributes: { custom: { [name]: CustomAttribute.text() } } });
const many = (count: number) => making({
  attributes: { custom: Object.fromEntries(Array.from({ length: count }, (_, index) => [`a${index}`, CustomAttribute.flag()])) },
});

describe('standard attributes', () => {
  test('render all seventeen with a data type, which a later change of the schema depends on', () => {
    const all: ProfileAttributes = {
      address: {},
      birthdate: {},
      email: {},
      familyName: {},
      gender: {},
      givenName: {},
      locale: {},
      middleName: {},
      fullname: {},
      nickname: {},
      phoneNumber: {},
      profilePicture: {},
      preferredUsername: {},
      profilePage: {},
      timezone: {},
      lastUpdateTime: {},
      website: {},
    };
    const entries = schema(all);
    expect(entries.map(({ Name }: any) => Name).sort()).toEqual([
      'address', 'birthdate', 'email', 'family_name', 'gender', 'given_name', 'locale', 'middle_name', 'name', 'nickname', 'phone_number',
      'picture', 'preferred_username', 'profile', 'updated_at', 'website', 'zoneinfo',
    ]);
    for (const entry of entries) {
      expect(entry).toMatchObject({ AttributeDataType: entry.Name === 'updated_at' ? 'Number' : 'String', Mutable: true, Required: false });
    }
  });

  test('can be required and immutable', () => {
    expect(schema({ fullname: { required: true, mutable: false } })).toEqual([
      { Name: 'name', AttributeDataType: 'String', Required: true, Mutable: false },
    ]);
  });

  test('no schema is rendered without attributes', () => {
    expect(rendered()).not.toHaveProperty('Schema');
  });

  test('fails when required but not writable', () => {
    expect(making({ attributes: { nickname: { required: true, writableByUser: false } } }))
      .toThrow(/attributes\.nickname: .*drop one of the two/);
    expect(making({ attributes: { nickname: { required: false, writableByUser: false } } })).not.toThrow();
  });

  test('fails when preferred_username is both required and an alias', () => {
    const attributes = { preferredUsername: { required: true } };
    expect(making({ attributes, signIn: SignIn.username({ preferredUsername: true }) })).toThrow(/attributes\.preferredUsername/);
    expect(making({ attributes, signIn: SignIn.username() })).not.toThrow();
  });
});

describe('custom attributes', () => {
  test('render type, constraints and mutability', () => {
    expect(schema({
      custom: {
        text: CustomAttribute.text({ minLength: 0, maxLength: 2048 }),
        short: CustomAttribute.text({ maxLength: 5, mutable: false }),
        plain: CustomAttribute.text(),
        count: CustomAttribute.number({ min: 0, max: 9 }),
        low: CustomAttribute.number({ min: -1 }),
        any: CustomAttribute.number(),
        flag: CustomAttribute.flag(),
        since: CustomAttribute.dateTime({ mutable: false }),
      },
    })).toEqual([
      { Name: 'text', AttributeDataType: 'String', Mutable: true, StringAttributeConstraints: { MinLength: '0', MaxLength: '2048' } },
      { Name: 'short', AttributeDataType: 'String', Mutable: false, StringAttributeConstraints: { MaxLength: '5' } },
      { Name: 'plain', AttributeDataType: 'String', Mutable: true },
      { Name: 'count', AttributeDataType: 'Number', Mutable: true, NumberAttributeConstraints: { MinValue: '0', MaxValue: '9' } },
      { Name: 'low', AttributeDataType: 'Number', Mutable: true, NumberAttributeConstraints: { MinValue: '-1' } },
      { Name: 'any', AttributeDataType: 'Number', Mutable: true },
      { Name: 'flag', AttributeDataType: 'Boolean', Mutable: true },
      { Name: 'since', AttributeDataType: 'DateTime', Mutable: false },
    ]);
  });

  test('are not writable by their user unless they say so', () => {
    for (const make of [CustomAttribute.text, CustomAttribute.number, CustomAttribute.flag, CustomAttribute.dateTime]) {
      expect(make().writableByUser).toBe(false);
      expect(make({ writableByUser: true }).writableByUser).toBe(true);
      expect(make({ mutable: false }).bind().mutable).toBe(false);
    }
  });

  test('fails with more than 50', () => {
    expect(many(50)).not.toThrow();
    expect(many(51)).toThrow(/attributes\.custom: 51 attributes, Cognito takes 50/);
  });

  test('fails with a name of more than 20 characters', () => {
    expect(custom('a'.repeat(20))).not.toThrow();
    expect(custom('a'.repeat(21))).toThrow(/has 21 characters; use 1 to 20/);
    expect(custom('')).toThrow(/has 0 characters/);
  });

  test.each(['custom:plan', 'custom:custom:plan', 'dev:plan', 'CUSTOM:plan'])('fails with the prefix in %s', name => {
    expect(custom(name)).toThrow(/has a prefix that Cognito adds itself; write 'plan'/);
  });

  test('a colon elsewhere is allowed', () => {
    expect(custom('my:custom')).not.toThrow();
  });

  test('fails with a space in the name', () => {
    expect(custom('my plan')).toThrow(/'my plan' holds a space/);
    expect(custom('my-plan_ü')).not.toThrow();
  });

  test('fails when the name is a token', () => {
    expect(custom(Lazy.string({ produce: () => 'plan' }))).toThrow(/is a token/);
  });

  test('fails when a length is outside 0 to 2048', () => {
    expect(() => used(CustomAttribute.text({ maxLength: 2048 }))).not.toThrow();
    expect(() => used(CustomAttribute.text({ maxLength: 2049 }))).toThrow(/maxLength: 2049 .*0 to 2048/);
    expect(() => used(CustomAttribute.text({ minLength: -1 }))).toThrow(/minLength: -1/);
    expect(() => used(CustomAttribute.text({ minLength: 1.5 }))).toThrow(/minLength: 1\.5/);
  });

  test('fails when the bounds cross', () => {
    expect(() => used(CustomAttribute.text({ minLength: 5, maxLength: 5 }))).not.toThrow();
    expect(() => used(CustomAttribute.text({ minLength: 6, maxLength: 5 }))).toThrow(/minLength: 6 is greater than maxLength: 5/);
    expect(() => used(CustomAttribute.number({ min: 1, max: 1 }))).not.toThrow();
    expect(() => used(CustomAttribute.number({ min: 2, max: 1 }))).toThrow(/min: 2 is greater than max: 1/);
  });

  test('fails when a bound is not a number that can be written down', () => {
    expect(() => used(CustomAttribute.number({ max: Infinity }))).toThrow(/max: Infinity/);
    expect(() => used(CustomAttribute.number({ min: NaN }))).toThrow(/min: NaN/);
    expect(() => used(CustomAttribute.text({ maxLength: Token.asNumber({ Ref: 'Length' }) }))).toThrow(/maxLength: a token/);
  });
});

describe('what app clients may write', () => {
  const client = (attributes?: ProfileAttributes, signIn?: SignIn) => {
    const { stack, users } = userPool({ attributes, signIn });
    users.addClient('App', AppClient.mobile());
    poolOf(stack);
    const { readAttributes, writeAttributes } = users.node.findChild('App').node.defaultChild as any;
    return stack.resolve({ readAttributes, writeAttributes });
  };

  test('only the contacts, by default', () => {
    expect(client().writeAttributes).toEqual(['email']);
    expect(client(undefined, SignIn.username({ phone: true, preferredUsername: true })).writeAttributes)
      .toEqual(['phone_number', 'preferred_username']);
  });

  test('declared standard attributes and the custom ones that say so', () => {
    expect(client({
      fullname: {},
      locale: { writableByUser: false },
      custom: { plan: CustomAttribute.text(), colour: CustomAttribute.text({ writableByUser: true }) },
    }).writeAttributes).toEqual(['email', 'name', 'custom:colour']);
  });

  test('everything is readable', () => {
    const read = client({ custom: { plan: CustomAttribute.text() } }).readAttributes;
    expect(read).toHaveLength(20);
    expect(read).toEqual(expect.arrayContaining(['custom:plan', 'email_verified', 'name']));
  });

  test('fails when a client leaves a required attribute out', () => {
    const { users } = userPool({ attributes: { fullname: { required: true } } });
    expect(() => users.addClient('Bad', AppClient.mobile({ writeAttributes: ['email'] }))).toThrow(/lacks name/);
    expect(() => users.addClient('Good', AppClient.mobile({ writeAttributes: ['email', 'name'] }))).not.toThrow();
  });
});
