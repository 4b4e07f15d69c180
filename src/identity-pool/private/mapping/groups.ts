import { Names, Stack, Token, TokenComparison } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { fail } from '../../../private/fail';
import { homeOfParts } from '../../../private/hand-over/home-of-parts';
import { idFromName } from '../../../private/id-from-name';
import { GroupOptions } from '../../app-identity-pool-props';
import { isSamePool } from '../providers';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateGroup.html */
const NAME = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u;
const MAX_PRECEDENCE = 2 ** 31 - 1;
const MAX_DESCRIPTION = 2048;

/** The groups that one identity pool makes in its user pools, each at most once, and what they are called in the construct tree. */
export class Groups {
  private readonly poolsByName = new Map<string, cognito.IUserPool[]>();

  constructor(private readonly scope: Construct) {}

  /** The construct id of a new group. Groups of two pools may have the same name; the first keeps it as its id. */
  public idOf(userPool: cognito.IUserPool, name: string, options: GroupOptions): string {
    this.check(userPool, name, options);
    const pools = this.poolsByName.get(name) ?? [];
    if (pools.some(other => isSamePool(other, userPool))) {
      fail(this.scope, `addGroup: '${name}' of ${userPool.node.path} is there already; use the role that the first call returned`);
    }
    this.poolsByName.set(name, [...pools, userPool]);
    const id = idFromName(name);
    return pools.length === 0 ? id : `${id}Of${Names.nodeUniqueId(userPool.node)}`;
  }

  private check(userPool: cognito.IUserPool, name: string, { precedence, description }: GroupOptions): void {
    if (Token.isUnresolved(name)) {
      fail(
        this.scope,
        `addGroup: name '${name}' is a token, but the group and its role are called by it in the construct tree; write the name out`,
      );
    }
    if (!NAME.test(name)) {
      fail(this.scope, `addGroup: name must have 1 to 128 letters, digits, symbols or punctuation and no white space, got: '${name}'`);
    }
    const inRange = precedence === undefined || Token.isUnresolved(precedence)
      || (Number.isInteger(precedence) && precedence >= 0 && precedence <= MAX_PRECEDENCE);
    if (!inRange) {
      fail(this.scope, `addGroup: precedence of '${name}' must be a whole number from 0 to ${MAX_PRECEDENCE}, got: ${precedence}`);
    }
    if (description !== undefined && !Token.isUnresolved(description) && description.length > MAX_DESCRIPTION) {
      fail(this.scope, `addGroup: description of '${name}' must have at most ${MAX_DESCRIPTION} characters, got ${description.length}`);
    }
    const stack = Stack.of(homeOfParts(userPool) ?? this.scope);
    this.refuseElsewhere(userPool, name, userPool.env.region, stack.region);
    this.refuseElsewhere(userPool, name, userPool.env.account, stack.account);
  }

  /** CloudFormation would make the group in the region and account of this stack, where the pool is not. */
  private refuseElsewhere(userPool: cognito.IUserPool, name: string, there: string, here: string): void {
    if (there !== here && Token.compareStrings(there, here) === TokenComparison.DIFFERENT) {
      fail(this.scope, `addGroup: '${name}' can't be made here in ${here}, since ${userPool.node.path} is in ${there}; `
        + 'hand in a stack of the pool\'s region and account (ExistingUserPool, stack), '
        + 'or make the group there and call addUserPool with groupRoles: true');
    }
  }
}
