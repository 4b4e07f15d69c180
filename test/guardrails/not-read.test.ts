import { goodTemplate } from './good-template';
import { AccessModel } from '../../src/access-model';
import { checkTemplates } from '../../src/guardrails/check';
import { checkTemplate } from '../../src/template/text/load';

const elsewhere = { 'Fn::ImportValue': 'elsewhere' };
const member = () => goodTemplate().Resources.Member.Properties;

const statement = (Principal: unknown, Action: unknown, Effect: string) =>
  ({ Version: '2012-10-17', Statement: [{ Effect, Principal, Action, Resource: '*' }] });
const bucketPolicy = (Principal: unknown, Action: unknown, Effect = 'Allow') => ({
  Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'photos', PolicyDocument: statement(Principal, Action, Effect) },
});
const vault = (Principal: unknown, Effect = 'Allow') => ({
  Type: 'AWS::Backup::BackupVault',
  Properties: { BackupVaultName: 'vault', AccessPolicy: statement(Principal, 'backup:StartRestoreJob', Effect) },
});

function changed(change: (template: any) => void): any {
  const template = goodTemplate();
  change(template);
  return template;
}

const unread = (template: any) => checkTemplates([{ name: 'template', body: checkTemplate(template, 'template') }])
  .filter(({ catalogue }) => catalogue.includes('A111')).map(({ resource, severity }) => `${severity} ${resource}`);

describe('what was not read is found', () => {
  test.each<[string, (template: any) => void, string]>([
    [
      'a provider of another stack', t => { t.Resources.Identities.Properties.CognitoIdentityProviders[0].ProviderName = elsewhere; },
      'high Identities',
    ],
    [
      'a client that is looked up',
      t => { t.Resources.Identities.Properties.CognitoIdentityProviders[0].ClientId = '{{resolve:ssm:/client}}'; }, 'high Identities',
    ],
    ['a resource of another stack that a role may use', t => {
      t.Resources.Member.Properties.Policies = [
        { PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: elsewhere }] } },
      ];
    }, 'high Member'],
    ['a policy that is no JSON', t => { t.Resources.Member.Properties.Policies = [{ PolicyDocument: '{ no' }]; }, 'high Member'],
    [
      'an included policy',
      t => { t.Resources.Member.Properties.Policies = [{ PolicyDocument: { 'Fn::Transform': { Name: 'AWS::Include' } } }]; }, 'high Member',
    ],
    ['a macro', t => { t.Transform = 'Own'; }, 'high Transform'],
    ['a macro among the resources', t => { t.Resources['Fn::Transform'] = { Name: 'Own' }; }, 'high Resources'],
    [
      'a nested stack',
      t => { t.Resources.Nested = { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://x/y.json' } }; },
      'medium Nested',
    ],
    ['whom a bucket lets in', t => {
      t.Resources.Opens = bucketPolicy({ AWS: elsewhere }, 's3:GetObject');
    }, 'high Opens'],
    ['what of a bucket somebody may read', t => {
      t.Resources.Opens = bucketPolicy({ AWS: { 'Fn::GetAtt': ['Member', 'Arn'] } }, elsewhere);
    }, 'high Opens'],
    ['the policy of a bucket', t => {
      t.Resources.Opens = { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'photos', PolicyDocument: elsewhere } };
    }, 'high Opens'],
    ['how a policy counts that lets a role in', t => {
      t.Resources.Opens = vault({ AWS: { 'Fn::GetAtt': ['Member', 'Arn'] } });
    }, 'high Opens'],
    ['how a policy counts that lets everybody in', t => { t.Resources.Opens = vault('*'); }, 'high Opens'],
    ['a trigger of another stack', t => { t.Resources.Pool.Properties.LambdaConfig = { PostConfirmation: elsewhere }; }, 'medium Pool'],
  ])('%s', (_what, change, finding) => {
    expect(unread(changed(change))).toEqual([finding]);
  });
});

describe('what was read, or nothing hangs on, is not found', () => {
  test.each<[string, (template: any) => void]>([
    ['what a bucket gives a service', t => { t.Resources.Opens = bucketPolicy({ Service: 'cloudfront.amazonaws.com' }, elsewhere); }],
    ['whom a bucket keeps out', t => { t.Resources.Opens = bucketPolicy({ AWS: elsewhere }, 's3:GetObject', 'Deny'); }],
    ['whom a bucket lets in by a parameter', t => {
      t.Parameters = { P: { Type: 'String' } };
      t.Resources.Opens = bucketPolicy({ AWS: { Ref: 'P' } }, 's3:GetObject');
    }],
    ['how a policy counts that lets others in', t => { t.Resources.Opens = vault({ AWS: 'arn:aws:iam::123456789012:role/other' }); }],
    ['how a policy counts that keeps everybody out', t => { t.Resources.Opens = vault('*', 'Deny'); }],
    ['what hangs on it whom rules of OpenSearch Serverless name', t => {
      t.Resources.Opens = {
        Type: 'AWS::OpenSearchServerless::AccessPolicy',
        Properties: { Name: 'a', Type: 'data', Policy: '[{"Rules":[],"Principal":["arn:aws:iam::123456789012:role/Member"]}]' },
      };
    }],
    ['nothing', () => undefined],
    ['a parameter without a default', t => {
      t.Parameters = { P: { Type: 'String' } };
      t.Resources.Identities.Properties.CognitoIdentityProviders[0].ClientId = { Ref: 'P' };
    }],
    ['a transform that is read', t => { t.Transform = ['AWS::Serverless-2016-10-31', 'AWS::LanguageExtensions']; }],
    ['the name of a client', t => { t.Resources.Client.Properties.ClientName = elsewhere; }],
    ['a secret of a provider', t => {
      t.Resources.Idp = {
        Type: 'AWS::Cognito::UserPoolIdentityProvider', Properties: { ProviderDetails: { client_secret: '{{resolve:secretsmanager:x}}' } },
      };
    }],
    ['the condition of a service\'s role', t => {
      t.Resources.Worker = {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: {
            Statement: [{
              Effect: 'Allow',
              Principal: { Service: 'lambda.amazonaws.com' },
              Action: 'sts:AssumeRole',
              Condition: {
                ArnEquals: { 'aws:SourceArn': elsewhere },
              },
            }],
          },
        },
      };
    }],
  ])('%s', (_what, change) => {
    expect(unread(changed(change))).toEqual([]);
  });
});

test.each<[string, any]>([
  ['text', JSON.stringify(member().AssumeRolePolicyDocument).replace(/\{"Ref":"(\w+)"\}/, '"$${$1}"')],
  ['an object', undefined],
])('a trust that is %s is read', (_what, text) => {
  const template = changed(t => { if (text) t.Resources.Member.Properties.AssumeRolePolicyDocument = { 'Fn::Sub': text }; });
  expect(checkTemplates([{ name: 't', body: checkTemplate(template, 't') }]))
    .toEqual(checkTemplates([{ name: 't', body: checkTemplate(goodTemplate(), 't') }]));
});

test.each([
  ['Fn::ToJsonString', (document: any) => ({ 'Fn::ToJsonString': document })], ['JSON', (document: any) => JSON.stringify(document)],
])('a policy by %s is read', (_what, write) => {
  const document = { Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' }] };
  const template = changed(t => { t.Resources.Member.Properties.Policies = [{ PolicyName: 'p', PolicyDocument: write(document) }]; });
  expect(unread(template)).toEqual([]);
  expect(AccessModel.fromTemplate(template).can('Member', 's3:GetObject', 'arn:aws:s3:::b/k').decision).toBe('allowed');
});

test('no answer is sure beside a macro', () => {
  const model = AccessModel.fromTemplate(changed(t => { t.Transform = 'Own'; }));
  expect(model.becomes().outcome).toBe('unknown');
  expect(model.can('Member', 's3:GetObject', 'arn:aws:s3:::b/k').decision).toBe('unknown');
});
