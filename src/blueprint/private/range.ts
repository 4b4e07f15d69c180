import { Duration, Token } from 'aws-cdk-lib';
import { userError } from '../../private/user-error';

/** Refuses a number that Cognito has no use for. */
export function checkNumber(name: string, value: number | undefined, min: number, max: number): void {
  if (value === undefined) return;
  if (Token.isUnresolved(value) || !Number.isInteger(value) || value < min || value > max) {
    throw userError(`${name} is ${Token.isUnresolved(value) ? 'a token' : value}; use a whole number from ${min} to ${max}`);
  }
}

/** Refuses a duration that is a token, out of range, or not a whole number of the unit. */
export function checkDuration(name: string, value: Duration | undefined, min: Duration, max: Duration): void {
  if (value === undefined) return;
  if (value.isUnresolved()) {
    throw userError(`${name} is a token; a limit has to be known at synthesis`);
  }
  const [minutes, least, most] = [value, min, max].map(duration => duration.toMinutes({ integral: false }));
  const unit = least % (24 * 60) === 0 ? 24 * 60 : 1;
  if (minutes < least || minutes > most || minutes % unit !== 0) {
    const range = `${min.toHumanString()} to ${max.toHumanString()}, in whole ${unit === 1 ? 'minutes' : 'days'}`;
    throw userError(`${name} is ${value.toHumanString()}; use ${range}`);
  }
}
