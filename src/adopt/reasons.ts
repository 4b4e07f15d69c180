import { WrittenResource } from './written';

/** What this library retains unless it is told otherwise. */
export function isRetained({ Type }: WrittenResource): boolean {
  return Type === 'AWS::Cognito::UserPool' || Type === 'AWS::Cognito::IdentityPool';
}

/** Why a resource is carried over raw, and what says it instead. */
export function reasonFor({ Type, Condition: condition }: WrittenResource): string | undefined {
  return condition === undefined ? WAYS[Type] : `it hangs on the condition ${condition}`;
}

const WAYS: Readonly<Record<string, string>> = {
  'AWS::Cognito::UserPoolDomain': 'loginPages: LoginPages.prefix({ prefix }) or .custom(…) brings managed login with it',
  'AWS::Cognito::UserPoolClient': 'it is of another user pool, or signs nobody in; see AppClient.machine',
  'AWS::Cognito::UserPoolGroup': 'see auth.addGroup, which makes the role',
  'AWS::Cognito::UserPoolIdentityProvider': 'see identityProviders: [IdentityProvider.…]',
  'AWS::Cognito::UserPoolResourceServer': 'see auth.addResourceServer',
  'AWS::Cognito::IdentityPoolPrincipalTag': 'see auth.tagPrincipals, which synthesis will ask for',
  'AWS::Cognito::UserPoolUser': 'see auth.inviteAdministrator',
  'AWS::IAM::Policy': 'grant to auth.authenticated, auth.guests or the group instead',
  'AWS::Lambda::Permission': 'auth.addTrigger(Trigger.…) makes it, and says LambdaConfig',
};
