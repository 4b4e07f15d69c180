import { App, Lazy, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { making, poolOf, rendered, userPool, warningsOf } from './user-pool-fixture';
import { AppUserPool, AppUserPoolProps, EmailSender, Mfa } from '../../src/user-pool';

const { LITE, ESSENTIALS, PLUS } = cognito.FeaturePlan;
const email = EmailSender.ses({ fromEmail: 'a@example.com' });
const threatProtection = cognito.StandardThreatProtectionMode.AUDIT_ONLY;

describe('plan', () => {
  test('is Lite while nothing needs more', () => {
    expect(userPool().users.plan).toEqual({ name: LITE, reasons: ['nothing in use needs more than LITE'] });
  });

  test.each<[AppUserPoolProps, cognito.FeaturePlan, string]>([
    [{ firstFactors: { passkey: true } }, ESSENTIALS, 'firstFactors: { passkey: true }'],
    [{ firstFactors: { emailOtp: true } }, ESSENTIALS, 'firstFactors: { emailOtp: true }'],
    [{ firstFactors: { smsOtp: true } }, ESSENTIALS, 'firstFactors: { smsOtp: true }'],
    [{ mfa: Mfa.optional({ totp: true, email: true }), email }, ESSENTIALS, 'mfa: { email: true }'],
    [{ mfa: Mfa.optional({ totp: true, passkey: true }) }, ESSENTIALS, 'mfa: { passkey: true }'],
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
      'plan: PLUS was asked for', 'firstFactors: { passkey: true } needs ESSENTIALS',
    ]);
  });

  test('names only the reasons for the plan it is', () => {
    expect(userPool({ threatProtection, firstFactors: { passkey: true } }).users.plan.reasons).toEqual(["threatProtection: 'AUDIT' needs PLUS"]);
  });
});

describe('threatProtection', () => {
  test('off needs no plan', () => {
    expect(rendered({ threatProtection: cognito.StandardThreatProtectionMode.NO_ENFORCEMENT })).toMatchObject({
      UserPoolAddOns: { AdvancedSecurityMode: 'OFF' }, UserPoolTier: 'LITE',
    });
  });

  test('warns when it could ask for a second factor that nobody can have', () => {
    const full = { threatProtection: cognito.StandardThreatProtectionMode.FULL_FUNCTION };
    expect(warningsOf({ ...full, mfa: Mfa.off() })).toEqual(['threat-protection-without-mfa']);
    expect(warningsOf(full)).toEqual([]);
    expect(warningsOf({ threatProtection, mfa: Mfa.off() })).toEqual([]);
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
    expect(poolOf(withInjector(theirs, { standardThreatProtectionMode: threatProtection }).stack).UserPoolTier).toBe('PLUS');
  });

  test('may leave the plan to a token, which is not judged', () => {
    const featurePlan = Lazy.string({ produce: () => 'PLUS' });
    expect(poolOf(withInjector(theirs, { featurePlan }, { firstFactors: { passkey: true } }).stack).UserPoolTier).toBe('PLUS');
  });
});
