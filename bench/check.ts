import { cost } from './private/timing';
import { checkTemplates } from '../src/guardrails/check';

/** A template of so many resources, with everything that the rules look at: pools, clients, groups, roles, policies. */
function templateOf(resources: number): any {
  const Resources: Record<string, any> = {};
  for (let i = 0; i < resources / 10; i++) {
    const arn = (name: string) => ({ 'Fn::GetAtt': [`${name}${i}`, 'Arn'] });
    const trust = {
      Statement: [{
        Effect: 'Allow',
        Principal: { Federated: 'cognito-identity.amazonaws.com' },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          'StringEquals': { 'cognito-identity.amazonaws.com:aud': { Ref: `Identities${i}` } },
          'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
        },
      }],
    };
    const policy = (role: string) => ({
      PolicyDocument: {
        Statement: [{ Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: { 'Fn::Sub': `\${Bucket${i}.Arn}/*` } }],
      },
      Roles: [{ Ref: `${role}${i}` }],
    });
    Object.assign(Resources, {
      [`Pool${i}`]: { Type: 'AWS::Cognito::UserPool', Properties: { Schema: [{ Name: 'plan', AttributeDataType: 'String' }] } },
      [`Client${i}`]: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: `Pool${i}` } } },
      [`Group${i}`]: {
        Type: 'AWS::Cognito::UserPoolGroup', Properties: { UserPoolId: { Ref: `Pool${i}` }, GroupName: 'g', RoleArn: arn('Gold') },
      },
      [`Identities${i}`]: {
        Type: 'AWS::Cognito::IdentityPool',
        Properties: {
          CognitoIdentityProviders: [{ ClientId: { Ref: `Client${i}` }, ProviderName: { 'Fn::GetAtt': [`Pool${i}`, 'ProviderName'] } }],
        },
      },
      [`Roles${i}`]: {
        Type: 'AWS::Cognito::IdentityPoolRoleAttachment',
        Properties: {
          IdentityPoolId: { Ref: `Identities${i}` },
          Roles: { authenticated: arn('Member') },
          RoleMappings: {
            web: {
              IdentityProvider: { 'Fn::Sub': `\${Pool${i}.ProviderName}:\${Client${i}}` },
              Type: 'Rules',
              AmbiguousRoleResolution: 'Deny',
              RulesConfiguration: { Rules: [{ Claim: 'custom:plan', MatchType: 'Equals', Value: 'gold', RoleARN: arn('Gold') }] },
            },
          },
        },
      },
      [`Member${i}`]: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust } },
      [`Gold${i}`]: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust } },
      [`MemberPolicy${i}`]: { Type: 'AWS::IAM::Policy', Properties: policy('Member') },
      [`GoldPolicy${i}`]: { Type: 'AWS::IAM::Policy', Properties: policy('Gold') },
      [`Bucket${i}`]: { Type: 'AWS::S3::Bucket' },
    });
  }
  return { Resources };
}

/** `check` on templates that grow, the first cold: every module is loaded, and none of their functions has run. */
export function checkBench(): string[] {
  return [500, 1000, 2000, 10_000].map(resources => {
    const templates = [{ name: 'bench', body: templateOf(resources) }];
    let found = 0;
    const { clock, processor } = cost(() => found = checkTemplates(templates).length);
    return `check, ${resources} resources: ${clock.toFixed(0)} ms, ${processor.toFixed(0)} ms of the processor, ${found} findings`;
  });
}
