import { Duration, Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { template } from './blueprint-fixture';
import { AppClient, AuthBlueprintProps, CognitoAuth } from '../../src';

beforeAll(() => void jest.spyOn(console, 'error').mockReturnValue()); // the CDK prints a report of each validation

const client = (appClients: AuthBlueprintProps['appClients'], options?: cognito.UserPoolClientOptions) =>
  template({ appClients }, stack => new cognito.UserPool(stack, 'Pool').addClient('Client', options));

describe('app clients', () => {
  const ALL: AuthBlueprintProps['appClients'] = {
    maxAccessTokenValidity: Duration.minutes(30),
    maxIdTokenValidity: Duration.minutes(20),
    maxRefreshTokenValidity: Duration.days(1),
    implicitGrant: false,
    passwordFlows: false,
    tokenRevocation: true,
    hideUserExistence: true,
  };

  test.each([
    ['of the plain L2', (stack: Stack) => void new cognito.UserPool(stack, 'Pool').addClient('Client')],
    [
      'of this library',
      (stack: Stack) => void new CognitoAuth(stack, 'Auth', { client: AppClient.browser({ callbackUrls: ['https://example.org/'] }) }),
    ],
  ])('%s that say nothing come out as the blueprint asks', (_whose, make) => {
    template({ appClients: ALL }, make).hasResourceProperties('AWS::Cognito::UserPoolClient', {
      AccessTokenValidity: 30,
      IdTokenValidity: 20,
      RefreshTokenValidity: 1440,
      TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'minutes' },
      AllowedOAuthFlows: ['code'],
      EnableTokenRevocation: true,
      PreventUserExistenceErrors: 'ENABLED',
    });
  });

  test('may be stricter', () => {
    client(ALL, { accessTokenValidity: Duration.minutes(10), refreshTokenValidity: Duration.hours(2), disableOAuth: true })
      .hasResourceProperties('AWS::Cognito::UserPoolClient', {
        AccessTokenValidity: 10, RefreshTokenValidity: 120, AllowedOAuthFlows: Match.absent(),
      });
  });

  test.each<[string, AuthBlueprintProps['appClients'], cognito.UserPoolClientOptions, RegExp]>([
    [
      'longer access tokens', { maxAccessTokenValidity: Duration.minutes(30) }, { accessTokenValidity: Duration.minutes(31) },
      /AccessTokenValidity \(minutes\) is 31; it has to be 30 or less/,
    ],
    [
      'longer ID tokens', { maxIdTokenValidity: Duration.minutes(30) }, { idTokenValidity: Duration.hours(1) },
      /IdTokenValidity \(minutes\) is 60/,
    ],
    [
      'longer refresh tokens', { maxRefreshTokenValidity: Duration.days(1) }, { refreshTokenValidity: Duration.days(2) },
      /RefreshTokenValidity \(minutes\) is 2880/,
    ],
    ['the implicit grant', { implicitGrant: false }, { oAuth: { flows: { implicitCodeGrant: true } } }, /AllowedOAuthFlows is implicit/],
    [
      'passwords in clear', { passwordFlows: false }, { authFlows: { userPassword: true } },
      /ExplicitAuthFlows is ALLOW_USER_PASSWORD_AUTH/,
    ],
    ['passwords through a server', { passwordFlows: false }, { authFlows: { adminUserPassword: true } }, /ALLOW_ADMIN_USER_PASSWORD_AUTH/],
    ['tokens that stay', { tokenRevocation: true }, { enableTokenRevocation: false }, /EnableTokenRevocation is false/],
    ['telling answers', { hideUserExistence: true }, { preventUserExistenceErrors: false }, /PreventUserExistenceErrors is LEGACY/],
  ])('fail with %s', (_what, asked, said, message) => {
    expect(() => client(asked, said)).toThrow(message);
    expect(() => client({}, said)).not.toThrow();
  });

  test('with a unit and no amount keep the unit, and fail', () => {
    expect(() => template({
      appClients: { maxAccessTokenValidity: Duration.minutes(30) },
    }, stack => new cognito.CfnUserPoolClient(stack, 'C', {
      userPoolId: 'eu-west-1_1', tokenValidityUnits: { accessToken: 'hours' },
    }))).toThrow(/AccessTokenValidity \(minutes\) is 60/);
  });
});
