import { SecretValue } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IdentityProvider, OidcProviderProps, SamlProviderProps } from '../../src/user-pool';

export const TYPE = 'AWS::Cognito::UserPoolIdentityProvider';
export const CLIENT = 'AWS::Cognito::UserPoolClient';
export const secret = SecretValue.secretsManager('app');
export const SECRET = '{{resolve:secretsmanager:app:SecretString:::}}';
export const app = { clientId: 'id', clientSecret: secret };
export const callbackUrls = ['https://app.example.com'];
export const metadata = cognito.UserPoolIdentityProviderSamlMetadata.url('https://idp.example.com/metadata');
export const trusted = { emailTrustedBecause: 'our directory gives the addresses' };

export const google = () => IdentityProvider.google(app);
export const oidc = (props: Partial<OidcProviderProps> = {}, name = 'Partner') =>
  IdentityProvider.oidc(name, { ...app, issuer: 'https://id.example.com', ...props });
export const saml = (props: Partial<SamlProviderProps> = {}, name = 'Corp') =>
  IdentityProvider.saml(name, { metadata, attributes: { email: 'mail' }, ...trusted, ...props });
export const ref = (name: string) => ({ Ref: Match.stringLikeRegexp(`IdentityProvider${name}`) });
