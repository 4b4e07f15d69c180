/**
 * What is required of identity pools. What is left out is not required.
 */
export interface IdentityPoolBaselineProps {
  /**
   * Whether people who have not signed in may get credentials. `false` refuses it.
   *
   * @default true
   */
  readonly guestAccess?: boolean;

  /**
   * Whether the classic flow may be on, in which the caller names the role. `false` refuses it.
   *
   * @default true
   */
  readonly classicFlow?: boolean;
}
