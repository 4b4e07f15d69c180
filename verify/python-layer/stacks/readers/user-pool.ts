import { Properties, Reader } from './reader';
import { AwsCalls } from '../../aws-calls';

const NOT_MODELLED = 'ministack accepts it and keeps nothing';

/** Without the prefix that the service puts before custom attributes. */
const attributeName = (name: string) => name.replace(/^(custom|dev):/, '');

const userPool: Reader = {
  notShown: {
    WebAuthnRelyingPartyID: NOT_MODELLED,
    WebAuthnUserVerification: NOT_MODELLED,
    WebAuthnFactorConfiguration: NOT_MODELLED,
    EmailAuthenticationMessage: NOT_MODELLED,
    EmailAuthenticationSubject: NOT_MODELLED,
    IssuerConfiguration: NOT_MODELLED,
    KeyConfiguration: NOT_MODELLED,
  },
  expected: ({ Schema, EnabledMfas, UserPoolName, ...same }) => ({
    ...same,
    ...(UserPoolName ? { Name: UserPoolName } : {}),
    ...(Schema ? { Schema: byName(Schema) } : {}),
    ...(EnabledMfas ? { softwareToken: EnabledMfas.includes('SOFTWARE_TOKEN_MFA') } : {}),
  }),
  async actual(calls, physicalId) {
    const { UserPool } = await calls.call('cognito-idp', 'DescribeUserPool', { UserPoolId: physicalId });
    const mfa = await calls.call('cognito-idp', 'GetUserPoolMfaConfig', { UserPoolId: physicalId });
    return { ...UserPool, Schema: byName(UserPool.SchemaAttributes), softwareToken: mfa.SoftwareTokenMfaConfiguration?.Enabled ?? false };
  },
};

function byName(schema: Properties[]): Properties {
  return Object.fromEntries(schema.map(({ Name, ...attribute }) => [attributeName(Name), attribute]));
}

const client: Reader = {
  notShown: { RefreshTokenRotation: NOT_MODELLED },
  expected: ({ GenerateSecret, ...same }) => ({ ...same, hasSecret: GenerateSecret === true || GenerateSecret === 'true' }),
  async actual(calls, ClientId, { UserPoolId }) {
    const { UserPoolClient } = await calls.call('cognito-idp', 'DescribeUserPoolClient', { UserPoolId, ClientId });
    return { ...UserPoolClient, hasSecret: Boolean(UserPoolClient.ClientSecret) };
  },
};

const group: Reader = {
  actual: async (calls, physicalId, { UserPoolId, GroupName }) =>
    (await calls.call('cognito-idp', 'GetGroup', { UserPoolId, GroupName: GroupName ?? physicalId })).Group,
};

const resourceServer: Reader = {
  actual: async (calls, _, { UserPoolId, Identifier }) =>
    (await calls.call('cognito-idp', 'DescribeResourceServer', { UserPoolId, Identifier })).ResourceServer,
};

const domain: Reader = {
  actual: async (calls: AwsCalls, _, { Domain }) =>
    (await calls.call('cognito-idp', 'DescribeUserPoolDomain', { Domain })).DomainDescription,
};

export const userPoolReaders: Record<string, Reader> = {
  'AWS::Cognito::UserPool': userPool,
  'AWS::Cognito::UserPoolClient': client,
  'AWS::Cognito::UserPoolGroup': group,
  'AWS::Cognito::UserPoolResourceServer': resourceServer,
  'AWS::Cognito::UserPoolDomain': domain,
};
