/**
 * The tag by which access is decided.
 */
export interface TaggedOptions {
  /**
   * The key of the principal tag, as `tagPrincipals` names it, such as `tenant`.
   */
  readonly tag: string;

  /**
   * The key of the resource's own tag that must have the same value. It has no meaning for objects and items.
   * @default - the same as `tag`
   */
  readonly resourceTag?: string;
}
