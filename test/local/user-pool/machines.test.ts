import { GetClientTokenCommand, GetUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { Stand } from './stand';
import { photoTemplate } from '../fixture';
import { refusal } from '../harness';

const PRE_TOKEN = `exports.handler = async event => {
  const { scopes, clientMetadata = {}, userAttributes } = event.request;
  const { triggerSource, version, userName } = event;
  event.response = { claimsAndScopeOverrideDetails: { accessTokenGeneration: {
    claimsToAddOrOverride: { told: { triggerSource, version, userName, userAttributes, scopes, order: clientMetadata.order }, sub: 'me' },
    scopesToSuppress: ['photos/write'],
  } } };
  return event;
};`;

/** The photo-sharing app with machines: one at the token endpoint, one by the API, and a function before their tokens. */
function template(version?: string): Record<string, any> {
  const photos = photoTemplate();
  const client = (more: object) => ({
    Type: 'AWS::Cognito::UserPoolClient',
    Properties: {
      UserPoolId: { Ref: 'Pool' },
      GenerateSecret: true,
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthScopes: [{ 'Fn::Join': ['', [{ Ref: 'Server' }, '/read']] }, 'photos/write'],
      AccessTokenValidity: 5,
      TokenValidityUnits: { AccessToken: 'minutes' },
      ...more,
    },
  });
  Object.assign(photos.Resources, {
    Server: {
      Type: 'AWS::Cognito::UserPoolResourceServer',
      Properties: {
        UserPoolId: { Ref: 'Pool' }, Identifier: 'photos', Name: 'photos', Scopes: [{ ScopeName: 'read' }, { ScopeName: 'write' }],
      },
    },
    Domain: { Type: 'AWS::Cognito::UserPoolDomain', Properties: { Domain: 'photos', UserPoolId: { Ref: 'Pool' } } },
    Machine: client({ AllowedOAuthFlows: ['client_credentials'], ExplicitAuthFlows: [] }),
    ByApi: client({ AllowedOAuthFlows: ['client_credentials'], ExplicitAuthFlows: ['ALLOW_CLIENT_TOKEN_AUTH'] }),
    Person: client({ AllowedOAuthFlows: ['code'], CallbackURLs: ['https://app.example'] }),
    PreToken: {
      Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs22.x', Handler: 'index.handler', Code: { ZipFile: PRE_TOKEN } },
    },
  });
  if (version !== undefined) {
    const arn = { 'Fn::GetAtt': ['PreToken', 'Arn'] };
    photos.Resources.Pool.Properties.LambdaConfig = {
      ...photos.Resources.Pool.Properties.LambdaConfig,
      PreTokenGenerationConfig: { LambdaArn: arn, LambdaVersion: version },
    };
  }
  return photos;
}

const started: Stand[] = [];
async function start(version?: string): Promise<Stand> {
  const made = await Stand.start(template(version));
  started.push(made);
  return made;
}

let stand: Stand;
beforeAll(async () => { stand = await start(); });
afterAll(() => Promise.all(started.map(made => made.stop())));

const secretOf = (label: string, at = stand) => at.pools.startLine.clientSecrets![label];
const claimsOf = (jwt: string) => JSON.parse(Buffer.from(jwt.split('.')[1], 'base64url').toString('utf8'));

async function token(form: Record<string, string>, label = 'Machine', at = stand): Promise<{ status: number; body: any }> {
  const response = await fetch(`${at.endpoint}/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${at.clientId(label)}:${secretOf(label, at)}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', ...form }),
  });
  return { status: response.status, body: await response.json() };
}

const byApi = (more: object = {}, label = 'ByApi') => stand.client.send(new GetClientTokenCommand({
  ClientId: stand.clientId(label), Secret: secretOf(label), ...more,
}));

test('a machine gets an access token for all scopes of its client, and nothing to renew', async () => {
  const { status, body } = await token({});
  expect(status).toBe(200);
  expect(Object.keys(body).sort()).toEqual(['access_token', 'expires_in', 'token_type']);
  expect(body).toMatchObject({ expires_in: 300, token_type: 'Bearer' });
  const id = stand.clientId('Machine');
  const claims = claimsOf(body.access_token);
  expect(claims).toMatchObject({ sub: id, client_id: id, token_use: 'access', scope: 'photos/read photos/write' });
  expect(claims.iss).toBe(stand.pools.issuers.Pool);
  expect(claims.exp - claims.iat).toBe(300);
  expect(claims).not.toHaveProperty('username');
});

test('or for those that it asks for', async () => {
  expect(claimsOf((await token({ scope: 'photos/read' })).body.access_token).scope).toBe('photos/read');
});

test.each<[string, string, Record<string, string>, string]>([
  ['invalid_scope', 'a scope that is not its own', { scope: 'photos/read openid' }, 'Machine'],
  ['unauthorized_client', 'a client for people', {}, 'Person'],
  ['invalid_request', 'metadata that is no JSON object', { aws_client_metadata: '[1' }, 'Machine'],
])('fails with %s for %s', async (error, _, form, label) => {
  expect(await token(form, label)).toMatchObject({ status: 400, body: { error } });
});

test('fails with invalid_client for a wrong secret', async () => {
  const form = { grant_type: 'client_credentials', client_id: stand.clientId('Machine'), client_secret: 'guess' };
  const response = await fetch(`${stand.endpoint}/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) });
  expect(await response.json()).toEqual({ error: 'invalid_client' });
});

test('what a machine has belongs to nobody: it reads no account', async () => {
  const { body } = await token({});
  expect((await refusal(stand.client.send(new GetUserCommand({ AccessToken: body.access_token })))).name).toBe('NotAuthorizedException');
  const info = await fetch(`${stand.endpoint}/oauth2/userInfo`, { headers: { authorization: `Bearer ${body.access_token}` } });
  expect(info.status).toBe(401);
});

test('by the API, without a domain', async () => {
  const { ClientAuthenticationResult: result } = await byApi({ Scopes: ['photos/write'] });
  expect(result).toMatchObject({ ExpiresIn: 300, TokenType: 'Bearer' });
  expect(claimsOf(result!.AccessToken!)).toMatchObject({ scope: 'photos/write', sub: stand.clientId('ByApi') });
});

test.each<[string, object, string, string]>([
  ['a wrong secret', { Secret: 'a'.repeat(24) }, 'ByApi', 'Invalid client secret'],
  ['a scope that is not its own', { Scopes: ['photos/delete'] }, 'ByApi', 'a scope that the client is not allowed'],
  ['a client without the flow', {}, 'Machine', 'ALLOW_CLIENT_TOKEN_AUTH flow not enabled'],
  ['a client without a secret', { Secret: 'a'.repeat(24) }, 'Web', 'has no secret'],
])('by the API, fails for %s', async (_, more, label, words) => {
  expect((await refusal(byApi(more, label))).message).toContain(words);
});

test('functions of version 3 are asked before a machine gets its token, and change no claim that is fixed', async () => {
  const third = await start('V3_0');
  const { body } = await token({ aws_client_metadata: '{"order":"7"}' }, 'Machine', third);
  const claims = claimsOf(body.access_token);
  expect(claims.scope).toBe('photos/read');
  expect(claims.sub).toBe(third.clientId('Machine'));
  expect(claims.told).toEqual({
    triggerSource: 'TokenGeneration_ClientCredentials',
    version: '3',
    userName: null,
    userAttributes: {},
    scopes: ['photos/read', 'photos/write'],
    order: '7',
  });
});

test('functions of version 2 are for people alone', async () => {
  const second = await start('V2_0');
  expect(claimsOf((await token({}, 'Machine', second)).body.access_token)).toMatchObject({ scope: 'photos/read photos/write' });
});
