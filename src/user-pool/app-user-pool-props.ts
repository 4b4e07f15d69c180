import * as cognito from 'aws-cdk-lib/aws-cognito';
import { FederationOptions } from './federation';
import { LoginPagesOptions } from './login-pages/login-pages-options';
import { MessageOptions } from './messages';
import { PlanOptions } from './plan';
import { ProfileOptions } from './profile';
import { SignInOptions } from './sign-in';
import { TriggersOptions } from './triggers';
import { RemovalOptions } from '../removal-options';

/**
 * Who may sign in and how. Everything has a safe default.
 */
export interface AppUserPoolProps
  extends SignInOptions, ProfileOptions, FederationOptions, LoginPagesOptions, MessageOptions, TriggersOptions, PlanOptions, RemovalOptions {
  /**
   * Whether Cognito rates the risk of each sign-in and acts on it. Anything but no enforcement needs the Plus plan.
   * @default - no threat protection
   */
  readonly threatProtection?: cognito.StandardThreatProtectionMode;

}
