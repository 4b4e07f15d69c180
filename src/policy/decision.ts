/**
 * Whether something is allowed.
 */
export enum Decision {
  /** It is. */
  ALLOWED = 'allowed',
  /** It is not. */
  DENIED = 'denied',
  /** It depends on something that the available policies do not say. */
  UNKNOWN = 'unknown',
}
