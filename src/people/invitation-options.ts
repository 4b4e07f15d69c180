import { IdentityGroup } from '../roles';

/**
 * How someone is invited. Every change here, of the groups aside, makes a new account: CloudFormation can't change one.
 */
export interface InvitationOptions {
  /**
   * The groups that the person is a member of.
   * @default - none
   */
  readonly groups?: IdentityGroup[];

  /**
   * What the person signs in as, 1 to 128 characters. Needed where people do not sign in by e-mail, refused where they do.
   * @default - the address
   */
  readonly username?: string;

  /**
   * What else is known about the person, as it is named in a token: `given_name`, `custom:plan`.
   * @default - the address, as verified
   */
  readonly attributes?: { [name: string]: string };

  /**
   * Whether Cognito sends the temporary password. Without Amazon SES it sends 50 e-mails a day.
   * @default true
   */
  readonly sendInvitation?: boolean;

  /**
   * Whether the address comes over to the new account, if somebody has it already: they then no longer sign in by it. Only where the
   * address is an alias of a user name.
   * @default false - the deployment fails, since the address is taken
   */
  readonly forceAliasCreation?: boolean;

  /**
   * What the triggers of the pool get to know about this invitation. No secrets: it stands in the template.
   * @default - nothing
   */
  readonly clientMetadata?: { [name: string]: string };

  /**
   * What the trigger before sign-up gets to know. No secrets: it stands in the template.
   * @default - nothing
   */
  readonly validationData?: { [name: string]: string };
}
