import { App, NestedStack, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AccessModel, CognitoAuth } from '../../src';

const apart = () => {
  const app = new App();
  const auth = new CognitoAuth(new Stack(app, 'Auth'), 'Auth', { groupRoles: true });
  return { auth, other: new Stack(app, 'Photos') };
};
const trusting = (auth: CognitoAuth, stack: Stack) =>
  new iam.Role(stack, 'Editors', { assumedBy: auth.identityPool.authenticatedPrincipal });

test('fails where two stacks would wait for each other, with the ways out', () => {
  const { auth, other } = apart();
  expect(() => auth.addGroup('editors', { role: trusting(auth, other) })).toThrow(
    "Auth/Auth/Identities: addGroup('editors'): role Photos/Editors is made in the stack Photos and trusts this identity pool, "
    + 'so that Photos and Auth would wait for each other; leave role out',
  );
});

test('a group that is made where the role is has it', () => {
  const { auth, other } = apart();
  const role = trusting(auth, other);
  new cognito.UserPoolGroup(other, 'Group', { userPool: auth.userPool, groupName: 'editors', role });
  AccessModel.fromStack(other).signedIn(auth.client.userPoolClientId, { groups: ['editors'] }).assertBecomes(role.roleArn);
});

test.each<[string, (auth: CognitoAuth, other: Stack) => iam.Role]>([
  ['in the stack of the identity pool', auth => trusting(auth, Stack.of(auth))],
  ['in a stack nested in that', auth => trusting(auth, new NestedStack(Stack.of(auth), 'Nested'))],
  ['with a trust that names the identity pool by its id', (_, other) => new iam.Role(other, 'Editors', {
    assumedBy: new iam.WebIdentityPrincipal('cognito-identity.amazonaws.com', {
      'StringEquals': { 'cognito-identity.amazonaws.com:aud': 'eu-west-1:11111111-2222-4333-8444-555555555555' },
      'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
    }),
  })],
])('a role is taken %s', (_, role) => {
  const { auth, other } = apart();
  expect(() => auth.addGroup('editors', { role: role(auth, other) })).not.toThrow();
});
