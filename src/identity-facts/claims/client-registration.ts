import { SELF_SERVICE_SCOPE } from './claim-writers';

/** What the pool says of clients that register themselves. Whoever reads it decides what stands in for what is not known. */
export interface RegistrationSettings {
  readonly status: string | undefined;
  readonly open: boolean;
  readonly scopes: readonly string[];
}

/** Registration that is configured is on, unless it is switched off. */
export function isRegistrationOn({ status }: Pick<RegistrationSettings, 'status'>): boolean {
  return (status ?? 'Enabled').toLowerCase() === 'enabled';
}

/**
 * Who registers clients through which users may write their attributes: anyone, or those with a token where the scope for it is allowed.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-dynamic-client-registration.html
 */
export function registersWriters(registration: RegistrationSettings): 'anyone' | 'token' | undefined {
  if (!isRegistrationOn(registration)) return undefined;
  return registration.open ? 'anyone' : registration.scopes.includes(SELF_SERVICE_SCOPE) ? 'token' : undefined;
}
