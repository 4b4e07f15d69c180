/** Only mappings of this shape: path in the template → value; undefined removes. */
export type Patch = Record<string, unknown>;

const CLIENT = {
  UserPoolId: { Ref: 'Pool' },
  ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'],
  PreventUserExistenceErrors: 'ENABLED',
  EnableTokenRevocation: true,
  RefreshTokenRotation: { Feature: 'ENABLED' },
  WriteAttributes: ['email', 'name'],
  AllowedOAuthFlows: ['code'],
  CallbackURLs: ['https://app.acme.dev'],
};

export const trust = (amr: string) => ({
  Version: '2012-10-17',
  Statement: [{
    Effect: 'Allow',
    Principal: { Federated: 'cognito-identity.amazonaws.com' },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      'StringEquals': { 'cognito-identity.amazonaws.com:aud': { Ref: 'Identities' } },
      'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': amr },
    },
  }],
});

const role = (amr: string) => ({ Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust(amr) } });

/** A template without findings, that the tests make worse. */
export function goodTemplate(): any {
  return {
    Resources: {
      Pool: {
        Type: 'AWS::Cognito::UserPool',
        DeletionPolicy: 'Retain',
        Properties: {
          UserPoolTier: 'ESSENTIALS',
          AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
          UsernameAttributes: ['email'],
          AutoVerifiedAttributes: ['email'],
          UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
          UsernameConfiguration: { CaseSensitive: false },
          MfaConfiguration: 'OPTIONAL',
          EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
          DeletionProtection: 'ACTIVE',
          Schema: [{ Name: 'plan', AttributeDataType: 'String', Mutable: true }],
          Policies: {
            PasswordPolicy: {
              MinimumLength: 14,
              RequireLowercase: true,
              RequireUppercase: true,
              RequireNumbers: true,
              RequireSymbols: true,
              TemporaryPasswordValidityDays: 7,
            },
          },
        },
      },
      Client: { Type: 'AWS::Cognito::UserPoolClient', Properties: structuredClone(CLIENT) },
      Other: { Type: 'AWS::Cognito::UserPoolClient', Properties: structuredClone(CLIENT) },
      Admins: { Type: 'AWS::Cognito::UserPoolGroup', Properties: { UserPoolId: { Ref: 'Pool' }, GroupName: 'admins' } },
      Identities: {
        Type: 'AWS::Cognito::IdentityPool',
        Properties: {
          AllowUnauthenticatedIdentities: false,
          CognitoIdentityProviders: [
            { ClientId: { Ref: 'Client' }, ProviderName: { 'Fn::GetAtt': ['Pool', 'ProviderName'] }, ServerSideTokenCheck: true },
          ],
        },
      },
      Member: role('authenticated'),
      Gold: role('authenticated'),
      Roles: {
        Type: 'AWS::Cognito::IdentityPoolRoleAttachment',
        Properties: {
          IdentityPoolId: { Ref: 'Identities' },
          Roles: { authenticated: { 'Fn::GetAtt': ['Member', 'Arn'] } },
          RoleMappings: {
            web: {
              IdentityProvider: { 'Fn::Sub': '${Pool.ProviderName}:${Client}' },
              Type: 'Rules',
              AmbiguousRoleResolution: 'Deny',
              RulesConfiguration: {
                Rules: [{ Claim: 'custom:plan', MatchType: 'Equals', Value: 'gold', RoleARN: { 'Fn::GetAtt': ['Gold', 'Arn'] } }],
              },
            },
          },
        },
      },
    },
  };
}

/** The good template, changed at `LogicalId.path.to.property` (`LogicalId` alone: the whole resource). */
export function patched(patch: Patch): any {
  const template = goodTemplate();
  for (const [where, value] of Object.entries(patch)) {
    const [id, ...path] = where.split('/');
    let at = template.Resources;
    let key = id;
    for (const part of path.length > 0 ? ['Properties', ...path] : []) {
      at = at[key] ??= {};
      key = part;
    }
    if (value === undefined) delete at[key];
    else at[key] = structuredClone(value);
  }
  return template;
}
