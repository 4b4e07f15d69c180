import { LoginPages } from './login-pages';

/** Where and how people sign in on pages of Cognito. */
export interface LoginPagesOptions {
  /**
   * The pages of Cognito on which people sign in, and the token endpoint, which machine clients need too. `addLoginPages` adds them later.
   * @default - no domain and no pages: the app signs people in through the SDK
   */
  readonly loginPages?: LoginPages;
}
