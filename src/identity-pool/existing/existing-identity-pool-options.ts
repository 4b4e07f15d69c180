import * as iam from 'aws-cdk-lib/aws-iam';

/**
 * What is known of the roles of an identity pool that another app made.
 */
export interface ExistingRolesOptions {
  /**
   * The groups and rules whose roles do not have what everyone signed in has (`inherit: false` in the app that made them).
   * @default - all of them inherit
   */
  readonly withoutInheritance?: string[];

  /**
   * The keys of the tags that sessions have, as `tagPrincipals` of the other app names them.
   * @default - not known: `grantTagged` is warned of
   */
  readonly principalTags?: string[];
}

/**
 * An identity pool that another app made, and its roles.
 */
export interface ExistingIdentityPoolAttributes extends ExistingRolesOptions {
  /**
   * The id of the identity pool, `REGION:GUID`.
   */
  readonly identityPoolId: string;

  /**
   * The role for everyone signed in, such as `iam.Role.fromRoleArn(…)`.
   */
  readonly authenticatedRole: iam.IRole;

  /**
   * The role for guests.
   * @default - guests get no credentials
   */
  readonly guestRole?: iam.IRole;

  /**
   * The roles of groups by the names of the groups. What is granted to `authenticated` reaches those that are listed, and no others.
   * @default - none
   */
  readonly groupRoles?: { [group: string]: iam.IRole };

  /**
   * The roles of rules by the ids that `addRule` gave them. What is granted to `authenticated` reaches those that are listed, and no
   * others.
   * @default - none
   */
  readonly ruleRoles?: { [rule: string]: iam.IRole };
}

/**
 * Which roles are read from parameters. A parameter that nobody wrote stops the deployment.
 */
export interface HandedOverRoles extends ExistingRolesOptions {
  /**
   * Whether guests get credentials.
   * @default false
   */
  readonly guestAccess?: boolean;

  /**
   * The groups whose roles are wanted. What is granted to `authenticated` reaches those that are listed, and no others.
   * @default - none
   */
  readonly groups?: string[];

  /**
   * The ids of the rules whose roles are wanted. What is granted to `authenticated` reaches those that are listed, and no others.
   * @default - none
   */
  readonly rules?: string[];

  /**
   * The path of the roles, as `roleDefaults` of the other app has it. Only policies of buckets, keys and the like that name the roles need
   * it.
   * @default '/'
   */
  readonly rolePath?: string;
}
