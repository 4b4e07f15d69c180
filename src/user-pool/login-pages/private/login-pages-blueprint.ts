import type { CustomLoginPagesProps, LoginPageOptions } from '../login-pages-props';

/** What a pool can have one of. */
export type DomainKind = 'prefix' | 'custom';

/** One domain, checked as far as possible without a pool. */
export interface DomainBlueprint {
  readonly kind: DomainKind;
  readonly prefix?: string;
  readonly custom?: CustomLoginPagesProps;
  readonly classic: boolean;
  readonly look: LoginPageOptions;
  /** Made by the next deployment only. */
  readonly awaited?: boolean;
}

/** The domain that URLs are of comes first. */
export interface LoginPagesBlueprint {
  readonly domains: DomainBlueprint[];
}
