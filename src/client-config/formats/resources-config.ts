import { byName } from './amplify-outputs';
import { FrontEnd, HostedLogin, SignInSettings } from '../front-end';

const PROVIDERS: Record<string, string> = { Google: 'Google', Facebook: 'Facebook', LoginWithAmazon: 'Amazon', SignInWithApple: 'Apple' };
const MFA: Record<string, string> = { OFF: 'off', OPTIONAL: 'optional', ON: 'on' };

/**
 * What `Amplify.configure` of aws-amplify 6 takes: the only one of Amplify's formats with endpoints, hence for a local run, and with
 * OIDC and SAML providers.
 *
 * @see https://docs.amplify.aws/react/build-a-backend/auth/use-existing-cognito-resources/
 */
export function resourcesConfig({ userPool, client, identityPool, signIn, hosted, endpoints }: FrontEnd): object {
  return {
    Auth: {
      Cognito: {
        userPoolId: userPool.id,
        userPoolClientId: client.id,
        ...(identityPool ? { identityPoolId: identityPool.id, allowGuestAccess: identityPool.guests } : {}),
        ...(endpoints?.userPool ? { userPoolEndpoint: endpoints.userPool } : {}),
        ...(endpoints?.identityPool && identityPool ? { identityPoolEndpoint: endpoints.identityPool } : {}),
        loginWith: {
          ...(signIn ? loginWith(signIn) : {}),
          ...(hosted && hosted.logoutUrls.length > 0 ? { oauth: oauth(hosted) } : {}),
        },
        ...(signIn ? signInSection(signIn) : {}),
      },
    },
  };
}

function loginWith({ loginWith: names }: SignInSettings): object {
  const words: Record<string, string> = { email: 'email', phone_number: 'phone', username: 'username' };
  return Object.fromEntries(names.flatMap(name => words[name] ? [[words[name], true]] : []));
}

function signInSection({ requiredAttributes, password, mfa, mfaMethods, groups, passwordless }: SignInSettings): object {
  return {
    userAttributes: Object.fromEntries(requiredAttributes.map(name => [name, { required: true }])),
    ...(password ? {
      passwordFormat: {
        minLength: password.minLength,
        requireLowercase: password.lowercase,
        requireUppercase: password.uppercase,
        requireNumbers: password.numbers,
        requireSpecialCharacters: password.symbols,
      },
    } : {}),
    ...(mfa ? { mfa: { status: MFA[mfa], totpEnabled: mfaMethods.includes('TOTP'), smsEnabled: mfaMethods.includes('SMS') } } : {}),
    ...(groups.length > 0 ? { groups: groups.map(byName) } : {}),
    ...(passwordless ? {
      passwordless: {
        emailOtpEnabled: passwordless.emailOtp,
        smsOtpEnabled: passwordless.smsOtp,
        ...(passwordless.webAuthn ? { webAuthn: passwordless.webAuthn } : {}),
      },
    } : {}),
  };
}

function oauth({ domain, scopes, callbackUrls, logoutUrls, responseType, providers }: HostedLogin): object {
  return {
    domain,
    scopes,
    redirectSignIn: callbackUrls,
    redirectSignOut: logoutUrls,
    responseType,
    providers: providers.map(name => PROVIDERS[name] ?? { custom: name }),
  };
}
