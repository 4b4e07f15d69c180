import { Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { InvitationOptions } from './invitation-options';
import { idOf, join, keep, peopleOf } from './membership';
import { problemsOfAttributes } from './person-attributes';
import { judgeAtSynthesis } from '../app-tree/synthesis';
import { fail } from '../private/fail';
import { presentIn, withoutNulls } from '../private/present';
import { isAddressOfPerson } from '../private/text/address';
import { readable } from '../private/text/readable';
import { warn } from '../private/warn';
import { AppUserPool } from '../user-pool';

const MAX_USERNAME = 128;

/** Makes someone's account, and the memberships in groups. */
export function invite(scope: Construct, users: AppUserPool, email: string, options: InvitationOptions): cognito.CfnUserPoolUser {
  options = withoutNulls(options ?? {});
  if (!isAddressOfPerson(email)) {
    fail(scope, `inviteAdministrator: email: '${email}' is no e-mail address; write one out, and no token, since the id of the resource `
      + 'comes from it');
  }
  const username = usernameFor(scope, users, email, options.username);
  if (options.forceAliasCreation && !users.cfnUserPool.aliasAttributes?.includes('email')) {
    fail(scope, 'inviteAdministrator: forceAliasCreation: true takes an alias over, and e-mail is none here; leave it out, or have people '
      + 'sign in by SignIn.username with the alias email');
  }
  const people = peopleOf(scope);
  const id = idOf(email);
  if (people.node.tryFindChild(id)) fail(scope, `inviteAdministrator: '${email}' is invited twice; name all groups at once`);
  const place = new Construct(people, id);
  const user = new cognito.CfnUserPoolUser(place, 'User', {
    userPoolId: users.userPool.userPoolId,
    username,
    userAttributes: Object.entries({ email, email_verified: 'true', ...options.attributes }).map(([name, value]) => ({ name, value })),
    ...(options.sendInvitation === false ? { messageAction: 'SUPPRESS' } : { desiredDeliveryMediums: ['EMAIL'] }),
    ...(options.forceAliasCreation && { forceAliasCreation: true }),
    ...(options.clientMetadata && { clientMetadata: options.clientMetadata }),
    ...(options.validationData && { validationData: Object.entries(options.validationData).map(([name, value]) => ({ name, value })) }),
  });
  keep(user);
  const { attributes = {} } = options;
  judgeAtSynthesis(place, app => problemsOfAttributes('inviteAdministrator', attributes, users.cfnUserPool, app).map(readable));
  // triggers run for the invitation, so that the pool has to be allowed to call them before
  user.node.addDependency(users);
  for (const group of new Set(presentIn(options.groups ?? []))) {
    join(place, users, username, group, 'inviteAdministrator').node.addDependency(user);
  }
  return user;
}

function usernameFor(scope: Construct, { cfnUserPool }: AppUserPool, email: string, given?: string): string {
  const signInWith = cfnUserPool.usernameAttributes;
  if (given !== undefined && !Token.isUnresolved(given) && (given.length < 1 || given.length > MAX_USERNAME)) {
    fail(scope, `inviteAdministrator: username must have 1 to ${MAX_USERNAME} characters, got ${given.length}`);
  }
  if (signInWith?.includes('email')) {
    if (given !== undefined && given !== email) {
      fail(scope, `inviteAdministrator: username: '${given}' is not for a pool in which people sign in by e-mail; leave it out`);
    }
    return email;
  }
  if (given === undefined) {
    fail(scope, `inviteAdministrator: people of this pool sign in by ${signInWith?.join() ?? 'user name'}; say which one in username`);
  }
  if (isAddressOfPerson(given) && cfnUserPool.aliasAttributes?.includes('email')) {
    warn(
      scope,
      'username-looks-like-alias',
      `inviteAdministrator: username: '${given}' looks like an address, which is said to be refused where e-mail is an alias`,
    );
  }
  return given;
}
