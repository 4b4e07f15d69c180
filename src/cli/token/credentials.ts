import { Call } from './service';

/** The temporary credentials of whoever signed in. */
export interface Credentials {
  readonly identityId: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: string;
}

/** What somebody shows an identity pool. */
export interface Entrance {
  readonly identityPoolId: string;
  readonly loginKey: string;
  readonly idToken: string;
  /** Which of the roles that the token offers. */
  readonly role?: string;
}

/** @throws Refusal if the identity pool gives this login no role */
export async function credentialsFor(call: Call, { identityPoolId, loginKey, idToken, role }: Entrance): Promise<Credentials> {
  const Logins = { [loginKey]: idToken };
  const { IdentityId } = await call('GetId', { IdentityPoolId: identityPoolId, Logins });
  const custom = role === undefined ? {} : { CustomRoleArn: role };
  const { Credentials: given } = await call('GetCredentialsForIdentity', { IdentityId, Logins, ...custom });
  return {
    identityId: IdentityId,
    accessKeyId: given.AccessKeyId,
    secretAccessKey: given.SecretKey,
    sessionToken: given.SessionToken,
    expiration: isoTime(given.Expiration * 1000),
  };
}

/** Without fractions, as the SDKs take it. */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+/, '');
}
