import { knownMfa, passwordSettings, socialProviders, upper, usernameAttributes } from './legacy-words';
import { FrontEnd, HostedLogin, SignInSettings } from '../front-end';

/**
 * The object of `aws-exports.js`, and of a web app's `amplifyconfiguration.json`.
 *
 * @see https://docs.amplify.aws/gen1/javascript/tools/libraries/configure-categories/
 */
export function awsExports({ userPool, client, identityPool, signIn, hosted }: FrontEnd): object {
  return {
    aws_project_region: userPool.region,
    aws_cognito_region: userPool.region,
    aws_user_pools_id: userPool.id,
    aws_user_pools_web_client_id: client.id,
    ...(identityPool ? { aws_cognito_identity_pool_id: identityPool.id } : {}),
    // without it, the library takes guests for welcome
    ...(identityPool?.guests ? {} : { aws_mandatory_sign_in: 'enable' }),
    ...(signIn ? signInSection(signIn) : {}),
    aws_cognito_social_providers: socialProviders(hosted?.providers),
    oauth: hosted && hosted.logoutUrls.length > 0 ? oauth(hosted) : {},
  };
}

function signInSection({ loginWith, requiredAttributes, verified, mfa, mfaMethods, password }: SignInSettings): object {
  return {
    aws_cognito_username_attributes: usernameAttributes(loginWith),
    aws_cognito_signup_attributes: upper(requiredAttributes),
    aws_cognito_verification_mechanisms: upper(verified),
    ...(mfa ? { aws_cognito_mfa_configuration: mfa } : {}),
    aws_cognito_mfa_types: knownMfa(mfaMethods),
    ...(password ? { aws_cognito_password_protection_settings: passwordSettings(password) } : {}),
  };
}

function oauth({ domain, scopes, callbackUrls, logoutUrls, responseType }: HostedLogin): object {
  return { domain, scope: scopes, redirectSignIn: callbackUrls.join(','), redirectSignOut: logoutUrls.join(','), responseType };
}
