/**
 * By which tag data is told apart.
 */
export interface TaggedOptions {
  /**
   * The key of the principal tag, as `tagPrincipals` names it, such as `tenant`.
   */
  readonly tag: string;

  /**
   * The key of the resource's own tag that must have the same value. Objects and items have no part in it.
   * @default - the same as `tag`
   */
  readonly resourceTag?: string;
}
