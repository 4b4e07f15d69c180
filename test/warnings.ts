import { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';

/** The ids, without the prefix, of this library's warnings in the stack. */
export function warningsIn(stack: Stack): string[] {
  return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('cdk-cognito-auth:'))
    .map(({ entry }) => /\[ack: (?:[Aa]nnotation::)?cdk-cognito-auth:([\w-]+)\]/.exec(entry.data as string)?.[1] ?? String(entry.data));
}

/** What the warnings of this id say in the stack. */
export function warned(stack: Stack, id: string): string[] {
  return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp(`cdk-cognito-auth:${id}`))
    .map(({ entry }) => String(entry.data));
}
