import { CfnResource, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { fail } from '../private/fail';
import { required } from '../private/present';
import { shortHash } from '../private/short-hash';
import { IdentityGroup } from '../roles';
import { AppUserPool } from '../user-pool';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminAddUserToGroup.html */
const USERNAME = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u;
const MAX_USERNAME = 128;

/** Adds a person who has an account to a group. */
export function addMember(
  scope: Construct, users: AppUserPool, username: string, group: IdentityGroup,
): cognito.CfnUserPoolUserToGroupAttachment {
  required(scope, 'addMember', { username, group });
  if (Token.isUnresolved(username) || !USERNAME.test(username) || username.length > MAX_USERNAME) {
    fail(
      scope,
      `addMember: needs a user name of 1 to ${MAX_USERNAME} characters without white space that is written out, `
        + `since the id of the resource comes from it, got: '${username}'`,
    );
  }
  const members = childOf(peopleOf(scope), 'Members');
  const place = childOf(members, idOf(username));
  if (place.node.tryFindChild(memberId(group))) {
    fail(scope, `addMember: '${username}' is made a member of '${group.groupName}' twice; leave one of the two out`);
  }
  return join(place, users, username, group, 'addMember');
}

/** The membership, after the group. */
export function join(
  scope: Construct, users: AppUserPool, username: string, group: IdentityGroup, call: string,
): cognito.CfnUserPoolUserToGroupAttachment {
  const pool = Stack.of(group.cfnGroup).resolve(group.cfnGroup.userPoolId);
  if (JSON.stringify(pool) !== JSON.stringify(Stack.of(group.cfnGroup).resolve(users.userPool.userPoolId))) {
    fail(scope, `${call}: the group '${group.groupName}' is one of another user pool; name groups of ${users.node.path}`);
  }
  const membership = new cognito.CfnUserPoolUserToGroupAttachment(scope, memberId(group), {
    userPoolId: users.userPool.userPoolId, username, groupName: group.groupName,
  });
  keep(membership);
  membership.node.addDependency(group.cfnGroup);
  return membership;
}

/** An account that someone uses is not to be lost with the statement that made it. */
export function keep(resource: CfnResource): void {
  resource.applyRemovalPolicy(RemovalPolicy.RETAIN);
}

export function peopleOf(scope: Construct): Construct {
  return childOf(scope, 'People');
}

/** Readable, and different for different addresses. */
export function idOf(name: string): string {
  const lower = name.toLowerCase();
  return `${lower.replace(/[^a-z0-9]+/g, '-')}-${shortHash(lower)}`;
}

function childOf(scope: Construct, id: string): Construct {
  return scope.node.tryFindChild(id) as Construct | undefined ?? new Construct(scope, id);
}

function memberId({ groupName }: IdentityGroup): string {
  return `Member--${idOf(groupName)}`;
}
