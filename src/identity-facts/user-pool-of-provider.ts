/**
 * What a user pool goes by in the name that its tokens have in an identity pool: its id, whichever way the region before it is written.
 * A client may follow. Parts that are not known stand in `«»`.
 */
export function userPoolOfProvider(provider: string): string | undefined {
  return /^cognito-idp\.(?:[^/«»]|«[^»]*»)+\/(«[^»]*»|[^:«»]+)(?::|$)/.exec(provider)?.[1];
}
