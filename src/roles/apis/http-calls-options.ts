/**
 * Which calls of an API of API Gateway are meant.
 */
export interface HttpCallsOptions {
  /**
   * The methods: `GET`, `HEAD`, `POST`, `PUT`, `PATCH`, `DELETE`, `OPTIONS`, or `ANY` for all of them.
   * @default - all
   */
  readonly methods?: string[];

  /**
   * The path as callers write it, with a slash at its beginning. A wildcard stands for any text, slashes too: `/orders/*`.
   * @default '/*'
   */
  readonly path?: string;

  /**
   * The name of the stage.
   * @default - every stage
   */
  readonly stage?: string;
}
