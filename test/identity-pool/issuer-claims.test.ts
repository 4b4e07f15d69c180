import { App, Fn, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AppIdentityPool, Claim, ExternalLogin, RoleRule } from '../../src';

type Provider = (stack: Stack, url: string) => iam.IOIDCProviderRef;

const custom: Provider = (stack, url) => new iam.OpenIdConnectProvider(stack, 'Issuer', { url, clientIds: ['app'] });
const native: Provider = (stack, url) =>
  new iam.OidcProviderNative(stack, 'Issuer', { url, clientIds: ['app'], thumbprints: ['0'.repeat(40)] });
const raw: Provider = (stack, url) => new iam.CfnOIDCProvider(stack, 'Issuer', { url, clientIdList: ['app'] });

/** A rule on a claim of an IAM provider whose issuer is a user pool. */
function ruled({ provider = raw, claim = Claim.fromProvider('custom:role'), writes = ['custom:role'], url }: {
  provider?: Provider; claim?: Claim; writes?: string[]; url?: string;
}) {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const pool = new cognito.UserPool(stack, 'Pool', { customAttributes: { role: new cognito.StringAttribute({ mutable: true }) } });
  const client = pool.addClient('Client', { disableOAuth: true });
  (client.node.defaultChild as cognito.CfnUserPoolClient).writeAttributes = writes;
  const oidc = ExternalLogin.openIdConnect(provider(stack, url ?? pool.userPoolProviderUrl));
  new AppIdentityPool(stack, 'Identities', { externalLogins: [oidc] }).addRule(
    'Admin', RoleRule.equalTo(claim, 'admin'), { provider: oidc },
  );
  return () => void app.synth();
}

test.each<[string, Provider]>([
  ['the custom resource of the CDK', custom], ['the native provider', native], ['a raw one', raw],
])('fails when users of the pool behind an issuer write the claim, by %s', (_, provider) => {
  expect(ruled({ provider })).toThrow(
    /'Admin' reads 'custom:role' of Stack\/Issuer[^,]*, which is the user pool Stack\/Pool, which people can write themselves through Stack\/Pool\/Client/,
  );
});

test.each(['cognito-idp', 'issuer-cognito-idp'])('fails when they do and the issuer is written out, at %s', host => {
  const written: Provider = stack => new iam.CfnOIDCProvider(stack, 'Issuer', {
    url: Fn.sub(`https://${host}.\${AWS::Region}.amazonaws.com/\${Id}`, {
      Id: (stack.node.findChild('Pool') as cognito.UserPool).userPoolId,
    }),
    clientIdList: ['app'],
  });
  expect(ruled({ provider: written })).toThrow(/which is the user pool Stack\/Pool, which people can write themselves/);
});

test('is accepted when nobody writes the claim, or says why they may', () => {
  expect(ruled({ writes: ['locale'] })).not.toThrow();
  expect(ruled({ claim: Claim.fromProvider('custom:role').acknowledgeWriters('for the test') })).not.toThrow();
});

test('fails when the issuer is a user pool of which nothing is known', () => {
  expect(ruled({ url: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Abc123' }))
    .toThrow(/of which it isn't known who can write what/);
  expect(ruled({ url: 'https://issuer-cognito-idp.us-east-1.amazonaws.com/us-east-1_Abc123' }))
    .toThrow(/of which it isn't known who can write what/);
  expect(ruled({
    provider: stack => iam.OpenIdConnectProvider.fromOpenIdConnectProviderArn(
      stack, 'Issuer', 'arn:aws:iam::123456789012:oidc-provider/cognito-idp.us-east-1.amazonaws.com/us-east-1_Abc123'),
  })).toThrow(/of which it isn't known who can write what/);
});

test('an issuer outside Cognito decides about its own claims', () => {
  expect(ruled({ url: 'https://idp.example.org', claim: Claim.fromProvider('cost_center') })).not.toThrow();
  expect(ruled({ url: 'https://idp.example.org/cognito-idp.us-east-1.amazonaws.com.evil/', claim: Claim.fromProvider('cost_center') }))
    .not.toThrow();
});
