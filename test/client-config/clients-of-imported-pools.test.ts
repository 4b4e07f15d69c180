import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { AppClient, AppIdentityPool, ExistingUserPool } from '../../src';
import { formatOf, frontEndsOf } from '../../src/client-config';
import { readEntities } from '../../src/identity-facts/entities/read-entities';
import { Assembly } from '../../src/template/assembly';

const POOL = 'eu-central-1_Xyz12';
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'imported-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

const client = (props: object = {}) => ({ Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: POOL, ...props } });
const HOSTED = {
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ['code'],
  AllowedOAuthScopes: ['openid'],
  CallbackURLs: ['https://app.example.com'],
  LogoutURLs: ['https://app.example.com'],
};

function frontEnds(Resources: Record<string, object>) {
  const templates = [{ name: 'App', body: { Resources } as any }];
  const entities = readEntities(new Assembly(templates));
  const ids = new Map([...entities.clients, ...entities.identityPools].map(({ ref, label }) => [ref, `id-of-${label}`] as const));
  return frontEndsOf(templates, entities, ids, {});
}

describe('a client that is made here, of a user pool that is not', () => {
  test('has the settings of the client, and nothing of how people sign in to the pool', () => {
    const [{ client: made, userPool, signIn, identityPool, remarks }] = frontEnds({
      Web: client({ ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'], RefreshTokenRotation: { Feature: 'ENABLED' } }),
      Ids: {
        Type: 'AWS::Cognito::IdentityPool',
        Properties: {
          AllowUnauthenticatedIdentities: false,
          CognitoIdentityProviders: [{ ClientId: { Ref: 'Web' }, ProviderName: `cognito-idp.eu-central-1.amazonaws.com/${POOL}` }],
        },
      },
    });
    expect(made).toMatchObject({ label: 'Web', id: 'id-of-Web', secret: false, rotates: true, flows: ['ALLOW_USER_SRP_AUTH'] });
    expect(userPool).toMatchObject({ id: POOL, region: 'eu-central-1', issuer: `https://cognito-idp.eu-central-1.amazonaws.com/${POOL}` });
    expect([signIn, identityPool?.id]).toEqual([undefined, 'id-of-Ids']);
    expect(remarks.map(({ id }) => id)).toEqual(['made-elsewhere']);
  });

  test('has its login pages where the domain is made here, and says that it has none otherwise', () => {
    const domain = {
      Type: 'AWS::Cognito::UserPoolDomain', Properties: { UserPoolId: POOL, Domain: 'login.example.com', CustomDomainConfig: {} },
    };
    expect(frontEnds({ Web: client(HOSTED), Domain: domain })[0].hosted).toMatchObject({ domain: 'login.example.com', scopes: ['openid'] });
    const [{ hosted, remarks }] = frontEnds({ Web: client(HOSTED) });
    expect([hosted, remarks.map(({ id }) => id)]).toEqual([undefined, ['made-elsewhere', 'no-hosted-login']]);
  });

  test('is known to have a secret, and machines have no front end', () => {
    expect(frontEnds({ Web: client({ GenerateSecret: true }) })[0].client.secret).toBe(true);
    const machine = { AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['client_credentials'], ExplicitAuthFlows: [] };
    expect(frontEnds({ Job: client(machine) })).toEqual([]);
  });

  test('is not known where nobody can tell which pool it is of', () => {
    expect(frontEnds({ Web: client({ UserPoolId: { 'Fn::ImportValue': 'shared-pool' } }) })).toEqual([]);
  });

  test('is found in what an app on an existing pool synthesizes', () => {
    const app = new App({ outdir: folder });
    const stack = new Stack(app, 'Second', { env: { region: 'eu-central-1', account: '123456789012' } });
    const users = ExistingUserPool.fromUserPoolId(stack, 'Users', POOL);
    const identityPool = new AppIdentityPool(stack, 'Identities', {});
    identityPool.addUserPool(users.userPool, users.addClient('Web', AppClient.browser({ writeAttributes: ['email'] })));
    const body = app.synth().getStackByName('Second').template;
    const [frontEnd] = frontEnds(body.Resources);
    expect(formatOf('amplify').document(frontEnd)).toMatchObject({
      Auth: { Cognito: { userPoolId: POOL, identityPoolId: expect.stringContaining('Identities') } },
    });
  });
});
