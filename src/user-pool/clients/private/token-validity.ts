import { Duration } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { checkDurationUnit } from '../../../private/duration-unit';
import { userError } from '../../../private/user-error';

/**
 * Lifetimes of what a client hands out, checked.
 */
export interface TokenLifetimes {
  readonly accessToken?: Duration;
  readonly idToken?: Duration;
  readonly refreshToken?: Duration;
  readonly authSession?: Duration;
  /** `undefined` turns rotation off. */
  readonly rotationGrace?: Duration;
}

interface Range {
  readonly min: Duration;
  readonly max: Duration;
  readonly unit: 'seconds' | 'minutes';
}

const ACCESS_OR_ID: Range = { min: Duration.minutes(5), max: Duration.days(1), unit: 'minutes' };
const REFRESH: Range = { min: Duration.minutes(60), max: Duration.days(3650), unit: 'minutes' };
const AUTH_SESSION: Range = { min: Duration.minutes(3), max: Duration.minutes(15), unit: 'minutes' };
const ROTATION_GRACE: Range = { min: Duration.seconds(0), max: Duration.seconds(60), unit: 'seconds' };

/**
 * Refuses a lifetime that Cognito would refuse, naming the prop.
 */
export function checkLifetimes(preset: string, lifetimes: TokenLifetimes): TokenLifetimes {
  checkRange(`${preset}: accessTokenValidity`, lifetimes.accessToken, ACCESS_OR_ID);
  checkRange(`${preset}: idTokenValidity`, lifetimes.idToken, ACCESS_OR_ID);
  checkRange(`${preset}: refreshTokenValidity`, lifetimes.refreshToken, REFRESH);
  checkRange(`${preset}: authSessionValidity`, lifetimes.authSession, AUTH_SESSION);
  checkRange(`${preset}: refreshTokenGracePeriod`, lifetimes.rotationGrace, ROTATION_GRACE);
  checkOutlived(`${preset}: accessTokenValidity`, lifetimes.accessToken, lifetimes.refreshToken);
  checkOutlived(`${preset}: idTokenValidity`, lifetimes.idToken, lifetimes.refreshToken);
  return lifetimes;
}

/**
 * Refuses a lifetime that is a token in a unit that its property has not; asked where the client gets its place in the tree.
 */
export function checkLifetimeUnits(scope: IConstruct, subject: string, lifetimes: TokenLifetimes): void {
  for (const [prop, value] of [
    ['accessTokenValidity', lifetimes.accessToken], ['idTokenValidity', lifetimes.idToken], [
      'refreshTokenValidity', lifetimes.refreshToken,
    ],
  ] as const) {
    checkDurationUnit(scope, `${subject}: ${prop}`, value, ['seconds', 'minutes', 'hours', 'days']);
  }
  checkDurationUnit(scope, `${subject}: authSessionValidity`, lifetimes.authSession, ['minutes']);
  checkDurationUnit(scope, `${subject}: refreshTokenGracePeriod`, lifetimes.rotationGrace, ['seconds']);
}

function checkRange(prop: string, value: Duration | undefined, range: Range): void {
  if (!value || value.isUnresolved()) {
    return;
  }
  const millis = value.toMilliseconds({ integral: false });
  if (millis < range.min.toMilliseconds() || millis > range.max.toMilliseconds()) {
    throw userError(`${prop} is ${value.toHumanString()}; use ${range.min.toHumanString()} to ${describeMax(range)}`);
  }
  const whole = range.unit === 'minutes' ? value.toMinutes({ integral: false }) : value.toSeconds({ integral: false });
  if (!Number.isInteger(whole)) {
    throw userError(`${prop} is ${value.toHumanString()}; Cognito counts whole ${range.unit}`);
  }
}

function describeMax(range: Range): string {
  return range.max.toDays({ integral: false }) > 1 ? `${range.max.toDays()} days` : range.max.toHumanString();
}

function checkOutlived(prop: string, token: Duration | undefined, refreshToken: Duration | undefined): void {
  if (!token || !refreshToken || token.isUnresolved() || refreshToken.isUnresolved()) {
    return;
  }
  if (token.toMilliseconds() > refreshToken.toMilliseconds()) {
    throw userError(
      `${prop} (${token.toHumanString()}) outlives refreshTokenValidity (${refreshToken.toHumanString()}); make it at most as long`,
    );
  }
}
