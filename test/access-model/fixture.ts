/* The smallest templates that say something about access; tests add to them. */

export const POOL_REF = { Ref: 'Identities' };

export function trust(amr: string, extra: { actions?: string[]; aud?: unknown } = {}): object {
  return {
    Version: '2012-10-17',
    Statement: [{
      Effect: 'Allow',
      Principal: { Federated: 'cognito-identity.amazonaws.com' },
      Action: extra.actions ?? 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        'StringEquals': { 'cognito-identity.amazonaws.com:aud': extra.aud ?? POOL_REF },
        'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': amr },
      },
    }],
  };
}

export function role(amr: string, statements: object[] = [], more: object = {}): object {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: trust(amr),
      ...(statements.length > 0 ? {
        Policies: [{ PolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement: statements } }],
      } : {}),
      ...more,
    },
  };
}

export function allow(action: unknown, resource: unknown, more: object = {}): object {
  return { Effect: 'Allow', Action: action, Resource: resource, ...more };
}

export function group(name: string, roleId?: string, precedence?: number): object {
  return {
    Type: 'AWS::Cognito::UserPoolGroup',
    Properties: {
      UserPoolId: { Ref: 'Users' },
      GroupName: name,
      ...(roleId === undefined ? {} : { RoleArn: { 'Fn::GetAtt': [roleId, 'Arn'] } }),
      ...(precedence === undefined ? {} : { Precedence: precedence }),
    },
  };
}

export const PROVIDER = { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Users', 'ProviderName'] }, ':', { Ref: 'Web' }]] };

export function tokenMapping(ambiguous: string = 'Deny'): object {
  return { web: { IdentityProvider: PROVIDER, Type: 'Token', AmbiguousRoleResolution: ambiguous } };
}

export function rulesMapping(rules: [claim: string, match: string, value: string, roleId: string][], ambiguous: string = 'Deny'): object {
  return {
    web: {
      IdentityProvider: PROVIDER,
      Type: 'Rules',
      AmbiguousRoleResolution: ambiguous,
      RulesConfiguration: {
        Rules: rules.map(([Claim, MatchType, Value, id]) => ({ Claim, MatchType, Value, RoleARN: { 'Fn::GetAtt': [id, 'Arn'] } })),
      },
    },
  };
}

interface Parts {
  readonly resources?: Record<string, object>;
  readonly mappings?: unknown;
  readonly roles?: object;
  readonly pool?: object;
  readonly rest?: object;
}

/** A user pool with one client, an identity pool, and the roles `Guests` and `Members`. */
export function template({ resources = {}, mappings, roles, pool = {}, rest = {} }: Parts = {}): any {
  return {
    Resources: {
      Users: { Type: 'AWS::Cognito::UserPool' },
      Web: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Users' } } },
      Identities: {
        Type: 'AWS::Cognito::IdentityPool',
        Properties: {
          AllowUnauthenticatedIdentities: false,
          CognitoIdentityProviders: [{ ClientId: { Ref: 'Web' }, ProviderName: { 'Fn::GetAtt': ['Users', 'ProviderName'] } }],
          ...pool,
        },
      },
      Guests: role('unauthenticated'),
      Members: role('authenticated'),
      Attachment: {
        Type: 'AWS::Cognito::IdentityPoolRoleAttachment',
        Properties: {
          IdentityPoolId: POOL_REF,
          Roles: roles ?? { authenticated: { 'Fn::GetAtt': ['Members', 'Arn'] }, unauthenticated: { 'Fn::GetAtt': ['Guests', 'Arn'] } },
          ...(mappings === undefined ? {} : { RoleMappings: mappings }),
        },
      },
      ...resources,
    },
    ...rest,
  };
}

export function signedIn(claims: object = {}): { logins: Record<string, object> } {
  return { logins: { 'userpool:Users:Web': claims } };
}
