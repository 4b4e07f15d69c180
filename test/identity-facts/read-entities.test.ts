import { readEntities } from '../../src/identity-facts/entities/read-entities';
import { Assembly } from '../../src/template/assembly';

const getAtt = (id: string, attribute = 'Arn') => ({ 'Fn::GetAtt': [id, attribute] });
const NAME = getAtt('Pool', 'ProviderName');
const of = (id: string, type: string, Properties: object = {}, more: object = {}) => ({ [id]: { Type: type, Properties, ...more } });
const ALL = {
  ...of('Pool', 'AWS::Cognito::UserPool', {}, { Metadata: { 'aws:cdk:path': 'Stack/Pool/Resource' } }),
  ...of('Other', 'AWS::Cognito::UserPool', {}, { Metadata: { 'aws:cdk:path': ['no', 'path'] } }),
  ...of('Client', 'AWS::Cognito::UserPoolClient', { UserPoolId: { Ref: 'Pool' } }),
  ...of('Loose', 'AWS::Cognito::UserPoolClient', { UserPoolId: 'eu-west-1_elsewhere' }),
  ...of('Admins', 'AWS::Cognito::UserPoolGroup', { UserPoolId: { Ref: 'Pool' }, GroupName: 'admins' }),
  ...of('Corp', 'AWS::Cognito::UserPoolIdentityProvider', { UserPoolId: { Ref: 'Pool' } }),
  ...of('Identities', 'AWS::Cognito::IdentityPool', { CognitoIdentityProviders: [{ ClientId: { Ref: 'Client' }, ProviderName: NAME }] }),
  ...of('First', 'AWS::Cognito::IdentityPoolRoleAttachment', { IdentityPoolId: { Ref: 'Identities' }, Roles: { authenticated: 'first' } }),
  ...of('Last', 'AWS::Cognito::IdentityPoolRoleAttachment', {
    IdentityPoolId: { Ref: 'Identities' },
    Roles: { authenticated: getAtt('Members') },
    RoleMappings: { app: { IdentityProvider: { 'Fn::Sub': '${Pool.ProviderName}:${Client}' }, Type: 'Token' } },
  }),
  ...of('Bare', 'AWS::Cognito::IdentityPool'),
  ...of('Tags', 'AWS::Cognito::IdentityPoolPrincipalTag', {
    IdentityPoolId: { Ref: 'Identities' }, IdentityProviderName: NAME, PrincipalTags: { plan: 'custom:plan' },
  }),
  ...of('Limit', 'AWS::IAM::ManagedPolicy', { PolicyDocument: { Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*' } } }),
  ...of('Members', 'AWS::IAM::Role', {
    AssumeRolePolicyDocument: { Statement: [] },
    PermissionsBoundary: { Ref: 'Limit' },
    Tags: [{ Key: 'team', Value: 'blue' }],
  }),
  ...of('Own', 'AWS::IAM::Policy', { PolicyName: 'own', Roles: [{ Ref: 'Members' }], PolicyDocument: { Statement: [] } }),
  ...of('Apart', 'AWS::IAM::RolePolicy', { PolicyName: 'apart', RoleName: { Ref: 'Members' }, PolicyDocument: { Statement: [] } }),
  ...of('Fn', 'AWS::Lambda::Function'),
  ...of('May', 'AWS::Lambda::Permission'),
  ...of('Never', 'AWS::Cognito::UserPool', {}, { Condition: 'No' }),
  ...of('Perhaps', 'AWS::IAM::Role', {}, { Condition: 'Open' }),
};
const BODY = {
  Parameters: { Stage: { Type: 'String' } },
  Conditions: { No: { 'Fn::Equals': ['a', 'b'] }, Open: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
  Resources: ALL,
};
const read = (...more: any[]) =>
  readEntities(new Assembly([{ name: 'T', account: '123456789012', region: 'eu-west-1', body: BODY as any }, ...more]));
const entities = read();
const labels = (found: readonly { label: string }[]) => found.map(({ label }) => label);

test('each resource that is made is read, as what it is', () => {
  expect(labels(entities.userPools)).toEqual(['Pool', 'Other']);
  expect(labels(entities.clients)).toEqual(['Client', 'Loose']);
  expect(labels(entities.groups)).toEqual(['Admins']);
  expect(labels(entities.identityProviders)).toEqual(['Corp']);
  expect(labels(entities.identityPools)).toEqual(['Identities', 'Bare']);
  expect(labels(entities.roles)).toEqual(['Members', 'Perhaps']);
  expect([entities.functions, entities.permissions].map(labels)).toEqual([['Fn'], ['May']]);
  expect(labels(entities.resources)).toEqual(Object.keys(ALL).filter(id => id !== 'Never'));
});

test('a resource says where it stands', () => {
  const [pool, other] = entities.userPools;
  expect(pool).toMatchObject({
    logicalId: 'Pool', template: 'T', type: 'AWS::Cognito::UserPool', conditions: [], constructPath: 'Stack/Pool/Resource',
  });
  expect(other).not.toHaveProperty('constructPath');
  expect(entities.roles.map(({ conditions }) => conditions)).toEqual([[], ['T/Open']]);
});

test('what belongs to a user pool knows it, and what belongs to another does not', () => {
  const [pool, other] = entities.userPools;
  expect(pool.providerName).toMatch(/^cognito-idp\.eu-west-1\.amazonaws\.com\/\S+$/);
  expect(other.providerName).not.toBe(pool.providerName);
  expect(entities.clients.map(({ userPool }) => userPool?.label)).toEqual(['Pool', undefined]);
  expect(entities.groups[0]).toMatchObject({ name: 'admins', poolId: pool.ref });
});

test('an identity pool has its providers, the last attachment, and its tags', () => {
  const [identities, bare] = entities.identityPools;
  const [{ providerName, clientId, userPool, client }] = identities.providers;
  expect([userPool?.label, client?.label]).toEqual(['Pool', 'Client']);
  expect(labels(identities.attachments)).toEqual(['First', 'Last']);
  expect(identities.roles).toEqual({ authenticated: entities.roles[0].arn });
  expect(Object.keys(identities.roleMappings)).toEqual([`${providerName}:${clientId}`]);
  expect(identities.principalTags).toEqual([{ provider: providerName, useDefaults: false, tags: { plan: 'custom:plan' } }]);
  expect(labels(identities.tagResources)).toEqual(['Tags']);
  expect(bare).toMatchObject({ providers: [], attachments: [], roles: {}, roleMappings: {}, principalTags: [], tagResources: [] });
});

test('a role has its trust, its policies wherever they stand, its boundary and its tags', () => {
  const [{ arn, trust, policies, boundary, tags }] = entities.roles;
  expect(arn).toMatch(/^arn:aws:iam::123456789012:role\/\S+$/);
  expect(trust).toEqual({ Statement: [] });
  expect(policies).toHaveLength(2);
  expect(policies).toEqual(expect.arrayContaining(['Apart', 'Own'].map(name => expect.objectContaining({ name }))));
  expect(boundary).toMatchObject({ document: { Statement: expect.anything() } });
  expect(tags).toEqual({ team: 'blue' });
});

test('roles of templates that are alike are told apart, and stand in their own account', () => {
  const both = read({ name: 'U', account: '210987654321', region: 'eu-west-1', body: BODY });
  expect(labels(both.roles)).toEqual(['T/Members', 'T/Perhaps', 'U/Members', 'U/Perhaps']);
  expect(both.roles.map(({ arn }) => arn.split(':')[4])).toEqual(['123456789012', '123456789012', '210987654321', '210987654321']);
  expect([...both.accounts]).toEqual([['T', '123456789012'], ['U', '210987654321']]);
});
