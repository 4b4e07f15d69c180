import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as logs from 'aws-cdk-lib/aws-logs';

/**
 * Every default of the user pool that differs from what Cognito or the CDK would take, with the reason. Nothing else in this
 * folder decides a default, so that a review needs this page only. A value that loads a module of the CDK which plain pools do without is
 * read when it is asked for.
 */
export const USER_POOL_DEFAULTS = {
  signIn: {
    value: 'email',
    reason: 'people remember their address; an alias on a user name cannot be added or removed later',
  },
  caseSensitive: {
    value: false,
    reason: "Cognito's own default lets Mallory@example.com sign up next to mallory@example.com and be taken for the same person",
  },
  selfSignUp: {
    value: false,
    reason: 'joined to an identity pool, an open sign-up hands out AWS credentials to anyone',
  },
  autoVerifyUsernameEmail: {
    value: true,
    reason: 'with user names alone there would be no channel to recover an account through',
  },
  keepOriginalUntilVerified: {
    value: true,
    reason: 'otherwise a changed address signs in before anyone has proven to own it',
  },
  mfaMode: {
    value: 'optional',
    reason: 'required would stop people who have nothing set up yet; off would not let anyone protect an account',
  },
  mfaFactors: {
    value: { totp: true },
    reason: 'authenticator apps cost nothing, need no SMS role and no phone number, and resist SIM swaps',
  },
  accountRecovery: {
    value: ['email', 'phone'],
    reason: 'of these, in this order, the verified ones that carry no second factor: a channel that recovers the password and carries the '
      + 'code leaves one factor; Cognito would prefer text messages',
  },
  passkeyUserVerification: {
    value: true,
    reason: 'a passkey replaces the password, so the device has to check who holds it',
  },
  minLength: {
    value: 14,
    reason: 'the length that common benchmarks ask for; Cognito would take 8',
  },
  passwordClasses: {
    value: true,
    reason: 'lower case, upper case, digit and symbol, as the same benchmarks ask',
  },
  temporaryValidity: {
    value: Duration.days(7),
    reason: 'an invitation that nobody followed must not stay a way in; said explicitly so that it cannot drift',
  },
  passwordHistory: {
    value: 0,
    reason: 'it needs the Essentials plan for certain, and a default must not refuse Lite; '
      + 'refresh token rotation of clients only prefers Essentials',
  },
  removalPolicy: {
    value: RemovalPolicy.RETAIN,
    reason: 'a deleted pool takes every user with it, so it is retained and deletion-protected, and its SMS role with it',
  },
  loginPages: {
    get value() { return cognito.ManagedLoginVersion.NEWER_MANAGED_LOGIN; },
    reason: 'the classic pages offer no passkeys and get no new features; they are there for the asking, with the plan Lite too',
  },
  loginTls: {
    value: 'TLS_V1_2_2021',
    reason: 'what AWS recommends for custom domains; with less, a browser can be talked down to TLS 1.0',
  },
  logRetention: {
    get value() { return logs.RetentionDays.ONE_YEAR; },
    reason: 'long enough to look into what is noticed late, and addresses of people are not kept for ever',
  },
  rateLimit: {
    value: 1000,
    reason: 'in 5 minutes from one address: an office or a mobile network shares one, and a password guesser needs far more',
  },
  sessionsPerUser: {
    value: 20,
    reason: "Cognito's own number; the resource has to name one, and it is there only when sessions are asked for",
  },
  plan: {
    get value() { return cognito.FeaturePlan.LITE; },
    reason: 'raised to the lowest plan that everything in use works on; the reasons are in AppUserPool.plan',
  },
} as const;
