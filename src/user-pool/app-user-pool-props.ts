import { FederationOptions } from './federation';
import { LoginPagesOptions } from './login-pages/login-pages-options';
import { MachineOptions } from './machines';
import { MessageOptions } from './messages';
import { PlanOptions } from './plan';
import { ProfileOptions } from './profile';
import { ProtectionOptions } from './protection';
import { RegionOptions } from './regions/region-options';
import { SessionOptions } from './sessions';
import { SignInOptions } from './sign-in';
import { MigrationOptions, TriggersOptions } from './triggers';
import { RemovalOptions } from '../removal-options';

/**
 * Who may sign in and how. Everything has a safe default.
 */
export interface AppUserPoolProps
  extends SignInOptions, ProfileOptions, FederationOptions, LoginPagesOptions, MachineOptions, MessageOptions, TriggersOptions,
  MigrationOptions, ProtectionOptions, RegionOptions, SessionOptions, PlanOptions, RemovalOptions {
  /**
   * The name that the console shows: 1 to 128 letters, digits, white space and `+=,.@-_`. Several pools may have the same.
   * @default - CloudFormation chooses one
   */
  readonly userPoolName?: string;
}
