import { replacementFacts } from '../../scripts/replacement-facts';
import { Edit, editsBetween, Made } from '../../src/edits';
import { REPLACED_BY, VERSION } from '../../src/edits/replacement-facts.generated';

const POOL_ID = { Ref: 'Users' };

function made(type: string, logicalId: string, props: Record<string, unknown> = {}, more: Partial<Made> = {}): Made {
  return { type: `AWS::${type}`, stack: 'App', logicalId, props, ...more };
}

function pool(props: Record<string, unknown> = {}, more: Partial<Made> = {}): Made {
  return made('Cognito::UserPool', 'Users', props, more);
}

function schema(...entries: object[]): Record<string, unknown> {
  return { Schema: entries };
}

function short(edits: readonly Edit[]): string[] {
  return edits.map(({ kind, at, property, isSure }) =>
    `${isSure ? '' : 'maybe '}${kind} ${at.logicalId}${property === undefined ? '' : `.${property}`}`);
}

const between = (before: Made[], after: Made[]) => short(editsBetween(before, after));

test('the table of replacements is that of the installed package (else: npx projen replacement-facts)', () => {
  expect({ version: VERSION, types: REPLACED_BY }).toEqual(replacementFacts());
});

test('the table knows what the service was seen to do', () => {
  expect(REPLACED_BY['AWS::Cognito::UserPoolClient']).toEqual(['GenerateSecret', 'UserPoolId']);
  expect(REPLACED_BY['AWS::Cognito::UserPool']).toEqual([]);
});

const PLAN = { Name: 'plan', AttributeDataType: 'String', Mutable: true, StringAttributeConstraints: { MaxLength: '20' } };
const EMAIL = { Name: 'email', AttributeDataType: 'String', Required: true, Mutable: true };

describe('a user pool may', () => {
  test.each<[string, object, object]>([
    ['stay as it is', schema(PLAN), schema(PLAN)],
    ['get a custom attribute', schema(PLAN), schema(PLAN, { Name: 'level', AttributeDataType: 'Number' })],
    ['get its first one', {}, schema(PLAN)],
    ['have its attributes in another order', schema(PLAN, EMAIL), schema(EMAIL, PLAN)],
    [
      'spell booleans and numbers as text', schema(PLAN),
      schema({ ...PLAN, Mutable: 'true', StringAttributeConstraints: { MaxLength: 20 } }),
    ],
    ['have the prefix that Cognito adds', schema(PLAN), schema({ ...PLAN, Name: 'custom:plan' })],
    ['say what a standard attribute is anyway', {}, schema({ Name: 'name', AttributeDataType: 'String', Required: false, Mutable: true })],
    ['say that user names know capitals, which they do', {}, { UsernameConfiguration: { CaseSensitive: true } }],
    ['have its aliases in another order', { AliasAttributes: ['email', 'phone_number'] }, { AliasAttributes: ['phone_number', 'email'] }],
    [
      'change its policies', { Policies: { PasswordPolicy: { MinimumLength: 8 } } },
      { Policies: { PasswordPolicy: { MinimumLength: 12 } } },
    ],
  ])('%s', (_, before, after) => {
    expect(between([pool({ ...before })], [pool({ ...after })])).toEqual([]);
  });
});

describe('Cognito refuses', () => {
  test.each<[string, object, object, string]>([
    ['that an attribute goes', schema(PLAN), {}, 'refused Users.Schema.plan'],
    ['another type', schema(PLAN), schema({ ...PLAN, AttributeDataType: 'Number' }), 'refused Users.Schema.plan.AttributeDataType'],
    ['another mutability', schema(PLAN), schema({ ...PLAN, Mutable: false }), 'refused Users.Schema.plan.Mutable'],
    [
      'another constraint', schema(PLAN), schema({ ...PLAN, StringAttributeConstraints: { MaxLength: '21' } }),
      'refused Users.Schema.plan.MaxLength',
    ],
    [
      'a constraint where there was none, perhaps', schema(PLAN),
      schema({ ...PLAN, StringAttributeConstraints: { MaxLength: '20', MinLength: '0' } }), 'maybe refused Users.Schema.plan.MinLength',
    ],
    [
      'that a standard attribute is no longer required', schema(EMAIL), schema({ ...EMAIL, Required: false }),
      'refused Users.Schema.email.Required',
    ],
    ['that it is so later', {}, schema(EMAIL), 'refused Users.Schema.email'],
    ['that its entry goes', schema(EMAIL), {}, 'refused Users.Schema.email'],
    [
      'the type of an existing entry that had none, perhaps', schema({ ...EMAIL, AttributeDataType: undefined }), schema(EMAIL),
      'maybe refused Users.Schema.email.AttributeDataType',
    ],
    [
      'another schema that is not known, perhaps', schema(PLAN), { Schema: { 'Fn::Unresolved': 'a parameter' } },
      'maybe refused Users.Schema',
    ],
    [
      'other sign-in', { UsernameAttributes: ['email'] }, { UsernameAttributes: ['email', 'phone_number'] },
      'refused Users.UsernameAttributes',
    ],
    ['no such sign-in', { UsernameAttributes: ['email'] }, {}, 'refused Users.UsernameAttributes'],
    ['another alias', {}, { AliasAttributes: ['email'] }, 'refused Users.AliasAttributes'],
    ['other capitals', { UsernameConfiguration: { CaseSensitive: false } }, {}, 'refused Users.UsernameConfiguration.CaseSensitive'],
    [
      'what hangs on a parameter, perhaps', {}, { UsernameConfiguration: { CaseSensitive: { Ref: 'Sensitive' } } },
      'maybe refused Users.UsernameConfiguration.CaseSensitive',
    ],
    [
      'a schema that grows beside an entry without its type, as reported', schema({ Name: 'email', Required: true }),
      schema({ Name: 'email', Required: true }, PLAN), 'maybe refused Users.Schema.email.AttributeDataType',
    ],
  ])('%s', (_, before, after, edit) => {
    expect(between([pool({ ...before })], [pool({ ...after })])).toEqual([edit]);
  });

  test('and says both values, what comes of it and the way out', () => {
    const [edit] = editsBetween([pool(schema(PLAN))], [pool(schema({ ...PLAN, Mutable: false }))]);
    expect(edit).toMatchObject({
      before: "'true'",
      after: "'false'",
      what: "'Mutable' of the attribute 'plan' can't be changed",
      fix: expect.stringContaining("another name beside 'plan'"),
    });
  });
});

describe('made anew is', () => {
  const client = (props: object) => made('Cognito::UserPoolClient', 'Web', { UserPoolId: POOL_ID, ...props });
  const group = (props: object) => made('Cognito::UserPoolGroup', 'Admins', { UserPoolId: POOL_ID, GroupName: 'admins', ...props });

  test.each<[string, Made, Made, string[]]>([
    ['a client that gets a secret', client({}), client({ GenerateSecret: true }), ['replaced Web.GenerateSecret']],
    ['no client that says it has none', client({}), client({ GenerateSecret: false }), []],
    ['a client of another pool', client({}), client({ UserPoolId: { Ref: 'Others' } }), ['maybe replaced Web.UserPoolId']],
    ['a group of another name', group({}), group({ GroupName: 'staff' }), ['replaced Admins.GroupName']],
    ['no group of another precedence', group({}), group({ Precedence: 3 }), []],
    ['a resource of another type', group({}), made('Cognito::Terms', 'Admins'), ['replaced Admins.Type']],
    ['no role whose path is the default', made('IAM::Role', 'R'), made('IAM::Role', 'R', { Path: '/' }), []],
    ['a role of another name', made('IAM::Role', 'R'), made('IAM::Role', 'R', { RoleName: 'r' }), ['replaced R.RoleName']],
  ])('%s', (_, before, after, edits) => {
    expect(between([before], [after])).toEqual(edits);
  });

  test('what names something that is made anew', () => {
    const branding = (clientId: unknown) => made('Cognito::ManagedLoginBranding', 'Style', { UserPoolId: POOL_ID, ClientId: clientId });
    const edits = editsBetween([client({}), branding({ Ref: 'Web' })], [client({ GenerateSecret: true }), branding({ Ref: 'Web' })]);
    expect(short(edits)).toEqual(['replaced Web.GenerateSecret', 'replaced Style.ClientId']);
    expect(edits.map(({ isDangerous }) => isDangerous)).toEqual([true, false]);
  });

  test('a person whose invitation changes, which the service refuses while there is the account', () => {
    const person = (medium: string) =>
      made('Cognito::UserPoolUser', 'Ada', { UserPoolId: 'p', Username: 'ada', DesiredDeliveryMediums: [medium] });
    expect(between([person('EMAIL')], [person('SMS')])).toEqual(['replaced Ada.DesiredDeliveryMediums', 'refused Ada.Username']);
  });
});

describe('gone is', () => {
  test('a pool that is there no longer', () => {
    expect(editsBetween([pool()], []))
      .toMatchObject([{ kind: 'gone', isDangerous: true, effect: expect.stringContaining('deleted with it') }]);
  });

  test.each([
    ['retained', {}, { isRetained: true }], ['protected from deletion', { DeletionProtection: 'ACTIVE' }, {}],
  ])('one that is %s, whose users stay behind', (_, props, more) => {
    expect(editsBetween([pool(props, more)], [])[0].effect).toContain('stay behind in the old one');
  });

  test('one that has another logical id, and which takes its place is said', () => {
    const [edit] = editsBetween([pool()], [made('Cognito::UserPool', 'People')]);
    expect(edit).toMatchObject({ kind: 'gone', after: 'App/People', fix: expect.stringContaining('overrideLogicalId') });
  });

  test('one of each stack, and each is paired in its own', () => {
    const people = (stack: string) => ({ ...made('Cognito::UserPool', 'People'), stack });
    const [dev, prod] = ['Dev', 'Prod'].map(stack => ({ ...pool(), stack }));
    const pairs = (before: Made[], after: Made[]) => editsBetween(before, after).map(({ at, after: next }) => [at.stack, next]);
    expect(pairs([dev, prod], [people('Dev'), people('Prod')])).toEqual([['Dev', 'Dev/People'], ['Prod', 'Prod/People']]);
    expect(pairs([dev, prod], [people('Prod')])).toEqual([['Dev', undefined], ['Prod', 'Prod/People']]);
    expect(pairs([dev], [people('Prod')])).toEqual([['Dev', 'Prod/People']]);
  });

  test('one that moves to another stack', () => {
    expect(between([pool()], [{ ...pool(), stack: 'Other' }])).toEqual(['gone Users']);
  });

  test('perhaps one that gets a condition', () => {
    expect(between([pool({}, { conditions: [] })], [pool({}, { conditions: ['App/IsProd'] })])).toEqual(['maybe gone Users.Condition']);
  });

  test('no role that nobody needs, but one that gets another logical id under its path', () => {
    const role = (id: string) => made('IAM::Role', id, {}, { constructPath: 'App/Role/Resource' });
    expect(between([role('A')], [])).toEqual([]);
    expect(between([role('A')], [role('B')])).toEqual(['gone A']);
  });

  test('a domain that gets another logical id, and can\'t be made while there is the old one', () => {
    const domain = (id: string, name = 'acme') => made('Cognito::UserPoolDomain', id, { UserPoolId: POOL_ID, Domain: name });
    expect(between([domain('A')], [domain('B')])).toEqual(['gone A', 'refused A.Domain']);
    expect(between([domain('A')], [domain('B', 'acme-2')])).toEqual(['gone A']);
  });
});

test('nothing is between a state and itself, nor of what is new', () => {
  const state = [
    pool(schema(PLAN, EMAIL)), made('Cognito::UserPoolClient', 'Web', { UserPoolId: POOL_ID }), made(
      'Cognito::UserPoolDomain', 'D', { Domain: { Ref: 'Name' } },
    ),
    made('Cognito::IdentityPool', 'Ids', { 'Fn::Unresolved': 'x' }, { conditions: ['App/X'] }),
  ];
  expect(editsBetween(state, state)).toEqual([]);
  expect(editsBetween([], state)).toEqual([]);
});
