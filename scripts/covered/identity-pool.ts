import { Tags } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CoveredType } from './covered-type';
import { AppClient, AppIdentityPool, AppUserPool, ExternalLogin } from '../../src';

const SYNC = 'Cognito Sync, which AWS replaced by AppSync and keeps for existing customers only';

export const identityPool: CoveredType = {
  type: 'IdentityPool',
  proofs: [
    {
      make: stack => {
        const users = new AppUserPool(stack, 'Users');
        const identities = new AppIdentityPool(stack, 'Identities', {
          identityPoolName: 'orders',
          guestAccess: true,
          classicFlow: true,
          externalLogins: [
            ExternalLogin.google(['1234']),
            ExternalLogin.developer('login.acme'),
            ExternalLogin.openIdConnect(iam.OpenIdConnectProvider.fromOpenIdConnectProviderArn(
              stack, 'Oidc', 'arn:aws:iam::111122223333:oidc-provider/o.example.com',
            )),
            ExternalLogin.saml(iam.SamlProvider.fromSamlProviderArn(stack, 'Saml', 'arn:aws:iam::111122223333:saml-provider/corp')),
          ],
        });
        identities.addUserPool(users.userPool, users.addClient('Web', AppClient.browser()), { serverSideTokenCheck: false });
        Tags.of(identities).add('team', 'identity');
      },
      sets: {
        'IdentityPoolName': ['identityPoolName', 'orders'],
        'AllowUnauthenticatedIdentities': ['guestAccess', true],
        'AllowClassicFlow': ['classicFlow', true],
        'SupportedLoginProviders': ['externalLogins: ExternalLogin.google(…)', { 'accounts.google.com': '1234' }],
        'DeveloperProviderName': ['externalLogins: ExternalLogin.developer(…)', 'login.acme'],
        'OpenIdConnectProviderARNs': [
          'externalLogins: ExternalLogin.openIdConnect(…)', ['arn:aws:iam::111122223333:oidc-provider/o.example.com'],
        ],
        'SamlProviderARNs': ['externalLogins: ExternalLogin.saml(…)', ['arn:aws:iam::111122223333:saml-provider/corp']],
        'CognitoIdentityProviders.ClientId': ['identityPool.addUserPool(pool, client)', /Ref/],
        'CognitoIdentityProviders.ProviderName': ['identityPool.addUserPool(pool, client)', /GetAtt/],
        'CognitoIdentityProviders.ServerSideTokenCheck': ['serverSideTokenCheck', false],
        'IdentityPoolTags': ['Tags.of(identityPool).add(…)', [{ Key: 'team', Value: 'identity' }]],
      },
    },
  ],
  leftOut: { PushSync: SYNC, CognitoStreams: SYNC, CognitoEvents: SYNC },
};
