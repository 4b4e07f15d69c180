import { SecretValue } from 'aws-cdk-lib';
import { CoveredType } from './covered-type';
import { AppUserPool, IdentityProvider } from '../../src';

export const userPoolIdentityProvider: CoveredType = {
  type: 'UserPoolIdentityProvider',
  proofs: [
    {
      make: stack => void new AppUserPool(stack, 'Users').addIdentityProvider(IdentityProvider.oidc('Partner', {
        clientId: 'app-7',
        clientSecret: SecretValue.secretsManager('partner'),
        issuer: 'https://id.example.com',
        attributes: { familyName: 'surname' },
        identifiers: ['example.com'],
      })),
      sets: {
        UserPoolId: ['users.addIdentityProvider(…)', /Ref/],
        ProviderName: ['IdentityProvider.oidc(name, …)', 'Partner'],
        ProviderType: ['IdentityProvider.oidc(…)', 'OIDC'],
        ProviderDetails: ['clientId, clientSecret, issuer, scopes, …', /app-7/],
        AttributeMapping: ['attributes', /surname/],
        IdpIdentifiers: ['identifiers', ['example.com']],
      },
    },
  ],
  leftOut: {},
};
