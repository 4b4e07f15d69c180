import { SecretValue } from 'aws-cdk-lib';
import type { Acceptance } from '../../../template/acceptances';

/** How an app client lists the pool itself. */
export const USER_POOL = 'COGNITO';

export type ProviderType = 'Facebook' | 'Google' | 'LoginWithAmazon' | 'SignInWithApple' | 'OIDC' | 'SAML';

/** What may be right, told once the provider is in a pool. */
export interface Doubt {
  readonly slug: string;
  readonly message: string;
}

/** A provider and its props, validated as far as possible without a pool. */
export interface ProviderBlueprint {
  /** For messages: the factory that made it. */
  readonly factory: string;
  readonly type: ProviderType;
  readonly name: string;
  readonly details: Readonly<Record<string, string>>;
  /** By its key in the details. */
  readonly secret?: { readonly key: 'client_secret' | 'private_key'; readonly value: SecretValue };
  /** Names of attributes as tokens have them, to claims. */
  readonly mapping: Readonly<Record<string, string>>;
  readonly identifiers: readonly string[];
  /** Why an address counts although nothing says that it is verified. */
  readonly emailTrust?: string;
  readonly accepted: readonly Acceptance[];
  readonly doubts: readonly Doubt[];
}
