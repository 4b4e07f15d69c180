import { Stack } from 'aws-cdk-lib';

/** The stack that is deployed: nested ones are named by it and go with it. */
export function outermostStack(stack: Stack): Stack {
  return stack.nestedStackParent ? outermostStack(stack.nestedStackParent) : stack;
}
