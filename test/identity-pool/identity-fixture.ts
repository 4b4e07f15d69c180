import { App, Stack, StackProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppIdentityPool, AppIdentityPoolProps } from '../../src';

export const IMPORTED_POOL_ARN = 'arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Abc123';

export function aStack(props: StackProps = {}): Stack {
  return new Stack(new App(), 'Stack', props);
}

/** An identity pool with one client of a user pool whose clients write nothing and which only administrators fill. */
export function aPool(stack: Stack = aStack(), props: AppIdentityPoolProps = {}) {
  const userPool = new cognito.UserPool(stack, 'Users', {
    selfSignUpEnabled: false,
    customAttributes: { plan: new cognito.StringAttribute({ mutable: true }), fixed: new cognito.StringAttribute({ mutable: false }) },
  });
  const client = userPool.addClient('Client', { writeAttributes: new cognito.ClientAttributes() });
  const cfnClient = client.node.defaultChild as cognito.CfnUserPoolClient;
  cfnClient.writeAttributes = [];
  const identities = new AppIdentityPool(stack, 'Identities', props);
  identities.addUserPool(userPool, client);
  return { stack, userPool, client, cfnClient, identities };
}

export function only(template: Template, type: string): any {
  const found = Object.values(template.findResources(type));
  expect(found).toHaveLength(1);
  return found[0].Properties;
}

export function mappings(stack: Stack): any[] {
  return Object.values(only(Template.fromStack(stack), 'AWS::Cognito::IdentityPoolRoleAttachment').RoleMappings ?? {});
}

export function trusts(stack: Stack): any[] {
  return Object.values(Template.fromStack(stack).findResources('AWS::IAM::Role')).map(role => role.Properties.AssumeRolePolicyDocument.Statement);
}
