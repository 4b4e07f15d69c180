import { Duration, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { checkDurationUnit } from '../../private/duration-unit';
import { fail } from '../../private/fail';
import { USER_POOL_DEFAULTS } from '../defaults';
import { PasswordPolicy } from './password-policy';
import { PlanLedger } from '../plan/plan-ledger';
import { MAX_PASSWORD_HISTORY, MAX_PASSWORD_LENGTH, MAX_TEMPORARY_PASSWORD_DAYS, MIN_PASSWORD_LENGTH } from '../private/limits';

export interface RenderedPasswordPolicy {
  readonly props: cognito.PasswordPolicy;
  /** Numbers that are tokens, by their name on the resource: the L2 compares them with its bounds and refuses them. */
  readonly tokens: Record<string, number>;
}

export function passwordPolicy(scope: IConstruct, policy: PasswordPolicy, plan: PlanLedger): RenderedPasswordPolicy {
  const minLength = policy.minLength ?? USER_POOL_DEFAULTS.minLength.value;
  checkWholeNumber(scope, 'passwordPolicy.minLength', minLength, MIN_PASSWORD_LENGTH, MAX_PASSWORD_LENGTH);
  const history = policy.history ?? USER_POOL_DEFAULTS.passwordHistory.value;
  checkWholeNumber(scope, 'passwordPolicy.history', history, 0, MAX_PASSWORD_HISTORY);
  if (Token.isUnresolved(history) || history > 0) {
    plan.require(cognito.FeaturePlan.ESSENTIALS, 'passwordPolicy.history');
  }
  const tempPasswordValidity = policy.temporaryValidity ?? USER_POOL_DEFAULTS.temporaryValidity.value;
  checkValidity(scope, tempPasswordValidity);
  const required = USER_POOL_DEFAULTS.passwordClasses.value;
  return {
    props: {
      ...(!Token.isUnresolved(minLength) && { minLength }),
      requireLowercase: policy.requireLowercase ?? required,
      requireUppercase: policy.requireUppercase ?? required,
      requireDigits: policy.requireDigits ?? required,
      requireSymbols: policy.requireSymbols ?? required,
      tempPasswordValidity,
      // a history of 0 that somebody asked for clears an earlier one; a default must not mention a feature of a higher plan
      ...(policy.history !== undefined && !Token.isUnresolved(history) && { passwordHistorySize: history }),
    },
    tokens: {
      ...(Token.isUnresolved(minLength) && { MinimumLength: minLength }),
      ...(Token.isUnresolved(history) && { PasswordHistorySize: history }),
    },
  };
}

function checkWholeNumber(scope: IConstruct, prop: string, value: number, min: number, max: number): void {
  if (!Token.isUnresolved(value) && (!Number.isInteger(value) || value < min || value > max)) {
    fail(scope, `${prop}: ${value} is not a whole number from ${min} to ${max}; use one`);
  }
}

function checkValidity(scope: IConstruct, validity: Duration): void {
  checkDurationUnit(scope, 'passwordPolicy.temporaryValidity', validity, ['days']);
  if (validity.isUnresolved()) {
    return;
  }
  const days = validity.toDays({ integral: false });
  if (!Number.isInteger(days) || days < 1 || days > MAX_TEMPORARY_PASSWORD_DAYS) {
    fail(
      scope,
      `passwordPolicy.temporaryValidity: ${days} days is not a number of whole days from 1 to ${MAX_TEMPORARY_PASSWORD_DAYS}; use `
        + 'Duration.days(…) (Cognito reads 0 as 7)',
    );
  }
}
