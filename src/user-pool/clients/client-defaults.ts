import { Duration } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';

/**
 * Every default of an app client that differs from what Cognito or the CDK would take, with the reason.
 */
export const APP_CLIENT_DEFAULTS = {
  preventUserExistenceErrors: {
    value: true,
    reason: 'otherwise the answer to a sign-in tells who has an account',
  },
  enableTokenRevocation: {
    value: true,
    reason: 'a lost device can be signed out; said explicitly so that it cannot drift',
  },
  refreshTokenRotation: {
    value: true,
    reason: 'a stolen refresh token works once at most instead of for 30 days',
  },
  refreshTokenGracePeriod: {
    value: Duration.seconds(10),
    reason: 'without it a lost answer or a second browser tab signs the user out',
  },
  userPasswordAuth: {
    value: false,
    reason: 'SRP proves the password without sending it',
  },
  adminUserPasswordAuth: {
    value: false,
    reason: 'a server that can pass any password on is a way around the checks of the client',
  },
  propagateUserContext: {
    value: false,
    reason: 'the address in it is only as true as the server that sends it',
  },
  tokenApi: {
    value: false,
    reason: 'libraries know the token endpoint; the call of the API is new',
  },
  scopes: {
    value: [cognito.OAuthScope.OPENID, cognito.OAuthScope.EMAIL, cognito.OAuthScope.PROFILE],
    reason: 'an ID token with who the user is; the CDK would add a scope that lets the token change the attributes of the user',
  },
} as const;
