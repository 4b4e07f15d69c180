import * as cognito from 'aws-cdk-lib/aws-cognito';
import { ExternalLogin } from '../external-login';

/**
 * Whose sessions are tagged.
 */
export interface PrincipalTagOptions {
  /**
   * The provider outside Cognito whose tokens have the claims. Not allowed together with `userPool`.
   * @default - the user pools that are registered
   */
  readonly provider?: ExternalLogin;

  /**
   * The user pool whose tokens have the claims. Not allowed together with `provider`.
   * @default - every user pool that is registered
   */
  readonly userPool?: cognito.IUserPool;
}
