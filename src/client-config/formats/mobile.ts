import { knownMfa, passwordSettings, socialProviders, upper, usernameAttributes } from './legacy-words';
import { FrontEnd, HostedLogin, SignInSettings } from '../front-end';

/**
 * `amplifyconfiguration.json` of Amplify's first generation for Swift, Android and Flutter.
 *
 * @see https://docs.amplify.aws/gen1/swift/build-a-backend/auth/existing-resources/
 */
export function mobileConfiguration({ userPool, client, identityPool, signIn, hosted }: FrontEnd): object {
  const mobile = hosted && oauth(hosted, client.id);
  return {
    UserAgent: 'aws-amplify-cli/2.0',
    Version: '1.0',
    auth: {
      plugins: {
        awsCognitoAuthPlugin: {
          CognitoUserPool: { Default: { PoolId: userPool.id, AppClientId: client.id, Region: userPool.region } },
          ...(identityPool ? {
            CredentialsProvider: { CognitoIdentity: { Default: { PoolId: identityPool.id, Region: identityPool.region } } },
          } : {}),
          Auth: {
            Default: {
              authenticationFlowType: flowOf(client.flows),
              ...(signIn ? signInSection(signIn) : {}),
              socialProviders: socialProviders(hosted?.providers),
              ...(mobile ? { OAuth: mobile } : {}),
            },
          },
        },
      },
    },
  };
}

function signInSection({ loginWith, requiredAttributes, verified, mfa, mfaMethods, password }: SignInSettings): object {
  return {
    ...(mfa ? { mfaConfiguration: mfa } : {}),
    mfaTypes: knownMfa(mfaMethods),
    ...(password ? { passwordProtectionSettings: passwordSettings(password) } : {}),
    signupAttributes: upper(requiredAttributes),
    usernameAttributes: usernameAttributes(loginWith),
    verificationMechanisms: upper(verified),
  };
}

/** One address each way: the app's own scheme, where it has one among others. */
function oauth({ domain, scopes, callbackUrls, logoutUrls }: HostedLogin, clientId: string): object | undefined {
  const own = (urls: readonly string[]) => urls.find(url => !/^https?:/.test(url)) ?? urls[0];
  if (logoutUrls.length === 0) return undefined;
  return {
    WebDomain: domain, AppClientId: clientId, SignInRedirectURI: own(callbackUrls), SignOutRedirectURI: own(logoutUrls), Scopes: scopes,
  };
}

function flowOf(flows: readonly string[] | undefined): string {
  if (flows === undefined || flows.includes('ALLOW_USER_SRP_AUTH')) return 'USER_SRP_AUTH';
  return flows.includes('ALLOW_CUSTOM_AUTH') ? 'CUSTOM_AUTH' : 'USER_PASSWORD_AUTH';
}
