import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { IdentityPool } from 'aws-cdk-lib/aws-cognito-identitypool';
import * as iam from 'aws-cdk-lib/aws-iam';
import { appCycles } from './cycles';
import { AppIdentityPool, CognitoAuth, ExternalLogin, IdentityPoolGrants, Trigger } from '../../src';
import { func } from '../user-pool/client-fixture';
import { warningsIn } from '../warnings';

const env = { account: '111122223333', region: 'eu-west-1' };

function pool(app = new App(), developer = true): { stack: Stack; identities: AppIdentityPool } {
  const stack = new Stack(app, 'Auth', { env });
  return {
    stack,
    identities: new AppIdentityPool(
      stack, 'Identities', developer ? { externalLogins: [ExternalLogin.developer('login.example.com')] } : {},
    ),
  };
}

test('a backend gets tokens for developer identities of this pool, and nothing else', () => {
  const { stack, identities } = pool();
  identities.grants.issueDeveloperTokens(func(stack, 'Backend'));
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: [{
        Action: 'cognito-identity:GetOpenIdTokenForDeveloperIdentity',
        Effect: 'Allow',
        Resource: {
          'Fn::Join': ['', [
            'arn:', { Ref: 'AWS::Partition' }, ':cognito-identity:eu-west-1:111122223333:identitypool/', {
              Ref: Match.stringLikeRegexp('Identities'),
            },
          ]],
        },
      }],
    },
  });
  expect(warningsIn(stack)).not.toContain('developer-login-missing');
});

test('merging identities is a grant of its own', () => {
  const { stack, identities } = pool();
  identities.grants.manageDeveloperIdentities(func(stack, 'Backend'));
  const policies = JSON.stringify(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
  expect(policies).toContain('cognito-identity:MergeDeveloperIdentities');
  expect(policies).not.toContain('GetOpenIdTokenForDeveloperIdentity');
});

test('a grant for developer identities that the pool does not take is warned of once', () => {
  const { stack, identities } = pool(new App(), false);
  identities.grants.issueDeveloperTokens(func(stack, 'Backend'));
  identities.grants.manageDeveloperIdentities(func(stack, 'Other'));
  expect(warningsIn(stack).filter(id => id === 'developer-login-missing')).toHaveLength(1);
});

test('the login may come after the grant', () => {
  const { stack, identities } = pool(new App(), false);
  identities.grants.issueDeveloperTokens(func(stack, 'Backend'));
  identities.addExternalLogin(ExternalLogin.developer('login.example.com'));
  expect(warningsIn(stack)).not.toContain('developer-login-missing');
});

test('fails for roles that people hold', () => {
  const { identities } = pool();
  expect(() => identities.grants.issueDeveloperTokens(identities.authenticated))
    .toThrow('could become anyone else; grant to the role of a backend');
  expect(() => identities.grants.manageDeveloperIdentities(identities.authenticated))
    .toThrow('manageDeveloperIdentities: everyone who gets');
});

test('fails for a role of another account, and for what holds no permissions', () => {
  const { stack, identities } = pool();
  const foreign = iam.Role.fromRoleArn(stack, 'Foreign', 'arn:aws:iam::999999999999:role/backend');
  expect(() => identities.grants.issueDeveloperTokens(foreign))
    .toThrow('the grantee is in account 999999999999 and the pool in 111122223333');
  expect(() => identities.grants.issueDeveloperTokens(new iam.ServicePrincipal('ec2.amazonaws.com')))
    .toThrow('no role, user or group of IAM');
});

test('an imported pool can be granted on', () => {
  const stack = new Stack(new App(), 'Stack', { env });
  const identities = IdentityPool.fromIdentityPoolId(stack, 'Pool', 'eu-west-1:12345678-1234-1234-1234-123456789012');
  IdentityPoolGrants.fromIdentityPool(identities).issueDeveloperTokens(func(stack, 'Backend'));
  expect(JSON.stringify(Template.fromStack(stack).findResources('AWS::IAM::Policy')))
    .toContain('identitypool/eu-west-1:12345678-1234-1234-1234-123456789012');
});

test('makes no cycle, for a trigger of the user pool that the identity pool waits for, nor for another stack', () => {
  const app = new App();
  const stack = new Stack(app, 'Auth', { env });
  const auth = new CognitoAuth(stack, 'Auth', { externalLogins: [ExternalLogin.developer('login.example.com')] });
  const trigger = func(stack, 'Trigger');
  auth.addTrigger(Trigger.postAuthentication(trigger));
  auth.identityPool.grants.issueDeveloperTokens(trigger);
  const backend = new Stack(app, 'Backend', { env });
  auth.identityPool.grants.issueDeveloperTokens(func(backend, 'Backend'));
  expect(appCycles(app)).toEqual([]);
  expect(backend.dependencies).toEqual([stack]);
});
