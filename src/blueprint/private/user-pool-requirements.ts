import { Duration } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { checkDuration, checkNumber } from './range';
import { at, flag, property, Requirement, UNKNOWN } from './requirement';
import { UserPoolBaselineProps } from '../user-pool-baseline-props';

export const USER_POOL = 'AWS::Cognito::UserPool';
const MFA_ORDER = ['OFF', 'OPTIONAL', 'ON'];
const THREAT_ORDER = ['OFF', 'AUDIT', 'ENFORCED'];
const PASSWORD = 'Policies.PasswordPolicy';
const CLASSES = ['RequireLowercase', 'RequireUppercase', 'RequireNumbers', 'RequireSymbols'];

/** What the baseline asks, each as one requirement. */
export function userPoolRequirements(props: UserPoolBaselineProps): Requirement[] {
  checkNumber('minPasswordLength', props.minPasswordLength, 6, 99);
  checkNumber('minPasswordHistory', props.minPasswordHistory, 1, 24);
  checkDuration('maxTemporaryPasswordValidity', props.maxTemporaryPasswordValidity, Duration.days(1), Duration.days(365));
  return [
    ...props.mfa !== undefined && props.mfa !== cognito.Mfa.OFF ? [secondFactor(props.mfa)] : [],
    ...props.smsMfa === false ? [noTextMessages()] : [],
    ...atLeast('minPasswordLength', `${PASSWORD}.MinimumLength`, props.minPasswordLength, 8),
    ...props.passwordClasses ? [passwordClasses()] : [],
    ...atLeast('minPasswordHistory', `${PASSWORD}.PasswordHistorySize`, props.minPasswordHistory, 0),
    ...props.maxTemporaryPasswordValidity ? [temporaryPassword(props.maxTemporaryPasswordValidity.toDays())] : [],
    ...props.selfSignUp === false ? [noSelfSignUp()] : [],
    ...props.keepOriginalUntilVerified ? [keepOriginal()] : [],
    ...props.deletionProtection ? [deletionProtection()] : [],
    ...props.threatProtection !== undefined && props.threatProtection !== cognito.StandardThreatProtectionMode.NO_ENFORCEMENT
      ? [threatProtection(props.threatProtection)] : [],
  ];
}

function secondFactor(mfa: cognito.Mfa): Requirement {
  return {
    ...named('mfa', 'MfaConfiguration', mfa === cognito.Mfa.REQUIRED ? 'ON' : 'OPTIONAL or ON'),
    read: property('MfaConfiguration', 'OFF'),
    holds: value => MFA_ORDER.indexOf(value) >= MFA_ORDER.indexOf(mfa),
    fill: () => ({ MfaConfiguration: mfa, EnabledMfas: ['SOFTWARE_TOKEN_MFA'] }),
  };
}

function noTextMessages(): Requirement {
  return {
    ...named('smsMfa', 'EnabledMfas', 'without SMS_MFA'),
    read: properties => {
      const factors = at(properties, 'EnabledMfas') ?? [];
      return Array.isArray(factors) && factors.some(factor => typeof factor !== 'string') ? UNKNOWN : factors;
    },
    holds: (factors: string[]) => !factors.includes('SMS_MFA'),
  };
}

function atLeast(name: string, path: string, least: number | undefined, otherwise: number): Requirement[] {
  return least === undefined ? [] : [{
    ...named(name, path, `${least} or more`),
    read: property(path, otherwise),
    holds: value => Number(value) >= least,
    fill: () => ({ [path]: least }),
  }];
}

function passwordClasses(): Requirement {
  return {
    ...named('passwordClasses', PASSWORD, `with ${CLASSES.join(', ')}`),
    read: properties => {
      const values = CLASSES.map(name => flag(`${PASSWORD}.${name}`, false)(properties, undefined!));
      return values.includes(UNKNOWN) ? UNKNOWN : CLASSES.filter((_name, index) => values[index]);
    },
    holds: (present: string[]) => present.length === CLASSES.length,
    fill: () => Object.fromEntries(CLASSES.map(name => [`${PASSWORD}.${name}`, true])),
  };
}

function temporaryPassword(days: number): Requirement {
  const path = `${PASSWORD}.TemporaryPasswordValidityDays`;
  return {
    ...named('maxTemporaryPasswordValidity', path, `${days} or less`),
    // 0 is what the API gives for "not set"
    read: properties => at(properties, path) || 7,
    holds: value => Number(value) <= days,
    fill: () => ({ [path]: days }),
  };
}

function noSelfSignUp(): Requirement {
  const path = 'AdminCreateUserConfig.AllowAdminCreateUserOnly';
  return { ...named('selfSignUp', path, 'true'), read: flag(path, false), holds: value => value === true, fill: () => ({ [path]: true }) };
}

function keepOriginal(): Requirement {
  const path = 'UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate';
  return {
    ...named('keepOriginalUntilVerified', path, 'all of AutoVerifiedAttributes'),
    read: properties => {
      const [kept, verified] = [at(properties, path) ?? [], at(properties, 'AutoVerifiedAttributes') ?? []];
      const lists = Array.isArray(kept) && Array.isArray(verified) && [...kept, ...verified].every(name => typeof name === 'string');
      return lists ? verified.filter(name => !kept.includes(name)).map(name => `without ${name}`) : UNKNOWN;
    },
    holds: (missing: string[]) => missing.length === 0,
    fill: properties => ({ [path]: properties.AutoVerifiedAttributes }),
  };
}

function deletionProtection(): Requirement {
  return {
    ...named('deletionProtection', 'DeletionProtection', 'ACTIVE'),
    read: property('DeletionProtection', 'INACTIVE'),
    holds: value => value === 'ACTIVE',
    fill: () => ({ DeletionProtection: 'ACTIVE' }),
  };
}

function threatProtection(mode: cognito.StandardThreatProtectionMode): Requirement {
  const least = mode === cognito.StandardThreatProtectionMode.FULL_FUNCTION ? 'ENFORCED' : 'AUDIT';
  const path = 'UserPoolAddOns.AdvancedSecurityMode';
  return {
    ...named('threatProtection', path, least === 'ENFORCED' ? 'ENFORCED' : 'AUDIT or ENFORCED'),
    read: property(path, 'OFF'),
    holds: value => THREAT_ORDER.indexOf(value) >= THREAT_ORDER.indexOf(least),
    // a lower plan that was asked for would fail at deployment, so it is left to be refused
    fill: (properties): Record<string, unknown> => ['PLUS', undefined].includes(at(properties, 'UserPoolTier') as string | undefined)
      ? { [path]: least, UserPoolTier: 'PLUS' } : {},
  };
}

function named(name: string, propertyName: string, asks: string): Pick<Requirement, 'id' | 'type' | 'property' | 'asks'> {
  return { id: `userPools.${name}`, type: USER_POOL, property: propertyName, asks };
}
