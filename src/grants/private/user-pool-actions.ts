/**
 * Exactly what each intent of `UserPoolGrants` allows, on one user pool.
 *
 * No action is in two intents that are not about reading, and none of them changes the pool or its identity providers, nor of its clients
 * anything but their secrets.
 */
export const USER_POOL_ACTIONS = {
  /** Look at users and at the groups they are in. */
  readUsers: ['AdminGetUser', 'AdminGetUserAuthFactors', 'AdminListGroupsForUser', 'ListGroups', 'ListUsers', 'ListUsersInGroup'],

  /** The life of a user: invite, confirm, block, delete. No passwords, no groups, and no attributes of users that are there already. */
  manageUsers: [
    'AdminConfirmSignUp',
    'AdminCreateUser',
    'AdminDeleteUser',
    'AdminDisableUser',
    'AdminEnableUser',
    'AdminGetUser',
    'ListUsers',
  ],

  /**
   * Write any attribute of any user, and call it verified: whoever may do this can have the code for a new password sent to themselves,
   * hence sign in as anyone, and become any role that a rule gives.
   */
  manageAttributes: ['AdminDeleteUserAttributes', 'AdminUpdateUserAttributes'],

  /** Set or reset a password: whoever may do this can sign in as anyone. */
  managePasswords: ['AdminResetUserPassword', 'AdminSetUserPassword'],

  /** Choose the second factors of a user, e.g. after a lost phone. */
  manageMfa: ['AdminDeleteSoftwareToken', 'AdminSetUserMFAPreference'],

  /** See where a user is signed in, and sign them out. */
  manageSessions: ['AdminListUserSessions', 'AdminRevokeUserSession', 'AdminUserGlobalSignOut'],

  /** Look at, forget and trust the remembered devices of a user. */
  manageDevices: ['AdminForgetDevice', 'AdminGetDevice', 'AdminListDevices', 'AdminUpdateDeviceStatus'],

  /** The groups themselves. Giving a group a role also needs `iam:PassRole`, which is not granted. */
  manageGroups: ['CreateGroup', 'DeleteGroup', 'GetGroup', 'ListGroups', 'UpdateGroup'],

  /** Who is in which group, hence who becomes which role. */
  manageGroupMembership: [
    'AdminAddUserToGroup',
    'AdminListGroupsForUser',
    'AdminRemoveUserFromGroup',
    'ListGroups',
    'ListUsersInGroup',
  ],

  /** Tie the account of an external identity provider to a user: whoever may do this can sign in as anyone. */
  linkIdentities: ['AdminDisableProviderForUser', 'AdminLinkProviderForUser'],

  /** Bring users from a file: whoever may do this makes accounts with any attribute. */
  importUsers: [
    'CreateUserImportJob', 'DescribeUserImportJob', 'GetCSVHeader', 'ListUserImportJobs', 'StartUserImportJob', 'StopUserImportJob',
  ],

  /** Take all users back to an earlier point in time: passwords, factors and memberships that were taken away since come back. */
  recoverUsers: [
    'CancelPointInTimeRecovery', 'DescribePointInTimeRecovery', 'InitiatePointInTimeRecovery', 'ListPointInTimeRecoveries',
    'StartPointInTimeRecovery',
  ],

  /** Sign users in from a server, for a client with `adminUserPasswordAuth`. */
  signInUsers: ['AdminInitiateAuth', 'AdminRespondToAuthChallenge'],

  /** Change the secret of a client without a gap: a client has two at most. Whoever may do this can act as any confidential client. */
  rotateClientSecrets: ['AddUserPoolClientSecret', 'DeleteUserPoolClientSecret', 'ListUserPoolClientSecrets'],
} as const;

/**
 * Name of an intent.
 */
export type UserPoolIntent = keyof typeof USER_POOL_ACTIONS;
