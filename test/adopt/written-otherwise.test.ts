import { madeByAmplify } from './shapes';
import { adopt } from '../../src/adopt/program';
import { isStandardTrust } from '../../src/adopt/standard-trust';
import { expression } from '../../src/adopt/typescript';
import { checkTemplate } from '../../src/template/text/load';

const ADMINS = 'amplifyAuthADMINSGroup';
const type = (name: string, Properties: object = {}, more: object = {}) => ({ Type: `AWS::${name}`, Properties, ...more });
const template = (Resources: object, name = 'App') => ({ name, body: checkTemplate({ Resources: structuredClone(Resources) }, name) });
const adopted = (Resources: object) => adopt([template(Resources)])!;

/** The first statement, which makes the construct. */
const made = (Resources: object) =>
  /^ {2}const [^]*?\);$/m.exec(adopted(Resources).program)![0].replace(/\s+/g, ' ').replace(/,(?= [}\]])/g, '').trim();
const ofPool = (props: object) => made({ Users: type('Cognito::UserPool', props) });
const users = (props: string) => `const users = new AppUserPool(stack, 'Users', ${props});`;

describe('a user pool is made with', () => {
  test.each<[string, object, string]>([
    ['user names, where it says nothing', {}, '{ signIn: SignIn.username() }'],
    ['an e-mail address', { UsernameAttributes: ['email'] }, '{ signIn: SignIn.email() }'],
    ['a number', { UsernameAttributes: ['phone_number'] }, '{ signIn: SignIn.phone() }'],
    ['either, in any order', { UsernameAttributes: ['phone_number', 'email'] }, '{ signIn: SignIn.emailOrPhone() }'],
    [
      'its aliases', { AliasAttributes: ['email', 'preferred_username'] },
      '{ signIn: SignIn.username({ email: true, preferredUsername: true }) }',
    ],
    ['no sign-in that is computed', { UsernameAttributes: [{ Ref: 'Way' }] }, '{}'],
    ['no aliases that are computed', { AliasAttributes: { Ref: 'Ways' } }, '{}'],
    ['none that Cognito does not know', { AliasAttributes: ['nickname'] }, '{}'],
    ['none where aliases stand beside it', { UsernameAttributes: ['email'], AliasAttributes: ['email'] }, '{}'],
    ['sign-up', { AdminCreateUserConfig: { AllowAdminCreateUserOnly: 'false' } }, '{ signIn: SignIn.username(), selfSignUp: true }'],
    [
      'none', { AdminCreateUserConfig: { AllowAdminCreateUserOnly: true, InviteMessageTemplate: {} } },
      '{ signIn: SignIn.username(), selfSignUp: false }',
    ],
    [
      'nothing of it where it is computed', { AdminCreateUserConfig: { AllowAdminCreateUserOnly: { Ref: 'Closed' } } },
      '{ signIn: SignIn.username() }',
    ],
    ['capitals', { UsernameConfiguration: { CaseSensitive: true } }, '{ signIn: SignIn.username(), caseSensitive: true }'],
    [
      'nothing of them where they are computed', { UsernameConfiguration: { CaseSensitive: { Ref: 'Case' } } },
      '{ signIn: SignIn.username() }',
    ],
  ])('%s', (_, props, expected) => {
    expect(ofPool(props)).toBe(users(expected));
  });

  test('protection from deletion from now on, unless it says what is to be', () => {
    const said = (props: object) => /keep\(users\.cfnUserPool, 'Users', (\[[^\]]*\]), ([^]*?)\);/.exec(adopted({
      Users: type('Cognito::UserPool', props),
    }).program)!.slice(1);
    expect(said({})).toEqual(["['DeletionProtection', 'UsernameAttributes', 'AliasAttributes']", '{}']);
    expect(said({ DeletionProtection: 'INACTIVE' }))
      .toEqual(["['UsernameAttributes', 'AliasAttributes']", "{ DeletionProtection: 'INACTIVE' }"]);
  });

  test('what stands beside the switch for sign-up kept as it is', () => {
    const { program } = adopted({
      Users: type('Cognito::UserPool', { AdminCreateUserConfig: { AllowAdminCreateUserOnly: true, UnusedAccountValidityDays: 3 } }),
    });
    expect(program).toContain('{ AdminCreateUserConfig: { AllowAdminCreateUserOnly: true, UnusedAccountValidityDays: 3 } }');
  });
});

describe('of a schema', () => {
  const custom = (kind: string, more: object = {}) => ({ Name: 'plan', AttributeDataType: kind, Mutable: true, ...more });
  test.each<[string, object, string]>([
    [
      'text with bounds', custom('String', { StringAttributeConstraints: { MinLength: '1', MaxLength: '20' } }),
      'CustomAttribute.text({ minLength: 1, maxLength: 20 })',
    ],
    [
      'a number with bounds', custom('Number', { NumberAttributeConstraints: { MinValue: '0', MaxValue: '9' } }),
      'CustomAttribute.number({ min: 0, max: 9 })',
    ],
    ['a switch that stays', custom('Boolean', { Mutable: 'false' }), 'CustomAttribute.flag({ mutable: false })'],
    ['a time', custom('DateTime'), 'CustomAttribute.dateTime()'],
    ['what is not for developers only', custom('String', { DeveloperOnlyAttribute: 'false' }), 'CustomAttribute.text()'],
  ])('%s has a prop', (_, entry, expected) => {
    expect(ofPool({ Schema: [entry] })).toBe(users(`{ signIn: SignIn.username(), attributes: { custom: { plan: ${expected} } } }`));
  });

  test('standard attributes have theirs, required or not, to be changed or not', () => {
    expect(ofPool({ Schema: [{ Name: 'email', Required: 'true' }, { Name: 'given_name', Mutable: false }] }))
      .toBe(users('{ signIn: SignIn.username(), attributes: { email: { required: true, mutable: true }, givenName: { required: false, '
        + 'mutable: false } } }'));
  });

  test.each<[string, unknown]>([
    ['nothing', []],
    ['what is computed', { Ref: 'Schema' }],
    ['an entry that is computed', [{ Name: { Ref: 'Name' }, AttributeDataType: 'String', Mutable: true }]],
    ['an entry that is none', ['plan']],
    ['an entry without a name', [{ AttributeDataType: 'String', Mutable: true }]],
    ['what is for developers only', [custom('String', { DeveloperOnlyAttribute: true })]],
    ['a custom attribute that is required', [custom('String', { Required: true })]],
    ['one that does not say whether it can be changed', [{ Name: 'plan', AttributeDataType: 'String' }]],
    ['one of a kind that is not known', [custom('Binary')]],
    ['a number with the bounds of text', [custom('Number', { StringAttributeConstraints: { MaxLength: '3' } })]],
    ['text with the bounds of a number', [custom('String', { NumberAttributeConstraints: { MaxValue: '3' } })]],
    ['a bound that is no number', [custom('String', { StringAttributeConstraints: { MaxLength: 'many' } })]],
    ['what Cognito sets itself', [custom('Boolean', { Name: 'email_verified' })]],
    ['a name that is none of a prop', [custom('String', { Name: 'custom:plan' })]],
  ])('%s has no prop, and stays as it is written', (_, Schema) => {
    expect(ofPool({ Schema })).toBe(users('{ signIn: SignIn.username() }'));
    expect(adopted({ Users: type('Cognito::UserPool', { Schema }) }).program).toContain('Schema: ');
  });
});

describe('an identity pool', () => {
  /** What Amplify makes, with some properties of some resources changed. */
  const amplify = (patch: Record<string, object>, more: Record<string, object | undefined> = {}): any => {
    const { Resources } = madeByAmplify();
    for (const [id, props] of Object.entries(patch)) Object.assign(Resources[id].Properties, props);
    return { ...Resources, ...more };
  };
  const POOL = 'amplifyAuthIdentityPool3FDE84CC';
  const RAW = expect.stringContaining('the identity pool has no app client that signs people in');

  test('is adopted with its roles', () => {
    expect(made(amplify({}))).toMatch(/^const auth = new CognitoAuth\(/);
    expect(adopted(amplify({})).notes).not.toContainEqual(RAW);
  });

  test('without user pool of this stack stays raw, and is said', () => {
    const { program, notes } = adopted(amplify({ [POOL]: { CognitoIdentityProviders: [] } }));
    expect(notes).toContainEqual(RAW);
    expect(program).toContain('const users = new AppUserPool');
    expect(program).toContain(`carry(stack, '${POOL}'`);
  });

  test('whose only client signs no people in stays raw', () => {
    const machine = amplify({ amplifyAuthUserPoolAppClient2626C6F8: { AllowedOAuthFlows: ['client_credentials'] } });
    expect(adopted(machine).notes).toContainEqual(RAW);
    expect(adopted(machine).notes).toContainEqual(expect.stringContaining('see AppClient.machine'));
  });

  test.each<[string, (id: string, type: string) => boolean]>([
    ['attachment', (_id, name) => name === 'AWS::Cognito::IdentityPoolRoleAttachment'],
    ['authenticated role', id => id === 'amplifyAuthauthenticatedUserRoleD8DA3689'],
  ])('whose %s hangs on a condition stays raw', (_, isIt) => {
    const resources = amplify({});
    const [id] = Object.keys(resources).filter(name => isIt(name, resources[name].Type));
    resources[id].Condition = 'Sometimes';
    expect(adopted(resources).notes).toContainEqual(RAW);
  });

  test('with the classic flow has no groups of its own', () => {
    const { notes, program } = adopted(amplify({ [POOL]: { AllowClassicFlow: true } }));
    expect(made(amplify({ [POOL]: { AllowClassicFlow: true } }))).toContain('classicFlow: true');
    expect(notes).toContainEqual('App: classicFlow is on: groups and their roles are carried over raw, since it knows no role mappings');
    expect(program).not.toContain('auth.addGroup(');
    expect(adopted(amplify({})).program).toContain("auth.addGroup('ADMINS'");
  });

  test('without guests gets none', () => {
    expect(made(amplify({ [POOL]: { AllowUnauthenticatedIdentities: true } }))).toContain('guestAccess: true');
    const closed = amplify({ [POOL]: { AllowUnauthenticatedIdentities: false } });
    expect(made(closed)).not.toContain('guestAccess');
    expect(adopted(closed).program).not.toContain('auth.guests');
  });

  test('has groups with their precedence, if it is a number, and those whose names are', () => {
    const group = (props: object) => adopted(amplify({ [ADMINS]: props })).program;
    expect(group({ Precedence: 4 })).toContain("auth.addGroup('ADMINS', { precedence: 4, inherit: false })");
    expect(group({ Precedence: { Ref: 'Order' } })).toContain("auth.addGroup('ADMINS', { inherit: false })");
    expect(group({ GroupName: 'all staff' })).not.toContain('auth.addGroup(');
    expect(group({ GroupName: { Ref: 'Name' } })).not.toContain('auth.addGroup(');
    expect(group({ RoleArn: 'arn:aws:iam::111122223333:role/admins' })).not.toContain('auth.addGroup(');
  });

  test('names its clients by what they say', () => {
    const client = (props: object) =>
      made(amplify({ amplifyAuthUserPoolAppClient2626C6F8: props })).replace(/^.*client: (AppClient\.\w+\(.*?\)).*$/, '$1');
    expect(client({ GenerateSecret: 'true', LogoutURLs: ['https://example.com/bye'] }))
      .toBe("AppClient.server({ callbackUrls: ['https://example.com'], logoutUrls: ['https://example.com/bye'] })");
    expect(client({ LogoutURLs: [] })).toBe("AppClient.browser({ callbackUrls: ['https://example.com'], logoutUrls: [] })");
    expect(client({ LogoutURLs: ['app://bye'] })).toBe("AppClient.browser({ callbackUrls: ['https://example.com'], logoutUrls: [] })");
    expect(client({ LogoutURLs: { Ref: 'Urls' } })).toBe("AppClient.browser({ callbackUrls: ['https://example.com'], logoutUrls: [] })");
    expect(client({ CallbackURLs: ['app://in', 'https://example.com'] })).toBe('AppClient.browser()');
    expect(client({ AllowedOAuthFlows: ['implicit'] })).toBe('AppClient.browser()');
  });
});

describe('of several stacks', () => {
  const pool = { Users: type('Cognito::UserPool', {}, { DeletionPolicy: 'Retain' }) };

  test('each has its function, whatever the names', () => {
    const { program, logicalIds } = adopt([template(pool, 'My-App'), template(pool, 'My/App'), template(pool, 'Other')])!;
    expect(program.match(/(?<=export function )\w+/g)).toEqual(['adoptMy_App', 'adoptMy_App_2', 'adoptOther']);
    expect(Object.keys(logicalIds)).toEqual(['My-App', 'My/App', 'Other']);
  });

  test('those without Cognito are not spoken of, and without notes there is only the introduction', () => {
    const { notes, program } = adopt([template(pool), template({ Topic: type('SNS::Topic') }, 'Topics')])!;
    expect(notes).toEqual([]);
    expect(program).not.toContain('// -');
    expect(program).not.toContain('function carry(');
  });

  test('there is no program without a user pool, or where all hang on conditions', () => {
    expect(adopt([template({ Topic: type('SNS::Topic') })])).toBeUndefined();
    expect(adopt([template({ Users: type('Cognito::UserPool', {}, { Condition: 'Sometimes' }) })])).toBeUndefined();
  });

  test('a second user pool of one stack stays raw', () => {
    const { notes, program } = adopted({ ...pool, Others: type('Cognito::UserPool') });
    expect(notes).toContainEqual('App: Others: a second user pool in one stack is carried over raw; give it a construct of its own');
    expect(program).toContain("carry(stack, 'Others'");
  });
});

describe('a trust is the one of this library', () => {
  const { amplifyAuthauthenticatedUserRoleD8DA3689: { Properties: { AssumeRolePolicyDocument: document } } } = madeByAmplify().Resources;
  const [statement] = document.Statement;
  const isIt = (...statements: unknown[]) => isStandardTrust({ Statement: statements }, 'amplifyAuthIdentityPool3FDE84CC', 'authenticated');
  test.each<[string, boolean, unknown[]]>([
    ['as it is written', true, [statement]],
    ['with an id of its own', true, [{ ...statement, Sid: 'People' }]],
    ['not with a second statement', false, [statement, statement]],
    ['not without any', false, []],
    ['not as text', false, ['x']],
    ['not without conditions', false, [{ ...statement, Condition: undefined }]],
    ['not with another one', false, [{ ...statement, Condition: { ...statement.Condition, Bool: { 'aws:SecureTransport': 'true' } } }]],
    ['not for everybody', false, [{ ...statement, Principal: '*' }]],
    ['not for a denial', false, [{ ...statement, Effect: 'Deny' }]],
    ['not with more actions', false, [{ ...statement, Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'] }]],
  ])('%s', (_, expected, statements) => {
    expect(isIt(...statements)).toBe(expected);
  });
});

test('a key that would set a prototype is computed, and one that is no name is text', () => {
  expect(expression(JSON.parse('{ "__proto__": "x", "a b": "y", "c": null }'))).toBe("{ ['__proto__']: 'x', 'a b': 'y', c: null }");
});
