import {
  AdminCreateUserCommand, DescribeIdentityProviderCommand, DescribeResourceServerCommand, DescribeUserPoolClientCommand,
  DescribeUserPoolCommand, DescribeUserPoolDomainCommand, GetIdentityProviderByIdentifierCommand, ListIdentityProvidersCommand,
  ListResourceServersCommand, paginateListIdentityProviders, paginateListResourceServers, paginateListUserPoolClients,
} from '@aws-sdk/client-cognito-identity-provider';
import { refusal } from '../../harness';
import { client, DOMAIN, OAUTH, provider, SECRET } from '../federation/federated-stand';
import { Stand, withProps } from '../stand';

const server = (Identifier: string, more: object = {}) => ({
  Type: 'AWS::Cognito::UserPoolResourceServer',
  Properties: { UserPoolId: { Ref: 'Pool' }, Identifier, Name: `Name of ${Identifier}`, ...more },
});
const READ = { ScopeName: 'read', ScopeDescription: 'Look at photos' };
const CERTIFICATE = 'arn:aws:acm:us-east-1:123456789012:certificate/1';
const notFound = (message: string) => ({ name: 'ResourceNotFoundException', message });

let stand: Stand;
let UserPoolId: string;
beforeAll(async () => {
  const template = withProps({ Web: OAUTH, Pool: { DeletionProtection: 'ACTIVE' } }, {
    Domain: DOMAIN,
    Own: {
      Type: 'AWS::Cognito::UserPoolDomain',
      Properties: {
        UserPoolId: { Ref: 'Pool' },
        Domain: 'login.example.org',
        CustomDomainConfig: { CertificateArn: CERTIFICATE },
        ManagedLoginVersion: 2,
      },
    },
    Corp: provider('Corp', { IdpIdentifiers: ['corp.example', 'corp.test'] }),
    Staff: provider('Staff', {}, { client_secret: '{{resolve:secretsmanager:staff}}' }),
    Photos: server('https://photos', { Scopes: [READ] }),
    Albums: server('https://albums'),
    Short: client({ RefreshTokenValidity: 1, EnableTokenRevocation: false }),
    Elsewhere: { Type: 'AWS::Cognito::UserPool', Properties: {} },
  });
  stand = await Stand.start(template, { providers: { Staff: { url: 'https://staff.example', clientId: 'local', clientSecret: SECRET } } });
  UserPoolId = stand.poolId;
});
afterAll(() => stand?.stop());

const send = (command: any): Promise<any> => stand.client.send(command);
const elsewhere = () => stand.pools.settings.find(({ label }) => label === 'Elsewhere')!.id;

async function paged<T>(pages: AsyncIterable<T>, itemsOf: (page: T) => { length: number } | undefined, nameOf: string): Promise<string[]> {
  const names: string[] = [];
  for await (const page of pages) {
    const items = itemsOf(page) as Record<string, string>[];
    expect(items).toHaveLength(1);
    names.push(items[0][nameOf]);
  }
  return names;
}
const one = () => ({ client: stand.client, pageSize: 1 });

describe('an identity provider', () => {
  test('is described by its name and by any of its identifiers, without its secret', async () => {
    const { IdentityProvider } = await send(new DescribeIdentityProviderCommand({ UserPoolId, ProviderName: 'Corp' }));
    expect(IdentityProvider).toEqual({
      UserPoolId,
      ProviderName: 'Corp',
      ProviderType: 'OIDC',
      ProviderDetails: { client_id: 'pool', authorize_scopes: 'openid email', oidc_issuer: 'https://corp.example' },
      AttributeMapping: { 'email': 'email', 'email_verified': 'email_verified', 'custom:plan': 'plan', 'username': 'sub' },
      IdpIdentifiers: ['corp.example', 'corp.test'],
      CreationDate: expect.any(Date),
      LastModifiedDate: expect.any(Date),
    });
    for (const IdpIdentifier of ['corp.example', 'corp.test']) {
      expect(await send(new GetIdentityProviderByIdentifierCommand({ UserPoolId, IdpIdentifier }))).toMatchObject({ IdentityProvider });
    }
  });

  test('has the client id that it was given here, and no secret that it was given', async () => {
    const answer = await send(new DescribeIdentityProviderCommand({ UserPoolId, ProviderName: 'Staff' }));
    expect(answer.IdentityProvider.ProviderDetails.client_id).toBe('local');
    expect(JSON.stringify(answer)).not.toContain('secret');
  });

  test('is listed with the others, a page at a time', async () => {
    expect(await paged(paginateListIdentityProviders(one(), { UserPoolId }), ({ Providers }) => Providers, 'ProviderName'))
      .toEqual(['Corp', 'Staff']);
    expect((await send(new ListIdentityProvidersCommand({ UserPoolId: elsewhere() }))).Providers).toEqual([]);
  });

  test('fails if there is none of the name, or it is another pool\'s', async () => {
    for (const asked of [{ UserPoolId, ProviderName: 'Nobody' }, { UserPoolId: elsewhere(), ProviderName: 'Corp' }]) {
      expect(await refusal(send(new DescribeIdentityProviderCommand(asked))))
        .toMatchObject(notFound(`Identity provider ${asked.ProviderName} does not exist.`));
    }
    expect((await refusal(send(new GetIdentityProviderByIdentifierCommand({ UserPoolId, IdpIdentifier: 'Corp' })))).name)
      .toBe('ResourceNotFoundException');
    expect(await refusal(send(new DescribeIdentityProviderCommand({ UserPoolId, ProviderName: '' })))).toMatchObject({
      name: 'InvalidParameterException', message: expect.stringContaining('\'providerName\''),
    });
    await expect(stand.pools.call('DescribeIdentityProvider', { UserPoolId, ProviderName: 'Corp' }, false))
      .rejects.toMatchObject({ type: 'MissingAuthenticationTokenException' });
  });
});

describe('a domain', () => {
  const describeDomain = async (Domain: string) => (await send(new DescribeUserPoolDomainCommand({ Domain }))).DomainDescription;

  test('is described, with its certificate if it is one\'s own', async () => {
    const shared = { UserPoolId, AWSAccountId: '123456789012', Status: 'ACTIVE' };
    expect(await describeDomain('photos')).toEqual({ ...shared, Domain: 'photos', CustomDomainConfig: {}, ManagedLoginVersion: 1 });
    expect(await describeDomain('login.example.org')).toEqual({
      ...shared, Domain: 'login.example.org', CustomDomainConfig: { CertificateArn: CERTIFICATE }, ManagedLoginVersion: 2,
    });
  });

  test('is nothing if there is none, which is no error', async () => expect(await describeDomain('another')).toEqual({}));
});

describe('a resource server', () => {
  test('is described with its scopes, and listed with the others, a page at a time', async () => {
    const { ResourceServer } = await send(new DescribeResourceServerCommand({ UserPoolId, Identifier: 'https://photos' }));
    expect(ResourceServer).toEqual({ UserPoolId, Identifier: 'https://photos', Name: 'Name of https://photos', Scopes: [READ] });
    expect((await send(new ListResourceServersCommand({ UserPoolId }))).ResourceServers).toContainEqual(ResourceServer);
    expect(await paged(paginateListResourceServers(one(), { UserPoolId }), ({ ResourceServers }) => ResourceServers, 'Identifier'))
      .toEqual(['https://albums', 'https://photos']);
  });

  test('fails if there is none, and for the place in another list', async () => {
    expect(await refusal(send(new DescribeResourceServerCommand({ UserPoolId, Identifier: 'https://videos' }))))
      .toMatchObject(notFound('Resource server https://videos does not exist.'));
    const { NextToken } = await send(new ListIdentityProvidersCommand({ UserPoolId, MaxResults: 1 }));
    expect(await refusal(send(new ListResourceServersCommand({ UserPoolId, NextToken }))))
      .toMatchObject({ name: 'InvalidParameterException', message: 'Invalid pagination token given.' });
  });
});

test('a pool tells its domains, how many people it has, and whether it can be deleted', async () => {
  const described = async (id: string) => (await send(new DescribeUserPoolCommand({ UserPoolId: id }))).UserPool;
  const before = await described(UserPoolId);
  expect(before).toMatchObject({ Domain: 'photos', CustomDomain: 'login.example.org', DeletionProtection: 'ACTIVE' });
  await send(new AdminCreateUserCommand({ UserPoolId, Username: 'ann@example.org', MessageAction: 'SUPPRESS' }));
  expect((await described(UserPoolId)).EstimatedNumberOfUsers).toBe(before.EstimatedNumberOfUsers + 1);
  const other = await described(elsewhere());
  expect(other).toMatchObject({ DeletionProtection: 'INACTIVE', EstimatedNumberOfUsers: 0 });
  expect(other).not.toHaveProperty('Domain');
  expect(await refusal(described('us-east-1_nobody'))).toMatchObject(notFound('User pool us-east-1_nobody does not exist.'));
});

test('an app client tells what the service sets where the template says nothing, and what it says', async () => {
  const described = async (label: string) =>
    (await send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId: stand.clientId(label) }))).UserPoolClient;
  expect(await described('Web')).toMatchObject({ RefreshTokenValidity: 30, EnableTokenRevocation: true, AuthSessionValidity: 3 });
  expect(await described('Short')).toMatchObject({ RefreshTokenValidity: 1, EnableTokenRevocation: false, AuthSessionValidity: 3 });
  const listed = await paged(paginateListUserPoolClients(one(), { UserPoolId }), ({ UserPoolClients }) => UserPoolClients, 'ClientId');
  expect(listed).toEqual(stand.pools.settings[0].clients.map(({ id }) => id).sort());
  expect(listed).toContain(stand.clientId('Short'));
});
