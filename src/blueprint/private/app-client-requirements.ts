import { Duration } from 'aws-cdk-lib';
import { checkDuration } from './range';
import { at, flag, property, Requirement, UNKNOWN } from './requirement';
import { userError } from '../../private/user-error';
import { AppClientBaselineProps } from '../app-client-baseline-props';

export const APP_CLIENT = 'AWS::Cognito::UserPoolClient';
const PASSWORD_FLOWS = ['USER_PASSWORD_AUTH', 'ALLOW_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH', 'ALLOW_ADMIN_USER_PASSWORD_AUTH'];
const MINUTES: Record<string, number> = { seconds: 1 / 60, minutes: 1, hours: 60, days: 24 * 60 };
const DAY = Duration.days(1);

/** What the baseline asks, each as one requirement. */
export function appClientRequirements(props: AppClientBaselineProps): Requirement[] {
  const { maxAccessTokenValidity: access, maxIdTokenValidity: id, maxRefreshTokenValidity: refresh } = props;
  checkDuration('maxAccessTokenValidity', access, Duration.minutes(5), DAY);
  checkDuration('maxIdTokenValidity', id, Duration.minutes(5), DAY);
  checkDuration('maxRefreshTokenValidity', refresh, Duration.minutes(60), Duration.days(3650));
  refuseOutliving('maxAccessTokenValidity', access, refresh);
  refuseOutliving('maxIdTokenValidity', id, refresh);
  return [
    ...access ? [lifetime('maxAccessTokenValidity', 'AccessToken', access, 'hours', 60)] : [],
    ...id ? [lifetime('maxIdTokenValidity', 'IdToken', id, 'hours', 60)] : [],
    ...refresh ? [lifetime('maxRefreshTokenValidity', 'RefreshToken', refresh, 'days', 30 * 24 * 60)] : [],
    ...props.implicitGrant === false ? [listWithout('implicitGrant', 'AllowedOAuthFlows', ['implicit'])] : [],
    ...props.passwordFlows === false ? [listWithout('passwordFlows', 'ExplicitAuthFlows', PASSWORD_FLOWS)] : [],
    ...props.tokenRevocation ? [tokenRevocation()] : [],
    ...props.hideUserExistence ? [hideUserExistence()] : [],
  ];
}

function refuseOutliving(name: string, token: Duration | undefined, refresh: Duration | undefined): void {
  if (token && refresh && token.toMinutes() > refresh.toMinutes()) {
    const [long, short] = [token.toHumanString(), refresh.toHumanString()];
    throw userError(`${name} (${long}) outlives maxRefreshTokenValidity (${short}); make it at most as long`);
  }
}

function lifetime(name: string, token: string, max: Duration, usualUnit: string, otherwise: number): Requirement {
  const [value, unit] = [`${token}Validity`, `TokenValidityUnits.${token}`];
  return {
    ...named(name, `${value} (minutes)`, `${max.toMinutes()} or less`),
    // 0 is "not set"
    read: properties => {
      const [amount, unitName] = [at(properties, value), at(properties, unit) ?? usualUnit];
      return amount === UNKNOWN || unitName === UNKNOWN ? UNKNOWN : Number(amount ?? 0) * MINUTES[String(unitName)] || otherwise;
    },
    holds: minutes => minutes <= max.toMinutes(),
    fill: (properties): Record<string, unknown> => at(properties, value) === undefined && at(properties, unit) === undefined
      ? { [value]: max.toMinutes(), [unit]: 'minutes' } : {},
  };
}

function listWithout(name: string, list: string, banned: string[]): Requirement {
  return {
    ...named(name, list, `without ${banned.join(', ')}`),
    read: properties => {
      const items = at(properties, list) ?? [];
      return Array.isArray(items) && items.some(item => typeof item !== 'string') ? UNKNOWN : items;
    },
    holds: (items: string[]) => !items.some(item => banned.includes(item)),
  };
}

function tokenRevocation(): Requirement {
  return {
    ...named('tokenRevocation', 'EnableTokenRevocation', 'true'),
    read: flag('EnableTokenRevocation', false),
    holds: value => value === true,
    fill: () => ({ EnableTokenRevocation: true }),
  };
}

function hideUserExistence(): Requirement {
  return {
    ...named('hideUserExistence', 'PreventUserExistenceErrors', 'ENABLED'),
    read: property('PreventUserExistenceErrors', 'LEGACY'),
    holds: value => value === 'ENABLED',
    fill: () => ({ PreventUserExistenceErrors: 'ENABLED' }),
  };
}

function named(name: string, propertyName: string, asks: string): Pick<Requirement, 'id' | 'type' | 'property' | 'asks'> {
  return { id: `appClients.${name}`, type: APP_CLIENT, property: propertyName, asks };
}
