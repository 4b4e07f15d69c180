const ref = (id: string) => ({ Ref: id });
const att = (id: string, name: string) => ({ 'Fn::GetAtt': [id, name] });
const join = (...parts: unknown[]) => ({ 'Fn::Join': ['', parts] });

const trust = (pool: string, amr: string, actions: unknown = 'sts:AssumeRoleWithWebIdentity') => ({
  Version: '2012-10-17',
  Statement: [{
    Effect: 'Allow',
    Principal: { Federated: 'cognito-identity.amazonaws.com' },
    Action: actions,
    Condition: {
      'StringEquals': { 'cognito-identity.amazonaws.com:aud': ref(pool) },
      'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': amr },
    },
  }],
});

const role = (pool: string, amr: string, statements: object[] = [], more: object = {}) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: trust(pool, amr),
    ...(statements.length > 0 ? {
      Policies: [{ PolicyName: 'Grants', PolicyDocument: { Version: '2012-10-17', Statement: statements } }],
    } : {}),
    ...more,
  },
});

const login = (client: string) => ({ ProviderName: att('Pool', 'ProviderName'), ClientId: ref(client), ServerSideTokenCheck: true });
const mappingKey = (client: string) => join(att('Pool', 'ProviderName'), ':', ref(client));
const tagging = ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'];

/**
 * A photo-sharing app: `Photos` for its users (groups by token through `Web`, rules on `custom:plan` through `Mobile`), guests
 * allowed; and `Partners`, an identity pool with the basic flow, session tags and a developer provider. `Other` is a client
 * that no identity pool knows.
 */
export function photoTemplate(): Record<string, any> {
  return {
    Resources: {
      Pool: {
        Type: 'AWS::Cognito::UserPool',
        Properties: {
          UsernameAttributes: ['email'],
          AutoVerifiedAttributes: ['email'],
          MfaConfiguration: 'OPTIONAL',
          EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
          Schema: [
            { Name: 'plan', AttributeDataType: 'String', Mutable: true }, { Name: 'tenant', AttributeDataType: 'String', Mutable: true },
          ],
        },
      },
      Web: {
        Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: ref('Pool'), ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] },
      },
      Mobile: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: ref('Pool'), ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] } },
      Other: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: ref('Pool') } },
      Admins: group('admins', 0, 'AdminRole'),
      Curators: group('curators', 5, 'CuratorRole'),
      Photos: {
        Type: 'AWS::Cognito::IdentityPool',
        Properties: {
          IdentityPoolName: 'photos',
          AllowUnauthenticatedIdentities: true,
          CognitoIdentityProviders: [login('Web'), login('Mobile')],
        },
      },
      Attachment: {
        Type: 'AWS::Cognito::IdentityPoolRoleAttachment',
        Properties: {
          IdentityPoolId: ref('Photos'),
          Roles: { authenticated: att('UserRole', 'Arn'), unauthenticated: att('GuestRole', 'Arn') },
          RoleMappings: {
            web: { Type: 'Token', AmbiguousRoleResolution: 'AuthenticatedRole', IdentityProvider: mappingKey('Web') },
            mobile: {
              Type: 'Rules',
              AmbiguousRoleResolution: 'Deny',
              IdentityProvider: mappingKey('Mobile'),
              RulesConfiguration: {
                Rules: [
                  { Claim: 'custom:plan', MatchType: 'Equals', Value: 'gold', RoleARN: att('GoldRole', 'Arn') },
                  { Claim: 'custom:plan', MatchType: 'Equals', Value: 'broken', RoleARN: att('PartnerRole', 'Arn') },
                ],
              },
            },
          },
        },
      },
      Bucket: { Type: 'AWS::S3::Bucket' },
      UserRole: role('Photos', 'authenticated', [{
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: join(att('Bucket', 'Arn'), '/private/${cognito-identity.amazonaws.com:sub}/*'),
      }]),
      GuestRole: role('Photos', 'unauthenticated', [
        { Effect: 'Allow', Action: 's3:GetObject', Resource: join(att('Bucket', 'Arn'), '/public/*') },
      ]),
      AdminRole: role('Photos', 'authenticated', [{ Effect: 'Allow', Action: 's3:*', Resource: join(att('Bucket', 'Arn'), '/*') }]),
      CuratorRole: role('Photos', 'authenticated'),
      GoldRole: role('Photos', 'authenticated'),
      Partners: {
        Type: 'AWS::Cognito::IdentityPool',
        Properties: {
          AllowUnauthenticatedIdentities: false,
          AllowClassicFlow: true,
          DeveloperProviderName: 'login.partner',
          CognitoIdentityProviders: [login('Web')],
        },
      },
      PartnersAttachment: {
        Type: 'AWS::Cognito::IdentityPoolRoleAttachment',
        Properties: { IdentityPoolId: ref('Partners'), Roles: { authenticated: att('PartnerRole', 'Arn') } },
      },
      PartnerTags: {
        Type: 'AWS::Cognito::IdentityPoolPrincipalTag',
        Properties: {
          IdentityPoolId: ref('Partners'),
          IdentityProviderName: att('Pool', 'ProviderName'),
          PrincipalTags: { tenant: 'custom:tenant' },
        },
      },
      PartnerRole: role('Partners', 'authenticated', [], {
        AssumeRolePolicyDocument: trust('Partners', 'authenticated', tagging), MaxSessionDuration: 7200,
      }),
      UntaggedRole: role('Partners', 'authenticated'),
    },
  };
}

function group(name: string, precedence: number, roleId: string) {
  return {
    Type: 'AWS::Cognito::UserPoolGroup',
    Properties: { UserPoolId: ref('Pool'), GroupName: name, Precedence: precedence, RoleArn: att(roleId, 'Arn') },
  };
}
