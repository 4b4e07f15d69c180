import { Duration, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { CoveredType } from './covered-type';
import { AppClient, AppUserPool, CustomAttribute } from '../../src';

const pool = (stack: Stack) =>
  new AppUserPool(stack, 'Users', { attributes: { custom: { nick: CustomAttribute.text({ writableByUser: true }) } } });

export const userPoolClient: CoveredType = {
  type: 'UserPoolClient',
  proofs: [
    {
      make: stack => void pool(stack).addClient('Site', AppClient.server({
        clientName: 'site',
        callbackUrls: ['https://app.example.com/in', 'https://app.example.com/other'],
        defaultRedirectUri: 'https://app.example.com/other',
        logoutUrls: ['https://app.example.com/out'],
        scopes: [cognito.OAuthScope.PHONE],
        accessTokenValidity: Duration.minutes(7),
        idTokenValidity: Duration.minutes(8),
        refreshTokenValidity: Duration.minutes(99),
        authSessionValidity: Duration.minutes(11),
        refreshTokenGracePeriod: Duration.seconds(21),
        readAttributes: ['email', 'custom:nick'],
        writeAttributes: ['email', 'custom:nick'],
        adminUserPasswordAuth: true,
        propagateUserContext: true,
      })),
      sets: {
        'UserPoolId': ['users.addClient(…)', /Ref/],
        'ClientName': ['clientName', 'site'],
        'GenerateSecret': ['AppClient.server(…)', true],
        'CallbackURLs': ['callbackUrls', ['https://app.example.com/in', 'https://app.example.com/other']],
        'DefaultRedirectURI': ['defaultRedirectUri', 'https://app.example.com/other'],
        'LogoutURLs': ['logoutUrls', ['https://app.example.com/out']],
        'AllowedOAuthScopes': ['scopes', ['phone', 'openid']],
        'AllowedOAuthFlows': ['callbackUrls', ['code']],
        'AllowedOAuthFlowsUserPoolClient': ['callbackUrls', true],
        'AccessTokenValidity': ['accessTokenValidity', 7],
        'IdTokenValidity': ['idTokenValidity', 8],
        'RefreshTokenValidity': ['refreshTokenValidity', 99],
        'TokenValidityUnits.AccessToken': ['accessTokenValidity', 'minutes'],
        'TokenValidityUnits.IdToken': ['idTokenValidity', 'minutes'],
        'TokenValidityUnits.RefreshToken': ['refreshTokenValidity', 'minutes'],
        'AuthSessionValidity': ['authSessionValidity', 11],
        'RefreshTokenRotation.Feature': ['refreshTokenRotation', 'ENABLED'],
        'RefreshTokenRotation.RetryGracePeriodSeconds': ['refreshTokenGracePeriod', 21],
        'ReadAttributes': ['readAttributes', ['email', 'custom:nick']],
        'WriteAttributes': ['writeAttributes', ['email', 'custom:nick']],
        'ExplicitAuthFlows': ['adminUserPasswordAuth', /ALLOW_ADMIN_USER_PASSWORD_AUTH/],
        'EnablePropagateAdditionalUserContextData': ['propagateUserContext', true],
        'PreventUserExistenceErrors': ['users.addClient(…)', 'ENABLED'],
        'EnableTokenRevocation': ['users.addClient(…)', true],
        'SupportedIdentityProviders': ['users.addClient(…)', ['COGNITO']],
      },
    },
  ],
  leftOut: {
    AnalyticsConfiguration: 'Amazon Pinpoint, which this feeds, ended on 30 October 2026',
  },
};
