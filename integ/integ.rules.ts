import { RemovalPolicy } from 'aws-cdk-lib';
import { scenario, expectRoles } from './scenario';
import { Claim, CognitoAuth, CustomAttribute, RoleRule } from '../src';

let auth: CognitoAuth;
const test = scenario('Rules', stack => {
  auth = new CognitoAuth(stack, 'Auth', { removalPolicy: RemovalPolicy.DESTROY, attributes: { custom: { plan: CustomAttribute.text() } } });
  auth.addGroup('admins', { precedence: 0 });
  auth.addRule('Gold', RoleRule.equalTo(Claim.customAttribute('plan'), 'gold'));
});

expectRoles(test, auth!.identityPool, { Roles: { authenticated: auth!.authenticated.roleArn } });
