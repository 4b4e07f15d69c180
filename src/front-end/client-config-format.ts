/**
 * The format of a front end's configuration, by the library that reads it.
 */
export enum ClientConfigFormat {
  /** `amplify_outputs.json` 1.5: Amplify Gen 2 for JavaScript, Swift, Android and Flutter. */
  AMPLIFY_OUTPUTS = 'amplify-outputs',

  /** What `Amplify.configure` of aws-amplify 6 takes as it is; it alone has OIDC and SAML providers. */
  AMPLIFY = 'amplify',

  /** The object of `aws-exports.js`: older Amplify for JavaScript. */
  AWS_EXPORTS = 'aws-exports',

  /** `amplifyconfiguration.json`: Amplify Gen 1 for Swift, Android and Flutter. */
  AMPLIFY_MOBILE = 'mobile',

  /** `oidc-client-ts`, `react-oidc-context`, AppAuth and others that speak OpenID Connect. */
  OIDC = 'oidc',

  /** `fromCognitoIdentityPool` of the AWS SDK. */
  AWS_SDK = 'sdk',

  /** The bare ids, flat: `region`, `userPoolId`, `userPoolClientId`, `identityPoolId`, … */
  PLAIN = 'json',
}
