import { InjectionContext, IPropertyInjector, PropertyInjectors, Stage } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IdentityPool } from 'aws-cdk-lib/aws-cognito-identitypool';
import { IConstruct } from 'constructs';
import { AppIdentityPool } from '../../identity-pool';
import { AppUserPool, AppUserPoolProps, Mfa, PasswordPolicy, ThreatProtection } from '../../user-pool';
import { USER_POOL_DEFAULTS } from '../../user-pool/defaults';
import { AuthBlueprintProps } from '../auth-blueprint-props';
import { UserPoolBaselineProps } from '../user-pool-baseline-props';

/**
 * Defaults for the constructs that would say something themselves where the app says nothing. What they leave unsaid is filled in on
 * their resources instead. An injector that stood there before keeps its say.
 */
export function injectorsOf(stage: Stage, blueprint: AuthBlueprintProps, noticed: (scope: IConstruct) => void): IPropertyInjector[] {
  const before = PropertyInjectors.of(stage);
  const injector = (constructUniqueId: string, defaults: (props: any) => object): IPropertyInjector => {
    const other = before.for(constructUniqueId);
    return {
      constructUniqueId,
      inject: (original: any, context: InjectionContext) => {
        noticed(context.scope);
        const props = other ? other.inject(original, context) : original;
        return { ...props, ...defaults(props ?? {}) };
      },
    };
  };
  return [
    injector(AppUserPool.PROPERTY_INJECTION_ID, props => userPoolDefaults(props, blueprint.userPools ?? {})),
    injector(cognito.UserPoolClient.PROPERTY_INJECTION_ID, props => blueprint.appClients?.implicitGrant === false ? codeGrant(props) : {}),
    // nothing to say for them, but they tell of their stage
    ...[cognito.UserPool, IdentityPool, AppIdentityPool].map(({ PROPERTY_INJECTION_ID }) => injector(PROPERTY_INJECTION_ID, () => ({}))),
  ];
}

function userPoolDefaults(props: AppUserPoolProps, asked: UserPoolBaselineProps): AppUserPoolProps {
  const threatProtection = props.security === undefined && props.threatProtection === undefined && threatProtectionOf(asked);
  return {
    ...props.mfa === undefined && asked.mfa === cognito.Mfa.REQUIRED ? { mfa: Mfa.required() } : {},
    passwordPolicy: passwordPolicy(props.passwordPolicy ?? {}, asked),
    ...threatProtection ? { threatProtection } : {},
  };
}

function passwordPolicy(said: PasswordPolicy, asked: UserPoolBaselineProps): PasswordPolicy {
  const { minLength, temporaryValidity } = USER_POOL_DEFAULTS;
  const validity = asked.maxTemporaryPasswordValidity;
  return {
    ...said,
    ...said.minLength === undefined && asked.minPasswordLength !== undefined
      ? { minLength: Math.max(minLength.value, asked.minPasswordLength) } : {},
    ...said.history === undefined && asked.minPasswordHistory !== undefined ? { history: asked.minPasswordHistory } : {},
    ...said.temporaryValidity === undefined && validity && validity.toDays() < temporaryValidity.value.toDays()
      ? { temporaryValidity: validity } : {},
  };
}

function threatProtectionOf({ threatProtection }: UserPoolBaselineProps): ThreatProtection | undefined {
  switch (threatProtection) {
    case cognito.StandardThreatProtectionMode.FULL_FUNCTION: return ThreatProtection.enforced();
    case cognito.StandardThreatProtectionMode.AUDIT_ONLY: return ThreatProtection.audit();
    default: return undefined;
  }
}

/** The L2 switches the implicit grant on where no flow is named. */
function codeGrant(props: cognito.UserPoolClientProps): Partial<cognito.UserPoolClientProps> {
  return props.disableOAuth || props.oAuth?.flows ? {} : { oAuth: { ...props.oAuth, flows: { authorizationCodeGrant: true } } };
}
