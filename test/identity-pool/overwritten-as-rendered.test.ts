import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { AppIdentityPool, CognitoAuth } from '../../src';

function auth(): { stack: Stack; pool: AppIdentityPool; synth: () => void } {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const made = new CognitoAuth(stack, 'Auth');
  made.addGroup('admins');
  return { stack, pool: made.identityPool, synth: () => void app.synth() };
}

function attach(stack: Stack, identityPoolId: string): void {
  new CfnResource(stack, 'Second', {
    type: 'AWS::Cognito::IdentityPoolRoleAttachment',
    properties: {
      IdentityPoolId: identityPoolId, Roles: { authenticated: 'arn:aws:iam::123456789012:role/All' },
    },
  });
}

test.each([true, 'true'])('fails when an override turns the classic flow on beside groups: %p', value => {
  const { pool, synth } = auth();
  pool.cfnIdentityPool.addPropertyOverride('AllowClassicFlow', value);
  expect(synth).toThrow(/allowClassicFlow is on/);
});

test('an override that turns the classic flow off is fine', () => {
  const { pool, synth } = auth();
  pool.cfnIdentityPool.allowClassicFlow = true;
  pool.cfnIdentityPool.addPropertyOverride('AllowClassicFlow', false);
  expect(synth).not.toThrow();
});

test.each(['ref', 'attrId'] as const)('fails when a second attachment names the identity pool by %s', name => {
  const { stack, pool, synth } = auth();
  attach(stack, pool.cfnIdentityPool[name]);
  expect(synth).toThrow(/Second attaches roles to this identity pool too/);
});

test('an attachment of another identity pool is fine', () => {
  const { stack, synth } = auth();
  attach(stack, 'us-east-1:fedcba98-7654-4321-8fed-cba987654321');
  expect(synth).not.toThrow();
});
