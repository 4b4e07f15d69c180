import { App, Stack, StackProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppIdentityPool, AppIdentityPoolProps, Claim, RoleRule } from '../../src/identity-pool';

export const IMPORTED_POOL_ARN = 'arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Abc123';

export interface PoolUnderTest {
  readonly stack: Stack;
  readonly identities: AppIdentityPool;
}

export function aStack(props: StackProps = {}): Stack {
  return new Stack(new App(), 'Stack', props);
}

/** An identity pool that nobody can sign in to yet. */
export function identityPool(props?: AppIdentityPoolProps, stackProps?: StackProps): PoolUnderTest {
  const stack = aStack(stackProps);
  return { stack, identities: new AppIdentityPool(stack, 'Identities', props) };
}

/** An identity pool with one client of a user pool whose clients write nothing and which only administrators fill. */
export function aPool(stack: Stack = aStack(), props: AppIdentityPoolProps = {}) {
  const userPool = new cognito.UserPool(stack, 'Users', {
    selfSignUpEnabled: false,
    customAttributes: { plan: new cognito.StringAttribute({ mutable: true }), fixed: new cognito.StringAttribute({ mutable: false }) },
  });
  const client = userPool.addClient('Client', { writeAttributes: new cognito.ClientAttributes() });
  const cfnClient = client.node.defaultChild as cognito.CfnUserPoolClient;
  cfnClient.writeAttributes = ['locale'];
  const identities = new AppIdentityPool(stack, 'Identities', props);
  identities.addUserPool(userPool, client);
  return { stack, userPool, client, cfnClient, identities };
}

export type PoolWithClient = ReturnType<typeof aPool>;

/** Synthesizes a pool with a rule on the claim after something was done to it. */
export function ruleOn(claim: Claim, prepare: (made: PoolWithClient) => void = () => {}, make = RoleRule.equalTo) {
  return () => {
    const made = aPool();
    prepare(made);
    made.identities.addRule('Rule', make(claim, 'x'));
    Template.fromStack(made.stack);
    return made.stack;
  };
}

/** Lets the users of the only client write these attributes. */
export const writes = (...names: string[]) => ({ cfnClient }: PoolWithClient) => { cfnClient.writeAttributes = names; };

export const selfSignUp = ({ userPool }: PoolWithClient) => {
  (userPool.node.defaultChild as cognito.CfnUserPool).adminCreateUserConfig = { allowAdminCreateUserOnly: false };
};

/** A user pool of the CDK and one app client of it. */
export function users(stack: Stack, id = 'Users') {
  const userPool = new cognito.UserPool(stack, id);
  return { userPool, client: userPool.addClient('App') };
}

/** The same, its client registered with the identity pool. */
export function registered({ stack, identities }: PoolUnderTest, id?: string) {
  const made = users(stack, id);
  identities.addUserPool(made.userPool, made.client);
  return made;
}

export function making(props?: AppIdentityPoolProps): () => unknown {
  return () => identityPool(props);
}

/** The properties of the only resource of that type. */
export function only(template: Template, type: string): any {
  const found = Object.values(template.findResources(type));
  expect(found).toHaveLength(1);
  return found[0].Properties;
}

/** The properties of the identity pool that the given properties make. */
export function renderedPool(props?: AppIdentityPoolProps): any {
  return only(Template.fromStack(identityPool(props).stack), 'AWS::Cognito::IdentityPool');
}

/** The role mappings, in the order of the template. */
export function mappings(stack: Stack): any[] {
  return Object.values(only(Template.fromStack(stack), 'AWS::Cognito::IdentityPoolRoleAttachment').RoleMappings ?? {});
}

export function trusts(stack: Stack): any[] {
  return Object.values(Template.fromStack(stack).findResources('AWS::IAM::Role'))
    .map(role => role.Properties.AssumeRolePolicyDocument.Statement);
}

/** What stops the synthesis of everything that was added, if anything does. */
export function errorsOf({ identities }: PoolUnderTest): string[] {
  return identities.node.validate();
}
