import { Edit, editsBetween, Made } from '../../src/edits';

const GAP = { 'Fn::Unresolved': 'a parameter' };

function made(type: string, logicalId: string, props: Record<string, unknown> = {}, more: Partial<Made> = {}): Made {
  return { type: `AWS::${type}`, stack: 'App', logicalId, props, ...more };
}
const pool = (props: Record<string, unknown> = {}, more: Partial<Made> = {}) => made('Cognito::UserPool', 'Users', props, more);
const schema = (...entries: unknown[]) => ({ Schema: entries });
const short = (edits: readonly Edit[]) => edits.map(({ kind, at, property, isSure }) =>
  `${isSure ? '' : 'maybe '}${kind} ${at.logicalId}${property === undefined ? '' : `.${property}`}`);
const between = (before: Made[], after: Made[]) => short(editsBetween(before, after));

describe('of a user pool', () => {
  const LEVEL = { Name: 'level', AttributeDataType: 'Number', Mutable: true };
  const EMAIL = { Name: 'email', AttributeDataType: 'String' };
  test.each<[string, object, object, string[]]>([
    ['a schema that is not known stays', { Schema: GAP }, { Schema: GAP }, []],
    ['an entry that is none is not known', schema(LEVEL), schema(LEVEL, 'x'), ['maybe refused Users.Schema']],
    ['an entry whose name is not known is not either', schema(LEVEL), schema({ ...LEVEL, Name: GAP }), ['maybe refused Users.Schema']],
    ['one that was not known stays as written', schema({ ...LEVEL, Name: GAP }), schema({ ...LEVEL, Name: GAP }), []],
    ['the entry of a standard attribute goes that said what holds anyway', schema({ ...EMAIL, Mutable: true, Required: 'false' }), {}, []],
    [
      'bounds of a number change', schema({ ...LEVEL, NumberAttributeConstraints: { MaxValue: '3' } }),
      schema({ ...LEVEL, NumberAttributeConstraints: { MaxValue: '4' } }), ['refused Users.Schema.level.MaxValue'],
    ],
    [
      'bounds of a number are written as one', schema({ ...LEVEL, NumberAttributeConstraints: { MaxValue: '3' } }),
      schema({ ...LEVEL, NumberAttributeConstraints: { MaxValue: 3 } }), [],
    ],
    [
      'what is required hangs on a parameter', schema(EMAIL), schema({ ...EMAIL, Required: GAP }),
      ['maybe refused Users.Schema.email.Required'],
    ],
    [
      'what can be changed hangs on a parameter', schema(LEVEL), schema({ ...LEVEL, Mutable: GAP }),
      ['maybe refused Users.Schema.level.Mutable'],
    ],
    [
      'a standard attribute that can be changed hangs on one', schema(EMAIL), schema({ ...EMAIL, Mutable: GAP }),
      ['maybe refused Users.Schema.email.Mutable'],
    ],
    ['what is required is none of both', schema(EMAIL), schema({ ...EMAIL, Required: [] }), []],
    ['what can be changed is none of both', schema(EMAIL), schema({ ...EMAIL, Mutable: [] }), []],
    ['an attribute is not for developers only', schema(LEVEL), schema({ ...LEVEL, DeveloperOnlyAttribute: false }), []],
    [
      'an attribute is for them', schema(LEVEL), schema({ ...LEVEL, DeveloperOnlyAttribute: true }),
      ['maybe refused Users.Schema.level.DeveloperOnlyAttribute'],
    ],
    ['capitals are said without a value', {}, { UsernameConfiguration: {} }, []],
    ['capitals are not known', {}, { UsernameConfiguration: GAP }, ['maybe refused Users.UsernameConfiguration.CaseSensitive']],
    ['sign-in is not known', { UsernameAttributes: ['email'] }, { UsernameAttributes: GAP }, ['maybe refused Users.UsernameAttributes']],
    ['sign-in that is not known stays', { UsernameAttributes: GAP }, { UsernameAttributes: GAP }, []],
  ])('%s', (_, before, after, edits) => {
    expect(between([pool({ ...before })], [pool({ ...after })])).toEqual(edits);
  });

  test.each([
    ['updated_at', 'Number'], ['email', 'String'],
  ])('an entry %s without type is to be a %s where the schema grows', (Name, type) => {
    expect(editsBetween([pool(schema({ Name }))], [pool(schema({ Name }, LEVEL))]))
      .toMatchObject([{ isSure: false, fix: `give the entry AttributeDataType: ${type}` }]);
  });

  test('a standard attribute that goes is put back, and has no other beside it', () => {
    const fixOf = (entry: object) => editsBetween([pool(schema(entry))], [pool()])[0].fix;
    expect(fixOf({ ...EMAIL, Required: true })).toBe("put 'email' back; an attribute that nobody uses does no harm");
    expect(fixOf(LEVEL)).toContain(', and a new one beside it may have another name');
  });

  test('long values are cut short', () => {
    const [{ before, after }] = editsBetween([pool({ AliasAttributes: ['email'] })], [
      pool({ AliasAttributes: Array(20).fill('phone_number') }),
    ]);
    expect(before).toBe('["email"]');
    expect(after).toMatch(/^\[("phone_number",){7}"phone_numb…$/);
    expect(after).toHaveLength(118);
  });
});

describe('made anew', () => {
  const client = (userPoolId: unknown, written?: object) =>
    made('Cognito::UserPoolClient', 'Web', { UserPoolId: userPoolId }, written ? { written: { UserPoolId: written } } : {});

  test('is what hangs on a value that is not known, unless it is written the same', () => {
    const [one, other] = [{ 'Fn::ImportValue': 'a' }, { 'Fn::ImportValue': 'b' }];
    expect(between([client(GAP, one)], [client({ 'Fn::Unresolved': 'else' }, one)])).toEqual([]);
    expect(between([client(GAP, one)], [client({ 'Fn::Unresolved': 'else' }, other)])).toEqual(['maybe replaced Web.UserPoolId']);
    expect(between([client(GAP)], [client({ 'Fn::Unresolved': 'else' }, one)])).toEqual(['maybe replaced Web.UserPoolId']);
    expect(between([client(GAP, one)], [client({ 'Fn::Unresolved': 'else' })])).toEqual(['maybe replaced Web.UserPoolId']);
  });

  test('is for sure what differs in what is known, however it is written', () => {
    const one = { Ref: 'Pool' };
    expect(between([client('a', one)], [client('b', one)])).toEqual(['replaced Web.UserPoolId']);
  });
});

describe('gone', () => {
  const group = (id: string, more: Partial<Made> = {}) =>
    made('Cognito::UserPoolGroup', id, { UserPoolId: { Ref: 'Users' }, GroupName: id }, more);

  test('says what is lost if nothing takes its place, in words of its own or those for what is made anew', () => {
    expect(editsBetween([group('admins')], []))
      .toMatchObject([{ effect: 'its members are in it no longer', fix: expect.stringMatching(/^put it back; keep its logical id/) }]);
    expect(editsBetween([made('Cognito::UserPoolIdentityProvider', 'Corp')], []))
      .toMatchObject([{ effect: 'people who sign in with it no longer can' }]);
  });

  test('names no successor where there are several', () => {
    const [edit] = editsBetween([group('admins')], [group('a'), group('b')]);
    expect(edit).toMatchObject({ kind: 'gone', what: 'the group is no longer in the template' });
    expect(edit).not.toHaveProperty('after');
  });

  test.each([
    ['AWS::Cognito::UserPool', 'its users stay behind in the old one'], ['AWS::Cognito::IdentityPool', 'the old one stays behind'],
  ])('%s that is retained: %s', (type, effect) => {
    expect(editsBetween([made(type.slice(5), 'It', {}, { isRetained: true })], [])[0].effect)
      .toBe(`${effect}, which no template has any longer`);
  });

  test('perhaps is what gets a condition, or another one; not what loses it', () => {
    const edits = (before: string[] | undefined, after: string[] | undefined) => editsBetween(
      [group('admins', before ? { conditions: before } : {})], [group('admins', after ? { conditions: after } : {})],
    );
    expect(edits(['App/A'], ['App/B', 'App/C'])).toMatchObject([
      {
        isSure: false,
        property: 'Condition',
        before: "'App/A'",
        after: 'App/B, App/C',
        what: 'the group is there only if App/B and App/C',
        effect: 'its members are in it no longer',
      },
    ]);
    expect(edits(undefined, ['App/B'])).toMatchObject([{ before: 'nothing' }]);
    expect(edits(['App/A'], undefined)).toEqual([]);
    expect(edits(['App/A'], [])).toEqual([]);
    expect(edits(undefined, [])).toEqual([]);
  });

  test('perhaps is nothing that nobody loses anything with', () => {
    const terms = (conditions: string[]) => made('Cognito::Terms', 'T', {}, { conditions });
    expect(between([terms([])], [terms(['App/B'])])).toEqual([]);
  });
});
