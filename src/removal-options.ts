import { RemovalPolicy } from 'aws-cdk-lib';

/**
 * What happens to people's accounts and identities when the stack is deleted.
 */
export interface RemovalOptions {
  /**
   * Whether the user pool, the identity pool, the role for text messages and the keys of custom senders stay when they leave the stack:
   * `RETAIN` or `DESTROY`, which also lifts the deletion protection of the user pool. For throw-away stacks only.
   * @default RemovalPolicy.RETAIN - with deletion protection; a deleted user pool takes its users with it
   */
  readonly removalPolicy?: RemovalPolicy;
}
