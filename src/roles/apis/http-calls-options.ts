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
   * The name of the stage. Every stage is a wildcard, which reaches over slashes too: an API that takes any path, by `{proxy+}`, is also
   * called with what is granted behind the name of a method, `POST /other/GET/orders/1`. Name the stage of such an API.
   * @default - every stage
   */
  readonly stage?: string;
}
