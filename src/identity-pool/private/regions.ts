import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { fail } from '../../private/fail';
import { warn } from '../../private/warn';

/** What China leaves out: https://docs.amazonaws.cn/en_us/aws/latest/userguide/cognito.html */
const NOT_IN_CHINA = ['graph.facebook.com', 'api.twitter.com'];

/** Refuses an identity pool where Cognito has none. */
export function refuseRegionsWithout(scope: Construct): void {
  if (Stack.of(scope).region === 'cn-northwest-1') {
    fail(scope, 'the region cn-northwest-1 has no Cognito; in China, identity pools are in cn-north-1, so put the stack there');
  }
}

/** Warns of a login that the identity pools of a region are said not to take. */
export function adviseLogin(scope: Construct, login: string): void {
  if (Stack.of(scope).region.startsWith('cn-') && NOT_IN_CHINA.includes(login)) {
    warn(scope, 'login-not-in-region', `externalLogins: identity pools in China do not support ${login}; take another provider`);
  }
}
