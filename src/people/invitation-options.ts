import { IdentityGroup } from '../roles';

/**
 * How someone is invited. Any change, except to the groups, creates a new account: CloudFormation can't change one.
 */
export interface InvitationOptions {
  /**
   * The groups that the person is a member of.
   * @default - none
   */
  readonly groups?: IdentityGroup[];

  /**
   * The name with which the person signs in, 1 to 128 characters. Required unless people sign in with their e-mail address, and refused if
   * they do.
   * @default - the address
   */
  readonly username?: string;

  /**
   * Further attributes of the person, named as in a token: `given_name`, `custom:plan`.
   * @default - only the address, as verified
   */
  readonly attributes?: { [name: string]: string };

  /**
   * Whether Cognito sends the temporary password. Without Amazon SES it sends 50 e-mails a day.
   * @default true
   */
  readonly sendInvitation?: boolean;

  /**
   * Whether the new account takes the address over from an account that already has it, whose owner can then no longer sign in with it.
   * Only where the address is an alias of a user name.
   * @default false - the deployment fails, since the address is taken
   */
  readonly forceAliasCreation?: boolean;

  /**
   * Data about this invitation for the pool's triggers. Don't put secrets here: it is part of the template.
   * @default - nothing
   */
  readonly clientMetadata?: { [name: string]: string };

  /**
   * Data for the pre sign-up trigger. Don't put secrets here: it is part of the template.
   * @default - nothing
   */
  readonly validationData?: { [name: string]: string };
}
