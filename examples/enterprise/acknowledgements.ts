import { Stack, Validations } from 'aws-cdk-lib';

/** Findings of this example that are meant to be so, each with its reason. */
export const ACKNOWLEDGEMENTS: Readonly<Record<string, string>> = {
  'AwsSolutions-IAM5[Resource::<Reports65402A0A.Arn>/drafts/<cognito-identity.amazonaws.com:sub>/*]':
    'Everyone has a folder of their own, which ends at their identity id.',
  'AwsSolutions-IAM5[Resource::<Reports65402A0A.Arn>/finance/*]': 'Finance reads the folder of finance, and no other.',
  'cdk-cognito-auth::mfa-not-for-federated': 'Google and the directory ask for a second factor themselves; the directory demands it.',
};

/** Acknowledges them on the whole stack. */
export function acknowledge(stack: Stack): void {
  Object.entries(ACKNOWLEDGEMENTS).forEach(([id, reason]) => Validations.of(stack).acknowledge({ id, reason }));
}
