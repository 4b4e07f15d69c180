import { App, Aspects, CfnResource, Duration, Fn, RemovalPolicy, Stack, Stage, Tags } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IdentityPool } from 'aws-cdk-lib/aws-cognito-identitypool';
import * as iam from 'aws-cdk-lib/aws-iam';
import { template, under } from './blueprint-fixture';
import {
  AppClientBaseline, AppUserPool, AuthBlueprint, AuthBlueprintProps, CognitoAuth, IdentityPoolBaseline, Mfa, SecurityProfile,
  UserPoolBaseline,
} from '../../src';

beforeAll(() => void jest.spyOn(console, 'error').mockReturnValue()); // the CDK prints a report of each validation

const { REQUIRED, OPTIONAL } = cognito.Mfa;

const pool = (userPools: UserPoolProps, props?: cognito.UserPoolProps) =>
  template({ userPools }, stack => new cognito.UserPool(stack, 'Pool', props));
type UserPoolProps = AuthBlueprintProps['userPools'];

describe('a pool of the plain L2', () => {
  const ALL: UserPoolProps = {
    mfa: REQUIRED,
    smsMfa: false,
    minPasswordLength: 16,
    passwordClasses: true,
    minPasswordHistory: 3,
    maxTemporaryPasswordValidity: Duration.days(2),
    selfSignUp: false,
    keepOriginalUntilVerified: true,
    deletionProtection: true,
    threatProtection: cognito.StandardThreatProtectionMode.FULL_FUNCTION,
  };

  test('that says nothing comes out as the blueprint asks', () => {
    pool(ALL, { signInAliases: { email: true } }).hasResourceProperties('AWS::Cognito::UserPool', {
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      Policies: {
        PasswordPolicy: {
          MinimumLength: 16,
          PasswordHistorySize: 3,
          TemporaryPasswordValidityDays: 2,
          RequireLowercase: true,
          RequireUppercase: true,
          RequireNumbers: true,
          RequireSymbols: true,
        },
      },
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
      DeletionProtection: 'ACTIVE',
      UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
      UserPoolTier: 'PLUS',
    });
  });

  test('that is stricter stays as it is', () => {
    pool({ ...ALL, mfa: OPTIONAL, threatProtection: cognito.StandardThreatProtectionMode.AUDIT_ONLY }, {
      mfa: REQUIRED,
      mfaSecondFactor: { otp: true, sms: false, email: false },
      passwordPolicy: { minLength: 20, passwordHistorySize: 5, tempPasswordValidity: Duration.days(1) },
      standardThreatProtectionMode: cognito.StandardThreatProtectionMode.FULL_FUNCTION,
      featurePlan: cognito.FeaturePlan.PLUS,
    }).hasResourceProperties('AWS::Cognito::UserPool', {
      MfaConfiguration: 'ON',
      Policies: { PasswordPolicy: { MinimumLength: 20, PasswordHistorySize: 5, TemporaryPasswordValidityDays: 1 } },
      UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
    });
  });

  test.each<[string, UserPoolProps, cognito.UserPoolProps, RegExp]>([
    [
      'a weaker second factor', { mfa: REQUIRED }, { mfa: OPTIONAL },
      /S\/Pool: MfaConfiguration is OPTIONAL; it has to be ON \(userPools\.mfa of the blueprint\)/,
    ],
    [
      'text messages', { smsMfa: false }, { mfa: OPTIONAL, mfaSecondFactor: { sms: true, otp: true } },
      /EnabledMfas is SMS_MFA, SOFTWARE_TOKEN_MFA/,
    ],
    [
      'a shorter password', { minPasswordLength: 12 }, { passwordPolicy: { minLength: 11 } },
      /MinimumLength is 11; it has to be 12 or more/,
    ],
    [
      'a password without symbols', { passwordClasses: true }, { passwordPolicy: { requireSymbols: false } },
      /has to be with RequireLowercase/,
    ],
    ['a shorter history', { minPasswordHistory: 5 }, { passwordPolicy: { passwordHistorySize: 4 } }, /PasswordHistorySize is 4/],
    [
      'long invitations', { maxTemporaryPasswordValidity: Duration.days(3) },
      { passwordPolicy: { tempPasswordValidity: Duration.days(4) } }, /Days is 4; it has to be 3 or less/,
    ],
    ['sign-up by anyone', { selfSignUp: false }, { selfSignUpEnabled: true }, /AllowAdminCreateUserOnly is false/],
    [
      'unverified contacts', { keepOriginalUntilVerified: true },
      { autoVerify: { email: true, phone: true }, keepOriginal: { email: true, phone: false } },
      /BeforeUpdate is without phone_number; it has to be all of/,
    ],
    ['deletion', { deletionProtection: true }, { deletionProtection: false }, /DeletionProtection is INACTIVE/],
    [
      'less threat protection', { threatProtection: cognito.StandardThreatProtectionMode.FULL_FUNCTION },
      {
        standardThreatProtectionMode: cognito.StandardThreatProtectionMode.AUDIT_ONLY, featurePlan: cognito.FeaturePlan.PLUS,
      }, /Mode is AUDIT; it has to be ENFORCED/,
    ],
    [
      'a plan without threat protection', { threatProtection: cognito.StandardThreatProtectionMode.AUDIT_ONLY },
      { featurePlan: cognito.FeaturePlan.LITE }, /Mode is OFF; it has to be AUDIT or ENFORCED/,
    ],
  ])('fails with %s', (_what, asked, said, message) => {
    expect(() => pool(asked, said)).toThrow(message);
    expect(() => pool({}, said)).not.toThrow();
  });

  test('at the limit passes', () => {
    expect(() => pool({ minPasswordLength: 12, minPasswordHistory: 5, maxTemporaryPasswordValidity: Duration.days(3) }, {
      passwordPolicy: { minLength: 12, passwordHistorySize: 5, tempPasswordValidity: Duration.days(3) },
    })).not.toThrow();
  });

  test('keeps the factors that it names, where the blueprint only has them required', () => {
    template({ userPools: { mfa: REQUIRED } }, stack =>
      new cognito.CfnUserPool(stack, 'Pool', { enabledMfas: ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'] }),
    ).hasResourceProperties('AWS::Cognito::UserPool', { MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'] });
  });

  test('fails when an override or a late aspect loosens it', () => {
    const loosened = (loosen: (resource: cognito.CfnUserPool) => void) => () => template({ userPools: { mfa: REQUIRED } }, stack => {
      const made = new cognito.UserPool(stack, 'Pool').node.defaultChild as cognito.CfnUserPool;
      loosen(made);
    });
    expect(loosened(made => made.addPropertyOverride('MfaConfiguration', 'OFF'))).toThrow(/MfaConfiguration is OFF/);
    expect(loosened(made => Aspects.of(made).add({ visit: () => made.addPropertyOverride('MfaConfiguration', 'OFF') }, { priority: 900 })))
      .toThrow(/is OFF/);
    expect(loosened(made => made.addPropertyOverride('MfaConfiguration', 'ON'))).not.toThrow();
  });

  test('fails when only the deployment decides', () => {
    expect(() => template({ userPools: { deletionProtection: true } }, stack => new cognito.CfnUserPool(stack, 'Pool', {
      deletionProtection: Fn.conditionIf('Prod', 'ACTIVE', 'INACTIVE') as any,
    }))).toThrow(/DeletionProtection is decided at deployment only; it has to be ACTIVE/);
  });
});

describe('pools of this library', () => {
  test('take what is asked as their default', () => {
    const auth = template({
      userPools: {
        mfa: REQUIRED,
        minPasswordLength: 16,
        minPasswordHistory: 3,
        maxTemporaryPasswordValidity: Duration.days(2),
        threatProtection: cognito.StandardThreatProtectionMode.AUDIT_ONLY,
      },
    }, stack => new CognitoAuth(stack, 'Auth'));
    auth.hasResourceProperties('AWS::Cognito::UserPool', {
      MfaConfiguration: 'ON',
      Policies: { PasswordPolicy: { MinimumLength: 16, PasswordHistorySize: 3, TemporaryPasswordValidityDays: 2 } },
      UserPoolAddOns: { AdvancedSecurityMode: 'AUDIT' },
      UserPoolTier: 'PLUS',
    });
  });

  test('keep their own default where it is stricter', () => {
    template(
      { userPools: { mfa: OPTIONAL, minPasswordLength: 8, maxTemporaryPasswordValidity: Duration.days(30) } },
      stack => new AppUserPool(stack, 'Users'),
    )
      .hasResourceProperties('AWS::Cognito::UserPool', {
        MfaConfiguration: 'OPTIONAL', Policies: { PasswordPolicy: { MinimumLength: 14, TemporaryPasswordValidityDays: 7 } },
      });
  });

  test('may be stricter', () => {
    template({
      userPools: { mfa: OPTIONAL, minPasswordLength: 12, threatProtection: cognito.StandardThreatProtectionMode.AUDIT_ONLY },
    }, stack =>
      new AppUserPool(stack, 'Users', { mfa: Mfa.required(), passwordPolicy: { minLength: 20 }, security: SecurityProfile.standard() }))
      .hasResourceProperties('AWS::Cognito::UserPool', {
        MfaConfiguration: 'ON', Policies: { PasswordPolicy: { MinimumLength: 20 } }, UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
      });
  });

  test('fail when they are less strict', () => {
    const asked = { userPools: { mfa: REQUIRED, minPasswordLength: 16, deletionProtection: true } };
    expect(() => template(asked, stack => new CognitoAuth(stack, 'Auth', { mfa: Mfa.optional() })))
      .toThrow(/S\/Auth\/Users\/UserPool: MfaConfiguration is OPTIONAL/);
    expect(() => template(asked, stack => new CognitoAuth(stack, 'Auth', { passwordPolicy: { minLength: 15 } })))
      .toThrow(/MinimumLength is 15/);
    expect(() => template(asked, stack => new CognitoAuth(stack, 'Auth', { removalPolicy: RemovalPolicy.DESTROY })))
      .toThrow(/DeletionProtection is INACTIVE/);
    expect(() => template(asked, stack => new CognitoAuth(stack, 'Auth'))).not.toThrow();
  });
});

describe('identity pools and their roles', () => {
  test('fail with guests and the classic flow', () => {
    const asked = { identityPools: { guestAccess: false, classicFlow: false } };
    expect(() => template(asked, stack => new IdentityPool(stack, 'I', { allowUnauthenticatedIdentities: true })))
      .toThrow(/AllowUnauthenticatedIdentities is true/);
    expect(() => template(asked, stack => new CognitoAuth(stack, 'Auth', { guestAccess: true })))
      .toThrow(/S\/Auth\/Identities: AllowUnauthenticatedIdentities is true/);
    expect(() => template(asked, stack => new CognitoAuth(stack, 'Auth', { classicFlow: true }))).toThrow(/AllowClassicFlow is true/);
    expect(() => template(asked, stack => new CognitoAuth(stack, 'Auth'))).not.toThrow();
  });

  test('get the boundary, other roles do not', () => {
    const made = template({ permissionsBoundary: 'identities' }, stack => {
      new CognitoAuth(stack, 'Auth');
      new IdentityPool(stack, 'Pool');
      new iam.Role(stack, 'Function', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    });
    const boundary = { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/identities' };
    const roles = Object.values(made.findResources('AWS::IAM::Role'));
    expect(roles.filter(({ Properties }) => JSON.stringify(Properties.AssumeRolePolicyDocument).includes('cognito-identity'))
      .map(({ Properties }) =>
        Properties.PermissionsBoundary)).toEqual([boundary, boundary, boundary]);
    made.hasResourceProperties('AWS::IAM::Role', { Description: Match.absent(), PermissionsBoundary: Match.absent() });
  });

  test('fail with another boundary, and pass with the same one', () => {
    const asked = { permissionsBoundary: 'identities' };
    const bounded = (name: string) => () => template(asked, stack => new CognitoAuth(stack, 'Auth', {
      roleDefaults: { permissionsBoundary: iam.ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', name) },
    }));
    expect(bounded('identities')).not.toThrow();
    expect(bounded('own-identities'))
      .toThrow(/PermissionsBoundary is .*own-identities.*; it has to be identities \(permissionsBoundary of the blueprint\)/);
  });

  test('take an ARN as it is', () => {
    const arn = 'arn:aws:iam::111122223333:policy/identities';
    template({ permissionsBoundary: arn }, stack => new CognitoAuth(stack, 'Auth'))
      .hasResourceProperties('AWS::IAM::Role', { PermissionsBoundary: arn });
  });
});

describe('tags', () => {
  test('that are required may come from the construct, its stack, or the blueprint', () => {
    const asked = { requiredTags: ['owner'] };
    expect(() => template(asked, stack => new CognitoAuth(stack, 'Auth')))
      .toThrow(/S\/Auth\/Users\/UserPool: the tag 'owner' is missing; it has to be there/);
    expect(() => template(asked, stack => Tags.of(new CognitoAuth(stack, 'Auth')).add('owner', 'web'))).not.toThrow();
    expect(() => template({ ...asked, tags: { owner: 'platform' } }, stack => new CognitoAuth(stack, 'Auth'))).not.toThrow();
    expect(() => {
      const app = new App();
      new AuthBlueprint(asked).applyTo(app);
      new CognitoAuth(new Stack(app, 'S', { tags: { owner: 'web' } }), 'Auth');
      app.synth();
    }).not.toThrow();
  });

  test('of the blueprint give way to those of the app', () => {
    const made = template(
      { tags: { owner: 'platform', tier: 'identity' } }, stack => Tags.of(new CognitoAuth(stack, 'Auth')).add('owner', 'web'),
    );
    made.hasResourceProperties('AWS::Cognito::UserPool', { UserPoolTags: { owner: 'web', tier: 'identity' } });
    made.hasResourceProperties('AWS::Cognito::IdentityPool', { IdentityPoolTags: Match.arrayWith([{ Key: 'owner', Value: 'web' }]) });
  });
});

describe('where a blueprint holds', () => {
  test('nested stages are held to it too', () => {
    const app = new App();
    new AuthBlueprint({ userPools: { mfa: REQUIRED, deletionProtection: true } }).applyTo(app);
    const stack = new Stack(new Stage(app, 'Prod'), 'S');
    new cognito.UserPool(stack, 'Pool');
    app.synth();
    Template.fromStack(stack).hasResourceProperties('AWS::Cognito::UserPool', { MfaConfiguration: 'ON', DeletionProtection: 'ACTIVE' });
  });

  test('fails for plain resources of a nested stage, which nothing can be filled in', () => {
    const app = new App();
    new AuthBlueprint({ userPools: { deletionProtection: true } }).applyTo(app);
    new CfnResource(new Stack(new Stage(app, 'Prod'), 'S'), 'Pool', { type: 'AWS::Cognito::UserPool' });
    expect(() => app.synth()).toThrow(/Prod\/S\/Pool: DeletionProtection is INACTIVE/);
  });

  test('plain resources of the stage itself are filled in', () => {
    template({ userPools: { deletionProtection: true } }, stack => new CfnResource(stack, 'Pool', { type: 'AWS::Cognito::UserPool' }))
      .hasResourceProperties('AWS::Cognito::UserPool', { DeletionProtection: 'ACTIVE' });
  });

  test('a stage may have one that its neighbours do not', () => {
    const app = new App();
    const [bound, free] = ['Bound', 'Free'].map(id => new Stage(app, id));
    new AuthBlueprint({ userPools: { deletionProtection: true } }).applyTo(bound);
    const stacks = [bound, free].map(stage => new Stack(stage, 'S'));
    stacks.forEach(stack => new cognito.UserPool(stack, 'Pool'));
    app.synth();
    Template.fromStack(stacks[0]).hasResourceProperties('AWS::Cognito::UserPool', { DeletionProtection: 'ACTIVE' });
    Template.fromStack(stacks[1]).hasResourceProperties('AWS::Cognito::UserPool', { DeletionProtection: Match.absent() });
  });

  test('fails inside another one, and where something is made already', () => {
    const app = new App();
    new AuthBlueprint({}).applyTo(app);
    expect(() => new AuthBlueprint({}).applyTo(new Stage(app, 'Prod'))).toThrow(/Prod: AuthBlueprint: a blueprint holds here already/);
    const late = new App();
    new Stack(late, 'S');
    expect(() => new AuthBlueprint({}).applyTo(late)).toThrow(/AuthBlueprint: S is there already/);
  });

  test('injectors that stood there before keep their say', () => {
    const app = new App({
      propertyInjectors: [{ constructUniqueId: AppUserPool.PROPERTY_INJECTION_ID, inject: props => ({ caseSensitive: true, ...props }) }],
    });
    new AuthBlueprint({ userPools: { mfa: REQUIRED } }).applyTo(app);
    const stack = new Stack(app, 'S');
    new CognitoAuth(stack, 'Auth');
    Template.fromStack(stack)
      .hasResourceProperties('AWS::Cognito::UserPool', { MfaConfiguration: 'ON', UsernameConfiguration: { CaseSensitive: true } });
  });

  test('the guardrails look at the templates', () => {
    const { app } = under({ guardrails: { acknowledge: [{ id: 'guests-enabled', reason: 'a gallery' }] } }, () => {});
    expect(app.policyValidationBeta1.map(({ name }) => name)).toEqual(['cdk-cognito-auth']);
    expect(() => new AuthBlueprint({ guardrails: { acknowledge: [{ id: 'nothing', reason: 'x' }] } })).toThrow(/nothing/);
  });
});

describe('exceptions', () => {
  const asked: AuthBlueprintProps = {
    userPools: { mfa: REQUIRED },
    exceptions: [{ construct: 'S/Legacy', requirement: 'userPools.mfa', reason: 'moves in May' }],
  };

  test('let one construct be short of a requirement, and are shown', () => {
    const { app } = under(asked, stack => new cognito.UserPool(stack, 'Legacy', { mfa: cognito.Mfa.OFF }));
    const [{ messages }] = app.synth().stacks;
    expect(messages.map(({ entry }) => entry.data)).toEqual(['userPools.mfa is not asked here: moves in May']);
  });

  test('leave all others alone', () => {
    expect(() => template(asked, stack => new cognito.UserPool(stack, 'Legacy2', { mfa: cognito.Mfa.OFF }))).toThrow(/S\/Legacy2/);
  });

  test('fail without a reason, and for what is not asked', () => {
    const exception = { construct: 'S', requirement: 'userPools.mfa', reason: 'moves in May' };
    expect(() => new AuthBlueprint({ ...asked, exceptions: [{ ...exception, reason: ' ' }] }))
      .toThrow(/'S' has no reason for 'userPools.mfa'/);
    expect(() => new AuthBlueprint({ ...asked, exceptions: [{ ...exception, requirement: 'mfa' }] }))
      .toThrow(/'mfa' is no requirement of this blueprint, which has userPools.mfa/);
  });
});

describe('baselines as mixins', () => {
  const app = () => new Stack(new App(), 'S');

  test('hold single constructs of anybody', () => {
    const stack = app();
    new cognito.UserPool(stack, 'Pool').with(new UserPoolBaseline({ mfa: REQUIRED, minPasswordLength: 16 }));
    new cognito.CfnUserPoolClient(stack, 'Client', { userPoolId: 'eu-west-1_1' }).with(new AppClientBaseline({ hideUserExistence: true }));
    const template_ = Template.fromStack(stack);
    template_.hasResourceProperties('AWS::Cognito::UserPool', {
      MfaConfiguration: 'ON', Policies: { PasswordPolicy: { MinimumLength: 16 } },
    });
    template_.hasResourceProperties('AWS::Cognito::UserPoolClient', { PreventUserExistenceErrors: 'ENABLED' });
  });

  test('take what is said later, and fail when that is less strict', () => {
    const later = (minimumLength: number) => {
      const stack = app();
      const made = new cognito.CfnUserPool(stack, 'Pool');
      made.with(new UserPoolBaseline({ minPasswordLength: 12 }));
      made.policies = { passwordPolicy: { minimumLength } };
      return () => Template.fromStack(stack).hasResourceProperties('AWS::Cognito::UserPool', {
        Policies: { PasswordPolicy: { MinimumLength: minimumLength } },
      });
    };
    expect(later(20)).not.toThrow();
    expect(later(11))
      .toThrow(/S\/Pool: .*MinimumLength is 11; it has to be 12 or more \(userPools.minPasswordLength of UserPoolBaseline\)/);
  });

  test('fail for identity pools with guests', () => {
    const stack = app();
    new CognitoAuth(stack, 'Auth', { guestAccess: true }).with(new IdentityPoolBaseline({ guestAccess: false }));
    expect(() => Template.fromStack(stack)).toThrow(/AllowUnauthenticatedIdentities is true/);
  });

  test.each<[() => unknown, RegExp]>([
    [() => new UserPoolBaseline({ minPasswordLength: 5 }), /^UserPoolBaseline: minPasswordLength is 5; use a whole number from 6 to 99/],
    [() => new UserPoolBaseline({ minPasswordLength: 100 }), /minPasswordLength is 100/],
    [() => new UserPoolBaseline({ minPasswordHistory: 25 }), /minPasswordHistory is 25; use a whole number from 1 to 24/],
    [
      () => new UserPoolBaseline({ maxTemporaryPasswordValidity: Duration.hours(36) }),
      /maxTemporaryPasswordValidity is 1 day 12 hours; use 1 day to 365 days, in whole days/,
    ],
    [
      () => new AppClientBaseline({ maxAccessTokenValidity: Duration.minutes(4) }),
      /^AppClientBaseline: maxAccessTokenValidity is 4 minutes; use 5 minutes to 1 day/,
    ],
    [() => new AppClientBaseline({ maxRefreshTokenValidity: Duration.minutes(59) }), /maxRefreshTokenValidity is 59 minutes/],
    [
      () => new AppClientBaseline({ maxIdTokenValidity: Duration.hours(2), maxRefreshTokenValidity: Duration.hours(1) }),
      /maxIdTokenValidity \(2 hours\) outlives maxRefreshTokenValidity \(1 hour\)/,
    ],
    [() => new AuthBlueprint({ permissionsBoundary: 'a boundary' }), /^AuthBlueprint: permissionsBoundary: 'a boundary' is neither/],
  ])('fail for limits out of range', (make, message) => {
    expect(make).toThrow(message);
  });

  test('take limits at both ends', () => {
    expect(() => [new UserPoolBaseline({ minPasswordLength: 6 }), new UserPoolBaseline({ minPasswordLength: 99, minPasswordHistory: 24 }),
      new AppClientBaseline({ maxAccessTokenValidity: Duration.minutes(5), maxRefreshTokenValidity: Duration.minutes(60) })]).not.toThrow();
  });
});
