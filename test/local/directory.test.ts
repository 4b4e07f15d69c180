import { photoTemplate } from './fixture';
import { AccessModel } from '../../src/access-model';
import { sessionTags } from '../../src/identity-facts/entities/session-tags';
import { createDirectory } from '../../src/local/directory/access-directory';
import { Directory, LocalPool } from '../../src/local/directory/directory';

const POOL_ID = 'us-east-1_Imported1';
const PROVIDER = `cognito-idp.us-east-1.amazonaws.com/${POOL_ID}`;

const make = (template: object, issuers: Record<string, string> = {}, clientIds: Record<string, string> = {}) => {
  const log: string[] = [];
  return { log, directory: createDirectory(AccessModel.fromTemplate(template), { issuers, clientIds, log: line => log.push(line) }) };
};
const only = (directory: Directory): LocalPool => [...directory.pools.values()][0];

/** An identity pool for a user pool that some other stack made. */
const imported = (more: object = {}) => ({
  Resources: {
    Identities: {
      Type: 'AWS::Cognito::IdentityPool',
      Properties: { AllowUnauthenticatedIdentities: 'false', CognitoIdentityProviders: [{ ProviderName: PROVIDER, ClientId: 'client1' }] },
    },
    Attachment: {
      Type: 'AWS::Cognito::IdentityPoolRoleAttachment',
      Properties: {
        IdentityPoolId: { Ref: 'Identities' },
        Roles: { authenticated: 'arn:aws:iam::111122223333:role/path/Shared' },
        RoleMappings: {
          own: { Type: 'Token', AmbiguousRoleResolution: 'AuthenticatedRole', IdentityProvider: `${PROVIDER}:client1` },
          google: { Type: 'Token', AmbiguousRoleResolution: 'Deny', IdentityProvider: 'accounts.google.com' },
        },
      },
    },
    ...more,
  },
});

describe('a user pool that is not in the template', () => {
  test('is reached at the real service, unless an issuer is given for its id', () => {
    const real = only(make(imported()).directory).logins.get(PROVIDER);
    expect(real?.issuer).toBe(`https://${PROVIDER}`);
    const local = only(make(imported(), { [POOL_ID]: `http://127.0.0.1:9229/${POOL_ID}` }).directory).logins.get(PROVIDER);
    expect(local?.issuer).toBe(`http://127.0.0.1:9229/${POOL_ID}`);
    expect([...local!.clients]).toEqual([['client1', { displayName: `${POOL_ID}:client1`, modelKey: `${PROVIDER}:client1` }]]);
  });

  test('its users get no role that is not in the template either, since its trust is not known', () => {
    const { directory } = make(imported());
    const outcome = directory.becomes(only(directory), { [`${PROVIDER}:client1`]: { sub: 'alice', aud: 'client1' } });
    expect(outcome).toMatchObject({
      outcome: 'unknown', role: { arn: 'arn:aws:iam::111122223333:role/path/Shared', name: 'Shared', maxSessionSeconds: 3_600 },
    });
    const trust = directory.trusts(outcome.role!, 'sts:TagSession', { sub: 's', aud: only(directory).id, amr: ['authenticated'] });
    expect(trust).toEqual({ allowed: false, reason: expect.stringContaining('not a role of this template') });
  });

  test('its mappings are shown under the names in use', () => {
    expect(Object.keys(only(make(imported()).directory).roles.RoleMappings as object))
      .toEqual([`${PROVIDER}:client1`, 'accounts.google.com']);
  });

  test('without any role in the template, the account is the stand-in', () => {
    expect(make(imported()).directory).toMatchObject({ account: '123456789012', partition: 'aws' });
  });
});

describe('names', () => {
  test('the region of a login key is that of the pool in use; an emulator that has none leaves the template\'s', () => {
    const keys = (id: string) => [...only(make(photoTemplate(), { Pool: `https://issuer.example/${id}` }).directory).logins.keys()];
    expect(keys('eu-central-1_abc')).toEqual(['cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abc']);
    expect(keys('us-gov-west-1_abc')).toEqual(['cognito-idp.us-gov-west-1.amazonaws.com/us-gov-west-1_abc']);
    expect(keys('local_abc')).toEqual(['cognito-idp.us-east-1.amazonaws.com/local_abc']);
  });

  test('the log says what cannot be used, and what is derived', () => {
    const without = make(photoTemplate()).log.join('\n');
    expect(without).toContain('no --issuer Pool=URL');
    expect(without).not.toContain('--client');
    const half = make(photoTemplate(), { Pool: 'https://issuer.example/us-east-1_a' }, { Web: 'web1' }).log.join('\n');
    expect(half).toContain("no --client Mobile=ID: its tokens must be for the audience 'Mobile'");
    expect(half).not.toContain('--client Web=');
    expect(half).toContain('cognito:preferred_role');
  });

  test('fails for names that the template does not have', () => {
    expect(() => make(imported(), { Nobody: 'https://issuer.example/x' }))
      .toThrow(`--issuer: 'Nobody' is no user pool of the template: use one of ${POOL_ID}`);
    expect(() => make(imported(), {}, { Nobody: 'x' })).toThrow("--client: 'Nobody' is no app client of the template: it has none");
  });
});

test('an identity of another pool is trusted by nobody', () => {
  const { directory } = make(photoTemplate());
  const role = [...directory.roles.values()].find(({ label }) => label === 'UserRole')!;
  const subject = { sub: 's', amr: ['authenticated'], aud: only(directory).id };
  expect(directory.trusts(role, 'sts:AssumeRoleWithWebIdentity', subject).allowed).toBe(true);
  expect(directory.trusts(role, 'sts:AssumeRoleWithWebIdentity', { ...subject, aud: 'us-east-1:elsewhere' }).allowed).toBe(false);
  expect(directory.trusts(role, 'sts:AssumeRoleWithWebIdentity', { ...subject, amr: ['unauthenticated'] }).allowed).toBe(false);
});

test('an identity pool for guests only needs no user pool', () => {
  const { directory, log } = make({
    Resources: { Guests: { Type: 'AWS::Cognito::IdentityPool', Properties: { AllowUnauthenticatedIdentities: true } } },
  });
  expect(only(directory)).toMatchObject({
    allowsGuests: true, hasRoleMappings: false, description: { IdentityPoolName: 'Guests', CognitoIdentityProviders: [] },
  });
  expect(log).toEqual([]);
});

test('tags come from claims that are there, lists by their members', () => {
  const claims = { 'sub': 'alice', 'aud': 'web', 'cognito:groups': ['a', 'b'], 'email_verified': true };
  expect(sessionTags({ useDefaults: false, tags: { groups: 'cognito:groups', verified: 'email_verified', none: 'custom:none' } }, claims))
    .toEqual({ groups: 'a,b', verified: 'true' });
  expect(sessionTags({ useDefaults: true, tags: { ignored: 'email' } }, claims)).toEqual({ username: 'alice', client: 'web' });
});

test.each<[string, object, boolean]>([
  ['until a time to come', { DateLessThan: { 'aws:CurrentTime': '2120-01-01T00:00:00Z' } }, true],
  ['until a time that has passed', { DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } }, false],
  ['from a time to come on', { NumericGreaterThan: { 'aws:EpochTime': '4733510400' } }, false],
  ['from a time on that has passed', { NumericGreaterThan: { 'aws:EpochTime': '1577836800' } }, true],
])('a role that trusts %s is given at the time of the request', (_, condition, allowed) => {
  const template = photoTemplate();
  Object.assign(template.Resources.UserRole.Properties.AssumeRolePolicyDocument.Statement[0].Condition, condition);
  const { directory } = make(template);
  const pool = [...directory.pools.values()].find(({ label }) => label === 'Photos')!;
  const login = [...pool.logins.keys()][0];
  const client = [...pool.logins.get(login)!.clients!.keys()][0];
  const outcome = directory.becomes(pool, { [`${login}:${client}`]: { sub: 'alice', aud: client } });
  expect(outcome.outcome).toBe(allowed ? 'role' : 'error');
  const role = [...directory.roles.values()].find(({ label }) => label === 'UserRole')!;
  const subject = { sub: 'alice', aud: pool.id, amr: ['authenticated', login] };
  expect(directory.trusts(role, 'sts:AssumeRoleWithWebIdentity', subject).allowed).toBe(allowed);
});
