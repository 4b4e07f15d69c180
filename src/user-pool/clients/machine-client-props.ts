import { Duration } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppClientOptions } from './app-client-props';
import { ISignInProvider } from '../federation';
import { TokenExchange } from '../machines';

/**
 * Properties of `AppClient.machine`.
 */
export interface MachineClientProps extends AppClientOptions {
  /**
   * The scopes that the machine may ask for: 1 to 50, of resource servers of the same pool.
   */
  readonly scopes: cognito.OAuthScope[];

  /**
   * Whether the machine gets its tokens from the API (`GetClientToken`), for which the pool needs no domain.
   *
   * Cognito allows no other flow beside it, so it excludes `tokenExchange`.
   *
   * @default false - from the token endpoint of the domain
   */
  readonly tokenApi?: boolean;

  /**
   * How the machine may exchange users' tokens for tokens to other APIs, with scopes that both the machine and the user's token have.
   *
   * Clients through which people sign in never get this, nor do clients without a secret: anyone who gets hold of a token could exchange
   * it.
   *
   * @default - not at all
   */
  readonly tokenExchange?: TokenExchange[];
}

/**
 * Properties of `AppClient.external`.
 */
export interface ExternalClientProps extends AppClientOptions {
  /**
   * Addresses of the client metadata documents that apps may name themselves by: 1 to 5, each of 12 to 256 characters that begin with
   * `https://`. A `*` stands for any text; the end of the host must not be one, nor one below a domain where anyone gets a name.
   */
  readonly metadataUrls: string[];

  /**
   * How long Cognito keeps a document that does not say so itself: 1 day to 1 year.
   *
   * @default - 1 day
   */
  readonly metadataCache?: Duration;

  /**
   * Where Cognito may send the authorization code for the app client itself: 1 to 100 URLs, `https` only, or `http` for `localhost`.
   */
  readonly callbackUrls: string[];

  /**
   * What apps may ask for on behalf of a user, at most 50 scopes. Not `COGNITO_ADMIN`, by which users change themselves.
   */
  readonly scopes: cognito.OAuthScope[];

  /**
   * Whom people may sign in with, on the login pages.
   *
   * @default - the pool itself and all its identity providers, including those that are added later
   */
  readonly signInWith?: ISignInProvider[];

  /**
   * The user attributes that the ID tokens carry to somebody else's app, as they are named in a token.
   *
   * @default - those that the pool requires, or else `locale`
   */
  readonly readAttributes?: string[];

  /**
   * How long an ID token is valid: 5 minutes to 24 hours, in whole minutes, never longer than the refresh token.
   *
   * @default - one hour, the default of Cognito
   */
  readonly idTokenValidity?: Duration;

  /**
   * How long a user stays signed in: 60 minutes to 3650 days, in whole minutes.
   *
   * @default - 30 days, the default of Cognito
   */
  readonly refreshTokenValidity?: Duration;
}
