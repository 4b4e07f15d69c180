import * as iam from 'aws-cdk-lib/aws-iam';
import { warn } from '../../private/warn';
import { MadeRole } from '../../roles/made-role';

/**
 * Warns of what was granted to the role for everyone signed in and not to `authenticated`, whose grants others inherit: one looks like the
 * other, and members of groups miss it. Of a role that was handed in, its owner decides what stays with it.
 */
export function adviseOwnStatements(role: iam.IRole): void {
  if (role instanceof MadeRole && role.hasOwnStatements) {
    warn(role, 'grant-not-inherited', 'this role itself was granted something, which the roles of groups and rules do not inherit: Cognito '
      + 'gives people one role at a time; grant to authenticated instead of authenticated.role, or acknowledge this if it is meant so');
  }
}
