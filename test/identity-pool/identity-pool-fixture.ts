import { App, Stack, StackProps } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppIdentityPool, AppIdentityPoolProps } from '../../src/identity-pool';

export interface PoolUnderTest {
  readonly stack: Stack;
  readonly identities: AppIdentityPool;
}

export function identityPool(props?: AppIdentityPoolProps, stackProps?: StackProps): PoolUnderTest {
  const stack = new Stack(new App(), 'Stack', stackProps);
  return { stack, identities: new AppIdentityPool(stack, 'Identities', props) };
}

/** A user pool of the CDK and one app client of it. */
export function users(stack: Stack, id = 'Users') {
  const userPool = new cognito.UserPool(stack, id);
  return { userPool, client: userPool.addClient('App') };
}

/** The properties of the only resource of that type. */
export function only(template: Template, type: string): Record<string, any> {
  const found = Object.values(template.findResources(type));
  if (found.length !== 1) {
    throw new Error(`expected one ${type}, found ${found.length}`);
  }
  return found[0].Properties;
}

/** The properties of the identity pool that the given properties make. */
export function renderedPool(props?: AppIdentityPoolProps): Record<string, any> {
  return only(Template.fromStack(identityPool(props).stack), 'AWS::Cognito::IdentityPool');
}

/** The role mappings, in the order of the template. */
export function mappingsIn(stack: Stack): any[] {
  return Object.values(only(Template.fromStack(stack), 'AWS::Cognito::IdentityPoolRoleAttachment').RoleMappings ?? {});
}

export function making(props?: AppIdentityPoolProps): () => unknown {
  return () => identityPool(props);
}

/** What stops the synthesis of everything that was added, if anything does. */
export function errorsOf({ identities }: PoolUnderTest): string[] {
  return identities.node.validate();
}

/** The ids, without the prefix, of the warnings in the stack. */
export function warningsIn(stack: Stack): string[] {
  return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('cdk-cognito-auth:'))
    .map(({ entry }) => /\[ack: (?:[Aa]nnotation::)?cdk-cognito-auth:([\w-]+)\]/.exec(entry.data as string)?.[1] ?? String(entry.data));
}
