import { App, Lazy, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { making, poolOf, userPool } from './user-pool-fixture';
import { AppUserPool, AppUserPoolProps, EmailSender, Mfa, ThreatProtection } from '../../src/user-pool';

const { LITE, ESSENTIALS, PLUS } = cognito.FeaturePlan;
const email = EmailSender.ses({ fromEmail: 'a@example.com' });
const threatProtection = ThreatProtection.audit();

describe('plan', () => {
  test('is Lite while nothing needs more', () => {
    expect(userPool().users.plan).toEqual({ name: LITE, reasons: ['nothing in use needs more than LITE'] });
  });

  test.each<[AppUserPoolProps, cognito.FeaturePlan, string]>([
    [{ firstFactors: { passkey: true } }, ESSENTIALS, 'passkey of firstFactors'],
    [{ firstFactors: { emailOtp: true } }, ESSENTIALS, 'emailOtp of firstFactors'],
    [{ firstFactors: { smsOtp: true } }, ESSENTIALS, 'smsOtp of firstFactors'],
    [{ mfa: Mfa.optional({ totp: true, email: true }), email }, ESSENTIALS, 'the factor email of mfa'],
    [{ mfa: Mfa.optional({ totp: true, passkey: true }) }, ESSENTIALS, 'the factor passkey of mfa'],
    [{ passwordPolicy: { history: 1 } }, ESSENTIALS, 'passwordPolicy.history'],
    [{ threatProtection }, PLUS, "threatProtection: 'AUDIT'"],
  ])('is inferred from %j', (props, name, reason) => {
    const { stack, users } = userPool(props);
    expect(users.plan.name).toBe(name);
    expect(users.plan.reasons).toContain(`${reason} needs ${name}`);
    expect(poolOf(stack).UserPoolTier).toBe(name);
    expect(making({ ...props, plan: name })).not.toThrow();
    const lower = name === PLUS ? ESSENTIALS : LITE;
    expect(making({ ...props, plan: lower })).toThrow(new RegExp(`plan: '${lower}' is too low: .* needs ${name}; leave plan out`));
  });

  test('may be higher than needed', () => {
    const { stack, users } = userPool({ plan: PLUS });
    expect(users.plan).toEqual({ name: PLUS, reasons: ['plan: PLUS was asked for'] });
    expect(poolOf(stack).UserPoolTier).toBe('PLUS');
    expect(userPool({ plan: PLUS, firstFactors: { passkey: true } }).users.plan.reasons).toEqual([
      'plan: PLUS was asked for', 'passkey of firstFactors needs ESSENTIALS',
    ]);
  });

  test('names only the reasons for the plan it is', () => {
    expect(userPool({ threatProtection, firstFactors: { passkey: true } }).users.plan.reasons)
      .toEqual(["threatProtection: 'AUDIT' needs PLUS"]);
  });
});

describe('property injectors', () => {
  const withInjector = (constructUniqueId: string, defaults: object, props?: AppUserPoolProps) => {
    const app = new App({ propertyInjectors: [{ constructUniqueId, inject: (given: any) => ({ ...defaults, ...given }) }] });
    const stack = new Stack(app, 'Stack');
    return { stack, users: new AppUserPool(stack, 'Users', props) };
  };
  const ours = AppUserPool.PROPERTY_INJECTION_ID;
  const theirs = cognito.UserPool.PROPERTY_INJECTION_ID;

  test('change the defaults of this construct', () => {
    expect(poolOf(withInjector(ours, { selfSignUp: true }).stack).AdminCreateUserConfig).toEqual({ AllowAdminCreateUserOnly: false });
    const given = withInjector(ours, { selfSignUp: true }, { selfSignUp: false });
    expect(poolOf(given.stack).AdminCreateUserConfig).toEqual({ AllowAdminCreateUserOnly: true });
  });

  test('keep their say on what this construct has no opinion on', () => {
    const { stack } = withInjector(theirs, {
      userPoolName: 'acme',
      standardAttributes: { fullname: { required: true } },
      customAttributes: { team: new cognito.StringAttribute() },
      deviceTracking: { challengeRequiredOnNewDevice: true, deviceOnlyRememberedOnUserPrompt: true },
    });
    expect(poolOf(stack)).toMatchObject({
      UserPoolName: 'acme',
      DeviceConfiguration: { ChallengeRequiredOnNewDevice: true },
      Schema: [{ Name: 'name', AttributeDataType: 'String', Required: true }, { Name: 'team', AttributeDataType: 'String' }],
    });
  });

  test('may raise the plan, and the raised plan is not lowered again', () => {
    const { stack, users } = withInjector(theirs, { featurePlan: PLUS });
    expect(users.plan).toEqual({ name: PLUS, reasons: ['plan: PLUS was asked for'] });
    expect(poolOf(stack).UserPoolTier).toBe('PLUS');
  });

  test('fails when they set a plan that is too low', () => {
    expect(() => withInjector(theirs, { featurePlan: LITE }, { firstFactors: { passkey: true } })).toThrow();
    expect(() => withInjector(theirs, { featurePlan: LITE }, { passwordPolicy: { minLength: 20 } })).not.toThrow();
  });

  test('may switch on threat protection, which raises the plan', () => {
    expect(poolOf(withInjector(theirs, {
      standardThreatProtectionMode: cognito.StandardThreatProtectionMode.AUDIT_ONLY,
    }).stack).UserPoolTier).toBe('PLUS');
  });

  test('may leave the plan to a token, which is not judged', () => {
    const featurePlan = Lazy.string({ produce: () => 'PLUS' });
    expect(poolOf(withInjector(theirs, { featurePlan }, { firstFactors: { passkey: true } }).stack).UserPoolTier).toBe('PLUS');
  });
});

describe('what is added beside the properties', () => {
  type Add = (made: ReturnType<typeof userPool>) => void;
  const fn = (stack: Stack) => lambda.Function.fromFunctionArn(stack, 'Fn', 'arn:aws:lambda:eu-west-1:111122223333:function:f');
  const domain = (managedLoginVersion: cognito.ManagedLoginVersion): Add => ({ users }) =>
    void users.userPool.addDomain('D', { cognitoDomain: { domainPrefix: 'orders-app' }, managedLoginVersion });
  const logs = (eventSource: string): Add => ({ stack, users }) => void new cognito.CfnLogDeliveryConfiguration(stack, 'Logs', {
    userPoolId: users.userPool.userPoolId, logConfigurations: [{ eventSource, logLevel: 'INFO' }],
  });
  const addOns = (advancedSecurityMode: string): Add => ({ users }) => void (users.cfnUserPool.userPoolAddOns = { advancedSecurityMode });
  const preToken = (version: cognito.LambdaVersion): Add => ({ stack, users }) =>
    users.userPool.addTrigger(cognito.UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, fn(stack), version);
  const risk: Add = ({ stack, users }) =>
    void new cognito.CfnUserPoolRiskConfigurationAttachment(stack, 'Risk', { userPoolId: users.userPool.userPoolId, clientId: 'ALL' });

  test.each<[string, Add, cognito.FeaturePlan, string]>([
    [
      'the newer managed login', domain(cognito.ManagedLoginVersion.NEWER_MANAGED_LOGIN), ESSENTIALS,
      'the newer managed login of Stack/Users/UserPool/D, unlike classic pages,',
    ],
    [
      'a trigger with a newer event', preToken(cognito.LambdaVersion.V2_0), ESSENTIALS,
      'pre token generation trigger with event version V2_0',
    ],
    ['a risk configuration', risk, PLUS, 'the risk configuration Stack/Risk'],
    ['a log of user activity', logs('userAuthEvents'), PLUS, 'the log of user activity, Stack/Logs'],
    ['threat protection on the resource', addOns('ENFORCED'), PLUS, "threatProtection: 'ENFORCED'"],
  ])('%s raises the plan, and fails where the plan that was asked for is too low', (_what, add, name, reason) => {
    const inferred = userPool();
    add(inferred);
    expect(poolOf(inferred.stack).UserPoolTier).toBe(name);
    expect(inferred.users.plan).toEqual({ name, reasons: [`${reason} needs ${name}`] });

    const asked = userPool({ plan: name });
    add(asked);
    expect(poolOf(asked.stack).UserPoolTier).toBe(name);

    const lower = name === PLUS ? ESSENTIALS : LITE;
    const tooLow = userPool({ plan: lower });
    add(tooLow);
    expect(() => poolOf(tooLow.stack)).toThrow(`plan: '${lower}' is too low: ${reason} needs ${name}; leave plan out`);
  });

  test.each<[string, Add]>([
    ['the classic hosted UI', domain(cognito.ManagedLoginVersion.CLASSIC_HOSTED_UI)],
    ['a trigger with the first event', preToken(cognito.LambdaVersion.V1_0)],
    ['a log of errors', logs('userNotification')],
    ['threat protection that is off', addOns('OFF')],
    ['a risk configuration of another pool', ({ stack }) =>
      void new cognito.CfnUserPoolRiskConfigurationAttachment(stack, 'Risk', {
        userPoolId: new cognito.UserPool(stack, 'Other').userPoolId, clientId: 'ALL',
      })],
  ])('%s stays on Lite', (_what, add) => {
    const made = userPool({ plan: LITE });
    add(made);
    expect(poolOf(made.stack)).toBeDefined();
    const inferred = userPool();
    add(inferred);
    expect(inferred.users.plan.name).toBe(LITE);
  });

  test('is found in another stack of the app', () => {
    const { stack, users } = userPool();
    new cognito.UserPoolDomain(new Stack(stack.node.root as App, 'Pages'), 'Domain', {
      userPool: users.userPool,
      cognitoDomain: { domainPrefix: 'orders-app' },
      managedLoginVersion: cognito.ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    expect(poolOf(stack).UserPoolTier).toBe(ESSENTIALS);
  });
});
