/** What is lost with a resource of a type, and what to do instead. */
export interface Loss {
  readonly what: string;
  readonly effect: string;
  readonly fix: string;
}

const KEEP_ID = 'keep its logical id: give the construct its old path, or overrideLogicalId';

/** The types with which users, or what they have, are lost. */
export const LOSSES: Readonly<Record<string, Loss>> = {
  'AWS::Cognito::UserPool': {
    what: 'the user pool', effect: 'its users and their passwords are not in the new one', fix: KEEP_ID,
  },
  'AWS::Cognito::UserPoolClient': {
    what: 'the app client',
    effect:
      'its client id changes: apps that have the old one, and logins and role mappings that name it, stop working',
    fix: KEEP_ID,
  },
  'AWS::Cognito::UserPoolGroup': {
    what: 'the group', effect: 'its members are in it no longer', fix: `${KEEP_ID}, and its name`,
  },
  'AWS::Cognito::UserPoolDomain': {
    what: 'the domain',
    effect: 'the sign-in pages leave their address: links, '
      + 'redirects of identity providers and passkeys of that domain stop working',
    fix:
        `${KEEP_ID}, and the domain; a second domain may stand beside it`,
  },
  'AWS::Cognito::UserPoolIdentityProvider': {
    what: 'the identity provider',
    effect:
      'people who sign in with it can\'t meanwhile, and under another name they are new users',
    fix: `${KEEP_ID}, and its name`,
  },
  'AWS::Cognito::UserPoolResourceServer': {
    what: 'the resource server',
    effect:
      'its scopes are other scopes, which no client has until it is told',
    fix: `${KEEP_ID}, and its identifier`,
  },
  'AWS::Cognito::UserPoolUser': {
    what: 'the user',
    effect: 'the person\'s account is made anew: another sub, no password, no memberships',
    fix:
      'leave the resource as it was when it was made, and change the account itself in the user pool',
  },
  'AWS::Cognito::UserPoolUserToGroupAttachment': {
    what: 'the membership', effect: 'the person is out of the group meanwhile', fix: KEEP_ID,
  },
  'AWS::Cognito::IdentityPool': {
    what: 'the identity pool',
    effect:
      'everyone has another identity id, so that what they own by the old one is out of reach',
    fix: KEEP_ID,
  },
  'AWS::Cognito::IdentityPoolRoleAttachment': {
    what: 'the role attachment',
    effect:
      'nobody gets a role between the one and the other, or none at all if the old one is deleted last',
    fix: KEEP_ID,
  },
  'AWS::IAM::Role': {
    what: 'the role',
    effect:
      'its ARN changes: resource policies and keys that name it no longer mean it',
    fix: `${KEEP_ID}, its name and its path`,
  },
};

/** What makes two resources of a type the same thing to the service: a second one can't be made before the first is deleted. */
export const NAMED_BY: Readonly<Record<string, readonly string[]>> = {
  'AWS::Cognito::UserPoolDomain': ['Domain'],
  'AWS::Cognito::UserPoolGroup': ['UserPoolId', 'GroupName'],
  'AWS::Cognito::UserPoolIdentityProvider': ['UserPoolId', 'ProviderName'],
  'AWS::Cognito::UserPoolResourceServer': ['UserPoolId', 'Identifier'],
  'AWS::Cognito::UserPoolUser': ['UserPoolId', 'Username'],
  'AWS::IAM::Role': ['RoleName'],
};
