import * as fs from 'node:fs';
import * as path from 'node:path';
import { ExpectedResult } from '@aws-cdk/integ-tests-alpha';
import { RemovalPolicy } from 'aws-cdk-lib';
import { UserPoolClient, UserPoolIdentityProviderSamlMetadata } from 'aws-cdk-lib/aws-cognito';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { scenario } from './scenario';
import { AppClient, Claim, CognitoAuth, CustomAttribute, IdentityProvider, RoleRule } from '../src';

/** Its certificate has a key that nobody kept, so nobody signs in; Cognito reads it all the same. */
const METADATA = fs.readFileSync(path.join(__dirname, 'idp-metadata.xml'), 'utf8');

let auth: CognitoAuth;
let customers: UserPoolClient;
const corp = IdentityProvider.saml('Corp', {
  metadata: UserPoolIdentityProviderSamlMetadata.file(METADATA),
  attributes: { email: 'mail', custom: { department: 'department' } },
  identifiers: ['example.com'],
  emailTrustedBecause: 'only the directory of the company gives addresses',
});
const test = scenario('Federation', stack => {
  auth = new CognitoAuth(stack, 'Auth', {
    removalPolicy: RemovalPolicy.DESTROY,
    attributes: { custom: { department: CustomAttribute.text() } },
    identityProviders: [corp],
    client: AppClient.browser({ callbackUrls: ['https://staff.example.com'], signInWith: [corp] }),
  });
  auth.userPool.addDomain('Domain', { cognitoDomain: { domainPrefix: `federation-${stack.account}` } });
  const google = auth.addIdentityProvider(IdentityProvider.google({
    clientId: '1234.apps.example.com',
    clientSecret: new Secret(stack, 'Google', { removalPolicy: RemovalPolicy.DESTROY }).secretValue,
  }));
  customers = auth.addClient('Customers', AppClient.browser({
    callbackUrls: ['https://app.example.com'], signInWith: [google, IdentityProvider.userPool()],
  }));
  auth.addRule('Finance', RoleRule.equalTo(Claim.customAttribute('department'), 'finance'));
});

const { userPoolId } = auth!.userPool;
test.assertions
  .awsApiCall('@aws-sdk/client-cognito-identity-provider', 'DescribeIdentityProviderCommand', {
    UserPoolId: userPoolId, ProviderName: 'Corp',
  })
  .expect(ExpectedResult.objectLike({
    IdentityProvider: {
      ProviderType: 'SAML',
      AttributeMapping: { 'email': 'mail', 'custom:department': 'department' },
      ProviderDetails: { EncryptedResponses: 'true', IDPInit: 'false', RequestSigningAlgorithm: 'rsa-sha256' },
    },
  }));
test.assertions
  .awsApiCall('@aws-sdk/client-cognito-identity-provider', 'DescribeUserPoolClientCommand', {
    UserPoolId: userPoolId, ClientId: auth!.client.userPoolClientId,
  })
  .expect(ExpectedResult.objectLike({
    UserPoolClient: { SupportedIdentityProviders: ['Corp'], ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'] },
  }));
test.assertions
  .awsApiCall('@aws-sdk/client-cognito-identity-provider', 'DescribeUserPoolClientCommand', {
    UserPoolId: userPoolId, ClientId: customers!.userPoolClientId,
  })
  .expect(ExpectedResult.objectLike({ UserPoolClient: { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] } }));
