import {
  confirmSignIn, confirmSignUp, fetchAuthSession, resendSignUpCode, setUpTOTP, signIn, signOut, signUp, updateMFAPreference,
  updateUserAttributes,
  verifyTOTPSetup,
} from 'aws-amplify/auth';

/** Who somebody is once the identity pool has answered. */
export interface Me {
  readonly signedIn: boolean;
  readonly email?: string;
  readonly groups: string[];
  readonly identityId: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string };
}

/** What the next screen is about. */
export type Next = 'confirm' | 'second-factor' | 'done';

/** The whole of what the app asks of Cognito: nothing here knows that it runs on this machine. */
export const account = {
  signUp: async (email: string, password: string): Promise<Next> => {
    await signUp({ username: email, password, options: { userAttributes: { email } } });
    return 'confirm';
  },

  confirm: async (email: string, code: string): Promise<void> => { await confirmSignUp({ username: email, confirmationCode: code }); },

  resend: async (email: string): Promise<void> => { await resendSignUpCode({ username: email }); },

  /** By SRP: the password does not leave the browser. */
  signIn: async (email: string, password: string): Promise<Next> => {
    const { nextStep: { signInStep: step } } = await signIn({ username: email, password });
    if (step === 'CONFIRM_SIGN_UP') return 'confirm';
    if (step === 'CONFIRM_SIGN_IN_WITH_TOTP_CODE') return 'second-factor';
    if (step === 'DONE') return 'done';
    throw new Error(`This page does not know how to go on with ${step}.`);
  },

  secondFactor: async (code: string): Promise<void> => { await confirmSignIn({ challengeResponse: code }); },

  /** The secret of a new authenticator app. */
  newAuthenticator: async (): Promise<string> => (await setUpTOTP()).sharedSecret,

  useAuthenticator: async (code: string): Promise<void> => {
    await verifyTOTPSetup({ code });
    await updateMFAPreference({ totp: 'PREFERRED' });
  },

  /** What the template forbids: the client may not write it. */
  makeMyselfGold: async (): Promise<void> => { await updateUserAttributes({ userAttributes: { 'custom:plan': 'gold' } }); },

  /** @param renew whether to get new tokens and credentials first, in which a changed group or attribute shows */
  me: async (renew = false): Promise<Me> => {
    const { tokens, identityId, credentials } = await fetchAuthSession({ forceRefresh: renew });
    const claims = tokens?.idToken?.payload;
    return {
      signedIn: tokens !== undefined,
      ...(claims ? { email: String(claims.email) } : {}),
      groups: (claims?.['cognito:groups'] ?? []) as string[],
      identityId: identityId!,
      credentials: credentials!,
    };
  },

  signOut: async (): Promise<void> => signOut(),
};
