import { App, CfnParameter, Stack, aws_iam as iam } from 'aws-cdk-lib';
import { AccessModel, AppIdentityPool, Claim, ExternalLogin, Outcome, RoleRule } from '../../src';

const GITHUB = 'token.actions.githubusercontent.com';

function deploys(clientIds: (stack: Stack) => string[]) {
  const stack = new Stack(new App(), 'Stack');
  const provider = new iam.OidcProviderNative(stack, 'GitHub', { url: `https://${GITHUB}`, clientIds: clientIds(stack) });
  const github = ExternalLogin.openIdConnect(provider);
  const google = ExternalLogin.google(['web.apps.example', 'ios.apps.example']);
  const identities = new AppIdentityPool(stack, 'Identities', { externalLogins: [github, google] });
  const deploy = identities.addRule('Deploy', RoleRule.equalTo(Claim.fromProvider('repository'), 'acme/shop'), { provider: github });
  const model = AccessModel.fromStack(stack);
  return {
    role: deploy.role.roleArn,
    model,
    github: (aud?: string | string[]) => ({ logins: { [GITHUB]: { repository: 'acme/shop', ...aud !== undefined && { aud } } } }),
    google: (aud: string) => ({ logins: { 'accounts.google.com': { aud } } }),
  };
}

test.each([[undefined], ['identity-pool'], [['other', 'identity-pool']]])('a token for the identity pool is taken: %j', aud => {
  const { model, role, github } = deploys(() => ['another', 'identity-pool']);
  model.assertBecomes(role, github(aud));
});

test('a token for somebody else is not, by a provider of IAM or one that the pool itself knows', () => {
  const { model, github, google } = deploys(() => ['identity-pool']);
  model.assertRefused(github('sts.amazonaws.com'));
  expect(model.becomes(github('sts.amazonaws.com'))).toMatchObject({
    outcome: Outcome.DENIED, reason: expect.stringMatching(/^the token is for sts.amazonaws.com, and .* takes tokens for identity-pool$/),
  });
  model.assertRefused(google('another.apps.example'));
  expect(model.becomes(google('ios.apps.example')).outcome).toBe(Outcome.ROLE);
});

test('where it is not known which tokens the provider takes, what is told is believed', () => {
  const { model, role, github } = deploys(stack => [new CfnParameter(stack, 'Audience').valueAsString]);
  model.assertBecomes(role, github('anything'));
});
