import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { fail } from '../fail';
import { idFromName } from '../id-from-name';

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html */
const PREFIX = /^(\/[\w.-]+){1,8}$/;
const MAX_PREFIX = 512;

/** Refuses what the parameters of a hand-over can't begin with. */
export function checkPrefix(scope: IConstruct, what: string, prefix: string): string {
  if (Token.isUnresolved(prefix) || !PREFIX.test(prefix) || prefix.length > MAX_PREFIX || /^\/?(aws|ssm)/i.test(prefix)) {
    fail(scope, `${what}: prefix must be written out as '/photos/auth': 1 to 8 steps of letters, `
      + `digits and ._-, at most ${MAX_PREFIX} characters, `
      + `and not begin with aws or ssm, got: '${prefix}'`);
  }
  return prefix;
}

/** What the parameters are called below their prefix, by those who write and those who read them. */
export const HAND_OVER = {
  userPoolId: 'user-pool-id',
  identityPoolId: 'identity-pool-id',
  authenticatedRole: 'roles/authenticated',
  guestRole: 'roles/guests',
  groupRole: (group: string) => `roles/groups/${legible(group)}`,
  ruleRole: (rule: string) => `roles/rules/${legible(rule)}`,
};

/** A name may have what a parameter's may not. */
function legible(name: string): string {
  return idFromName(name, name.replace(/[^\w-]/g, ''));
}
