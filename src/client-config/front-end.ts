/** How people reach one app client, which is all that a front end is configured with. */
export interface FrontEnd {
  readonly client: FrontEndClient;
  readonly userPool: FrontEndUserPool;
  /** Where it gets AWS credentials, if the client is registered with an identity pool. */
  readonly identityPool?: FrontEndIdentityPool;
  /** What the user pool asks of people; absent if no template that was read makes it. */
  readonly signIn?: SignInSettings;
  /** The pages of the user pool, if the client may send people there and back. */
  readonly hosted?: HostedLogin;
  /** For a local run; a deployed front end finds the services by their region. */
  readonly endpoints?: Endpoints;
  /** What was found to be missing or not known while this was read. */
  readonly remarks: readonly Remark[];
}

export interface FrontEndClient {
  readonly label: string;
  readonly id: string;
  /** Whether it has a secret; undefined if that is not known. */
  readonly secret?: boolean;
  /** Whether refresh tokens rotate, so that only GetTokensFromRefreshToken renews. */
  readonly rotates?: boolean;
  /** The flows that it allows, if it has a list of its own. */
  readonly flows?: readonly string[];
}

export interface FrontEndUserPool {
  readonly label: string;
  readonly id: string;
  readonly region: string;
  /** The `iss` of its tokens. */
  readonly issuer: string;
  /** The key of its tokens in a `Logins` map. */
  readonly loginKey: string;
}

export interface FrontEndIdentityPool {
  readonly label: string;
  readonly id: string;
  readonly region: string;
  readonly guests: boolean;
}

export interface SignInSettings {
  /** What people sign in with: `email`, `phone_number` or `username`. */
  readonly loginWith: readonly string[];
  readonly requiredAttributes: readonly string[];
  /** The contacts that are verified at sign-up. */
  readonly verified: readonly string[];
  readonly password?: PasswordRules;
  /** As Cognito says it: `OFF`, `OPTIONAL` or `ON`. */
  readonly mfa?: string;
  /** Of `SMS`, `TOTP` and `EMAIL`. */
  readonly mfaMethods: readonly string[];
  readonly groups: readonly { readonly name: string; readonly precedence?: number }[];
  readonly passwordless?: Passwordless;
}

export interface PasswordRules {
  readonly minLength: number;
  readonly lowercase: boolean;
  readonly uppercase: boolean;
  readonly numbers: boolean;
  readonly symbols: boolean;
}

export interface Passwordless {
  readonly emailOtp: boolean;
  readonly smsOtp: boolean;
  readonly webAuthn?: { readonly relyingPartyId: string; readonly userVerification: string };
}

export interface HostedLogin {
  /** A host, without scheme and path. */
  readonly domain: string;
  readonly scopes: readonly string[];
  readonly callbackUrls: readonly string[];
  readonly logoutUrls: readonly string[];
  readonly responseType: 'code' | 'token';
  /** The names of the identity providers besides the user pool's own users. */
  readonly providers: readonly string[];
}

export interface Endpoints {
  readonly userPool?: string;
  readonly identityPool?: string;
}

/** Something that would fail later, or was left out so that it does not. */
export interface Remark {
  readonly id: string;
  readonly message: string;
  /** Nothing is written then. */
  readonly refuses?: boolean;
}
