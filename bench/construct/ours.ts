import { Stack } from 'aws-cdk-lib';
import { CognitoAuth } from '../../src';

/** One statement, and one more for each group. */
export function ours(stack: Stack, identities: number): void {
  const auth = new CognitoAuth(stack, 'Auth');
  for (let i = 1; i < identities; i++) {
    auth.addGroup(`group${i}`, { precedence: i });
  }
}
