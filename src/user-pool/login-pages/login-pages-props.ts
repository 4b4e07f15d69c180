import type * as acm from 'aws-cdk-lib/aws-certificatemanager';
import type * as route53 from 'aws-cdk-lib/aws-route53';
import { LoginBranding } from './login-branding';
import { LoginTerms } from './login-terms';

/**
 * What login pages look like and say, on any domain.
 */
export interface LoginPageOptions {
  /**
   * The style of every app client without one of its own. Not for classic pages.
   * @default LoginBranding.cognito()
   */
  readonly branding?: LoginBranding;

  /**
   * Terms of use and privacy policy, linked where people sign up, for every app client that has none of its own. Not for classic pages.
   * @default - no links
   */
  readonly terms?: LoginTerms;

  /**
   * Whether to use the pages of the classic hosted UI, which the Lite plan has too. They offer neither passkeys nor branding.
   * @default false - managed login, which needs the Essentials plan
   */
  readonly classic?: boolean;

  /**
   * Style sheet of classic pages, for every app client that has none of its own. AWS asks for at most 3 KB.
   * @default - the style of Cognito
   */
  readonly css?: string;
}

/**
 * Properties of `LoginPages.prefix`.
 */
export interface PrefixLoginPagesProps extends LoginPageOptions {
  /**
   * First part of the domain, unique in the Region across all AWS accounts: 1 to 63 of `a-z`, `0-9` and `-`, without the words `aws`,
   * `amazon` and `cognito`. Changing it takes two deployments, see `LoginPages.moving`.
   * @default - derived from the account, the stack name and the pool's path in the app, so it is the same at each deployment and unlike
   * anybody else's
   */
  readonly prefix?: string;
}

/**
 * The lowest TLS version that viewers can use. These are policies of CloudFront.
 */
export enum LoginTls {
  /** TLS 1.0 and later, which AWS discourages. */
  TLS_1_0 = 'TLS_V1',
  /** TLS 1.2 and later, which AWS recommends. */
  TLS_1_2 = 'TLS_V1_2_2021',
  /** TLS 1.3 only. */
  TLS_1_3 = 'TLS_V1_3_2025',
}

/**
 * Where requests go when the region of the pool fails. The pool needs a replica there.
 */
export interface LoginFailover {
  /** Region of the replica. */
  readonly secondaryRegion: string;

  /** Id of the Route 53 health check of the pool's own Region, 1 to 64 characters. */
  readonly healthCheckId: string;
}

/**
 * Properties of `LoginPages.custom`.
 */
export interface CustomLoginPagesProps extends LoginPageOptions {
  /**
   * The domain of the pages, such as `login.example.com`: 1 to 63 characters. Changing it takes two deployments, see `LoginPages.moving`.
   */
  readonly domainName: string;

  /**
   * The public hosted zone that the address is in. The alias record is made there, and the certificate is validated there if one is made.
   * @default - you point the address to `domain.cloudFrontEndpoint` yourself
   */
  readonly zone?: route53.IHostedZone;

  /**
   * A certificate for the address, in us-east-1.
   * @default - one is created if there is a zone and the stack is in us-east-1; otherwise it is refused
   */
  readonly certificate?: acm.ICertificate;

  /**
   * The lowest TLS version that browsers can use.
   * @default LoginTls.TLS_1_2
   */
  readonly tls?: LoginTls;

  /**
   * Whether the parent domain (`example.com` for `login.example.com`) is known to have an A record, which Cognito requires.
   * @default false - the library warns, unless the app creates the record itself
   */
  readonly parentRecordExists?: boolean;

  /**
   * Where requests go when the region of the pool fails.
   * @default - nowhere
   */
  readonly failover?: LoginFailover;
}
