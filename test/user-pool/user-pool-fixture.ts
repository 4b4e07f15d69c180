import { App, Stack, StackProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AppUserPool, AppUserPoolProps } from '../../src/user-pool';
import { warningsIn } from '../warnings';

export function userPool(props?: AppUserPoolProps, stackProps?: StackProps): { stack: Stack; users: AppUserPool } {
  const stack = new Stack(new App(), 'Stack', stackProps);
  return { stack, users: new AppUserPool(stack, 'Users', props) };
}

/** The properties of the pool that the given properties make. */
export function rendered(props?: AppUserPoolProps): Record<string, any> {
  return poolOf(userPool(props).stack);
}

export function poolOf(stack: Stack): Record<string, any> {
  const [pool] = Object.values(Template.fromStack(stack).findResources('AWS::Cognito::UserPool'));
  return pool.Properties;
}

export function making(props?: AppUserPoolProps): () => unknown {
  return () => userPool(props);
}

export function roleCount(stack: Stack): number {
  return Object.keys(Template.fromStack(stack).findResources('AWS::IAM::Role')).length;
}

/** The ids, without the prefix, of the warnings that the given properties cause. */
export function warningsOf(props?: AppUserPoolProps): string[] {
  return warningsIn(userPool(props).stack);
}
