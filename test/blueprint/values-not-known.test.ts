import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnParameter, Duration, Lazy, Stack, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { template } from './blueprint-fixture';
import { AppClientBaseline, AppUserPool, AuthBlueprint, AuthBlueprintProps, UserPoolBaseline } from '../../src';

beforeAll(() => void jest.spyOn(console, 'error').mockReturnValue()); // the CDK prints a report of each validation

const folder = mkdtempSync(join(tmpdir(), 'policy-'));
afterAll(() => rmSync(folder, { recursive: true }));

const param = (stack: Stack) => new CfnParameter(stack, 'Param').valueAsString;
type Given = (stack: Stack) => object;
const pool = (userPools: AuthBlueprintProps['userPools'], props: Given) => () =>
  template({ userPools }, stack => new cognito.CfnUserPool(stack, 'Pool', props(stack)));
const client = (appClients: AuthBlueprintProps['appClients'], props: Given) => () =>
  template({ appClients }, stack => new cognito.CfnUserPoolClient(stack, 'Client', { userPoolId: 'eu-west-1_1', ...props(stack) }));
const LATE = 'is decided at deployment only';

describe('of a user pool', () => {
  test.each<[string, AuthBlueprintProps['userPools'], Given, Given]>([
    [
      'second factors', { smsMfa: false }, stack => ({ enabledMfas: ['SOFTWARE_TOKEN_MFA', param(stack)] }),
      () => ({ enabledMfas: ['SOFTWARE_TOKEN_MFA'] }),
    ],
    [
      'what is verified', { keepOriginalUntilVerified: true },
      stack => ({ autoVerifiedAttributes: [param(stack)] }),
      () => ({ autoVerifiedAttributes: ['email'], userAttributeUpdateSettings: { attributesRequireVerificationBeforeUpdate: ['email'] } }),
    ],
    [
      'classes of a password', { passwordClasses: true },
      stack => ({ policies: { passwordPolicy: { requireSymbols: Token.asAny(param(stack)) } } }),
      () => ({ policies: { passwordPolicy: { requireSymbols: true } } }),
    ],
  ])('%s that are computed do not do, and known ones do', (_, asked, late, known) => {
    expect(pool(asked, late)).toThrow(LATE);
    expect(pool({}, late)).not.toThrow();
    expect(pool(asked, known)).not.toThrow();
  });

  test('no second factors are none by text message', () => {
    expect(pool({ smsMfa: false }, () => ({}))).not.toThrow();
    expect(pool({ smsMfa: false }, () => ({ enabledMfas: ['SMS_MFA'] }))).toThrow('EnabledMfas is SMS_MFA; it has to be without SMS_MFA');
  });

  test('switches may be spelt as text', () => {
    const closed = (value: string) => () => template({ userPools: { selfSignUp: false } }, stack =>
      new cognito.CfnUserPool(stack, 'Pool').addPropertyOverride('AdminCreateUserConfig.AllowAdminCreateUserOnly', value));
    expect(closed('TRUE')).not.toThrow();
    expect(closed('false')).toThrow('AllowAdminCreateUserOnly is false');
  });

  test('threat protection is asked of pools of this library in either mode, or not at all', () => {
    const mode = (threatProtection?: cognito.StandardThreatProtectionMode) =>
      template(
        { userPools: { ...threatProtection && { threatProtection } } }, stack => new AppUserPool(stack, 'Users'),
      ).findResources('AWS::Cognito::UserPool');
    const of = (made: ReturnType<typeof mode>) => Object.values(made)[0].Properties.UserPoolAddOns?.AdvancedSecurityMode;
    const { FULL_FUNCTION, AUDIT_ONLY, NO_ENFORCEMENT } = cognito.StandardThreatProtectionMode;
    expect([FULL_FUNCTION, AUDIT_ONLY].map(asked => of(mode(asked)))).toEqual(['ENFORCED', 'AUDIT']);
    expect(of(mode(NO_ENFORCEMENT))).toEqual(of(mode()));
  });
});

describe('of an app client', () => {
  test.each<[string, AuthBlueprintProps['appClients'], Given, Given]>([
    [
      'flows', { passwordFlows: false }, stack => ({ explicitAuthFlows: [param(stack)] }),
      () => ({ explicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] }),
    ],
    [
      'a lifetime', { maxAccessTokenValidity: Duration.minutes(30) },
      stack => ({ accessTokenValidity: Token.asNumber(param(stack)), tokenValidityUnits: { accessToken: 'minutes' } }),
      () => ({ accessTokenValidity: 20, tokenValidityUnits: { accessToken: 'minutes' } }),
    ],
    [
      'the unit of a lifetime', { maxAccessTokenValidity: Duration.minutes(30) },
      stack => ({ accessTokenValidity: 20, tokenValidityUnits: { accessToken: param(stack) } }),
      () => ({ accessTokenValidity: 600, tokenValidityUnits: { accessToken: 'seconds' } }),
    ],
  ])('%s that are computed do not do, and known ones do', (_, asked, late, known) => {
    expect(client(asked, late)).toThrow(LATE);
    expect(client({}, late)).not.toThrow();
    expect(client(asked, known)).not.toThrow();
  });

  test('a lifetime of nothing is what Cognito takes then', () => {
    expect(client({ maxAccessTokenValidity: Duration.minutes(30) }, () => ({ accessTokenValidity: 0 })))
      .toThrow('AccessTokenValidity (minutes) is 60');
    expect(client({ maxAccessTokenValidity: Duration.minutes(60) }, () => ({ accessTokenValidity: 0 }))).not.toThrow();
  });
});

describe('a tag that is asked for', () => {
  const tagged = (userPoolTags: Given) => () => template({ requiredTags: ['owner'] }, stack =>
    new cognito.CfnUserPool(stack, 'Pool').addPropertyOverride('UserPoolTags', userPoolTags(stack)));
  test('is there or missing', () => {
    expect(tagged(() => ({ owner: 'me' }))).not.toThrow();
    expect(tagged(() => ({ other: 'me' }))).toThrow("the tag 'owner' is missing; it has to be there (requiredTags of the blueprint)");
  });

  test('is not known where all tags are computed', () => {
    expect(tagged(() => ({ 'Fn::If': ['Prod', {}, {}] }))).toThrow(`the tag 'owner' ${LATE}`);
  });
});

describe('limits', () => {
  test('that are computed are refused, since they have to be known', () => {
    const stack = new Stack(new App(), 'S');
    expect(() => new UserPoolBaseline({ minPasswordLength: Token.asNumber(param(stack)) }))
      .toThrow('minPasswordLength is a token; use a whole number from 6 to 99');
    expect(() => new UserPoolBaseline({ minPasswordLength: 12 })).not.toThrow();
    const late = Duration.minutes(Lazy.number({ produce: () => 30 }));
    expect(() => new AppClientBaseline({ maxIdTokenValidity: late }))
      .toThrow('maxIdTokenValidity is a token; a limit has to be known at synthesis');
    expect(() => new AppClientBaseline({ maxIdTokenValidity: Duration.minutes(30) })).not.toThrow();
  });

  test('are in whole minutes', () => {
    expect(() => new AppClientBaseline({ maxIdTokenValidity: Duration.seconds(330) }))
      .toThrow(/maxIdTokenValidity is 5 minutes 30 seconds; use 5 minutes to 1 day, in whole minutes/);
  });
});

describe('a policy file', () => {
  const read = (...lines: string[]) => {
    const file = join(folder, 'policy.yaml');
    writeFileSync(file, lines.join('\n'));
    return () => AuthBlueprint.fromFile(file);
  };

  test.each([['30 minutes', 30], ['1 hour', 60], ['2 hours', 120], ['1 day', 1440]])('takes %s', (given, minutes) => {
    const app = new App();
    read('appClients:', `  maxRefreshTokenValidity: ${minutes < 60 ? '1 hour' : given}`, `  maxAccessTokenValidity: ${given}`)()
      .applyTo(app);
    const stack = new Stack(app, 'S');
    new cognito.CfnUserPoolClient(stack, 'C', {
      userPoolId: 'x', accessTokenValidity: minutes, tokenValidityUnits: { accessToken: 'minutes' },
    });
    const limits = () => app.synth().getStackByName('S').template.Resources.C.Properties;
    expect(limits()).toMatchObject({ AccessTokenValidity: minutes, RefreshTokenValidity: Math.max(60, minutes) });
  });

  test.each<[string, string[], string]>([
    [
      'a map for a duration', ['appClients:', '  maxIdTokenValidity: {}'],
      'appClients.maxIdTokenValidity is a map; it has to be a duration',
    ],
    ['a list for a word', ['userPools:', '  mfa: [required]'], 'userPools.mfa is a list; it has to be off'],
    ['a map for a switch', ['userPools: { selfSignUp: {} }'], 'userPools.selfSignUp is a map; it has to be true or false'],
    ['a key that is a list', ['? [a]', ': 1'], 'is not known; known here: userPools'],
    ['a key that is a number', ['1: 2'], '1 is not known; known here: userPools'],
    ['a list', ['- userPools'], 'the policy is a list; it has to be a map'],
    [
      'tokens that outlive others', ['appClients:', '  maxAccessTokenValidity: 2 hours', '  maxRefreshTokenValidity: 1 hour'],
      ':2: maxAccessTokenValidity (2 hours) outlives',
    ],
  ])('is refused with %s', (_, lines, message) => {
    expect(read(...lines)).toThrow(message);
  });
});
