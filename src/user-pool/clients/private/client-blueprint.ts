import * as cognito from 'aws-cdk-lib/aws-cognito';
import { TokenLifetimes } from './token-validity';
import type { ISignInProvider } from '../../federation';
import type { TokenExchange } from '../../machines';
import type { MetadataBlueprint } from '../../machines/metadata-policy';

/**
 * The OAuth half of a client, checked.
 */
export interface OAuthBlueprint {
  readonly grant: 'code' | 'client_credentials';
  readonly callbackUrls: string[];
  /** `undefined` follows the callbacks: their origins. */
  readonly logoutUrls?: string[];
  readonly defaultRedirectUri?: string;
  readonly scopes: cognito.OAuthScope[];
}

/**
 * The sign-in half of a client. A client without it signs nobody in.
 */
export interface UserFlowsBlueprint {
  readonly userPassword: boolean;
  readonly adminUserPassword: boolean;
  /** `undefined` follows the triggers of the pool. */
  readonly custom?: boolean;
  readonly readAttributes?: string[];
  readonly writeAttributes?: string[];
  readonly propagateUserContext: boolean;
  /** `undefined` follows the pool. */
  readonly signInWith?: ISignInProvider[];
  /** Whether people sign in on the login pages only, in an app that is not the pool's own. */
  readonly external?: boolean;
}

/** The flows by which a client without users gets tokens, and of whom. */
export interface MachineBlueprint {
  readonly tokenApi: boolean;
  readonly exchange: TokenExchange[];
}

/**
 * A preset and its props, validated as far as possible without a pool.
 */
export interface ClientBlueprint {
  /** For messages: the factory that made it. */
  readonly preset: string;
  readonly clientName?: string;
  readonly confidential: boolean;
  readonly tokens: TokenLifetimes;
  readonly oauth?: OAuthBlueprint;
  readonly users?: UserFlowsBlueprint;
  readonly machine?: MachineBlueprint;
  readonly metadata?: MetadataBlueprint;
}
