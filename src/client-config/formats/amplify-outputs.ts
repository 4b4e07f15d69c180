import { FrontEnd, HostedLogin, SignInSettings } from '../front-end';

const MFA: Record<string, string> = { OFF: 'NONE', OPTIONAL: 'OPTIONAL', ON: 'REQUIRED' };

/** The providers that the file has names for; all others fit only into `ResourcesConfig`. */
export const OUTPUTS_PROVIDERS: Record<string, string> = {
  Google: 'GOOGLE', Facebook: 'FACEBOOK', LoginWithAmazon: 'LOGIN_WITH_AMAZON', SignInWithApple: 'SIGN_IN_WITH_APPLE',
};

/**
 * `amplify_outputs.json`, for Amplify's libraries for JavaScript, Swift, Android and Flutter.
 *
 * @see https://docs.amplify.aws/react/reference/amplify_outputs/
 */
export function amplifyOutputs({ userPool, client, identityPool, signIn, hosted }: FrontEnd): object {
  return {
    version: '1.5',
    auth: {
      aws_region: userPool.region,
      user_pool_id: userPool.id,
      user_pool_client_id: client.id,
      ...(identityPool ? { identity_pool_id: identityPool.id } : {}),
      // written out, because some of the libraries take nothing for yes and others for no
      unauthenticated_identities_enabled: identityPool?.guests ?? false,
      ...(signIn ? signInSection(signIn) : {}),
      ...(hosted && hosted.logoutUrls.length > 0 ? { oauth: oauth(hosted) } : {}),
    },
  };
}

function signInSection(signIn: SignInSettings): object {
  const { password, mfa, mfaMethods, passwordless, groups, verified } = signIn;
  return {
    username_attributes: signIn.loginWith,
    standard_required_attributes: signIn.requiredAttributes,
    user_verification_types: verified,
    ...(password ? {
      password_policy: {
        min_length: password.minLength,
        require_lowercase: password.lowercase,
        require_uppercase: password.uppercase,
        require_numbers: password.numbers,
        require_symbols: password.symbols,
      },
    } : {}),
    ...(mfa ? { mfa_configuration: MFA[mfa] } : {}),
    ...(mfaMethods.length > 0 ? { mfa_methods: mfaMethods } : {}),
    ...(groups.length > 0 ? { groups: groups.map(byName) } : {}),
    ...(passwordless ? {
      passwordless: {
        email_otp_enabled: passwordless.emailOtp,
        sms_otp_enabled: passwordless.smsOtp,
        ...(passwordless.webAuthn ? {
          web_authn: { relying_party_id: passwordless.webAuthn.relyingPartyId, user_verification: passwordless.webAuthn.userVerification },
        } : {}),
      },
    } : {}),
  };
}

function oauth({ domain, scopes, callbackUrls, logoutUrls, responseType, providers }: HostedLogin): object {
  return {
    domain,
    scopes,
    redirect_sign_in_uri: callbackUrls,
    redirect_sign_out_uri: logoutUrls,
    response_type: responseType,
    identity_providers: providers.flatMap(name => OUTPUTS_PROVIDERS[name] ?? []),
  };
}

/** A group as both of Amplify's newer formats have it. */
export function byName({ name, precedence }: SignInSettings['groups'][number]): object {
  return { [name]: precedence === undefined ? {} : { precedence } };
}
