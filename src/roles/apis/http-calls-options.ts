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
   * The path as callers write it, with a slash at its beginning. A wildcard stands for any text, slashes too: `/orders/*`. Where the API
   * has a parameter, `/orders/{id}`, it stands in its place.
   * @default '/*'
   */
  readonly path?: string;

  /**
   * The name of the stage, or `*` for every one. A wildcard matches slashes too: where it stands for the stage of an API that takes any
   * path, by `{proxy+}`, `POST /other/GET/orders/1` is also called with what is granted for `GET /orders/1`.
   * @default - every stage where all methods and paths are meant; otherwise the API's own: the `deploymentStage` of a REST API, the
   * `$default` stage of an HTTP API, and every stage where the API has none of its own, such as an imported one
   */
  readonly stage?: string;
}
