import { Patch, patched } from './good-template';
import { checkTemplates } from '../../src/guardrails/check';
import { checkTemplate } from '../../src/template/text/load';

const check = (patch: Patch, rule: string) =>
  checkTemplates([
    { name: 'template', body: { Parameters: { Given: { Type: 'String' } }, ...patched(patch) } },
  ]).filter(finding => finding.rule === rule);
const given = { Ref: 'Given' };
const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const permission = (more: any = {}) => ({
  Permit: {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      FunctionName: arnOf('Fn'), Action: 'lambda:InvokeFunction', Principal: 'cognito-idp.amazonaws.com', SourceArn: arnOf('Pool'), ...more,
    },
  },
});
const fn = { Fn: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'pre', Role: 'arn:aws:iam::123456789012:role/fn' } } };
const alias = { Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Fn' }, Name: 'live' } } };
const trigger = { ...fn, 'Pool/LambdaConfig': { PreSignUp: arnOf('Fn') } };

describe('a trigger that Cognito may not invoke', () => {
  const found = (patch: Patch) => check(patch, 'trigger-not-invocable').map(({ resource, severity }) => `${resource} ${severity}`);

  test.each<[string, Patch]>([
    ['no permission', trigger],
    ['another function', { ...trigger, ...permission({ FunctionName: 'post' }) }],
    ['another service', { ...trigger, ...permission({ Principal: 'cognito-identity.amazonaws.com' }) }],
    ['another account', { ...trigger, ...permission({ Principal: '123456789012' }) }],
    ['another action', { ...trigger, ...permission({ Action: 'lambda:GetFunction' }) }],
    ['another source', { ...trigger, ...permission({ SourceArn: arnOf('Identities') }) }],
    ['an id in place of the ARN', { ...trigger, ...permission({ SourceArn: { Ref: 'Pool' } }) }],
    [
      'identity pools as source',
      { ...trigger, ...permission({ SourceArn: 'arn:aws:cognito-identity:eu-west-1:123456789012:identitypool/*' }) },
    ],
    [
      'the function, but the alias is the trigger',
      { ...fn, ...alias, ...permission(), 'Pool/LambdaConfig': { PreSignUp: { Ref: 'Live' } } },
    ],
    ['an alias, but the function is the trigger', { ...trigger, ...alias, ...permission({ FunctionName: { Ref: 'Live' } }) }],
    [
      'none, the trigger being versioned',
      { ...fn, 'Pool/LambdaConfig': { PreTokenGenerationConfig: { LambdaArn: arnOf('Fn'), LambdaVersion: 'V2_0' } } },
    ],
    ['none, the function going by its name', {
      ...fn, 'Pool/LambdaConfig': { PreSignUp: { 'Fn::Sub': 'arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:pre' } },
    }],
  ])('has %s', (_name, patch) => expect(found(patch)).toEqual(['Fn high']));

  describe('knows where the user pool is', () => {
    const there = (more: object) => checkTemplates([
      { name: 'template', region: 'eu-west-1', account: '111122223333', body: patched({ ...trigger, ...permission(more) }) },
    ]).filter(finding => finding.rule === 'trigger-not-invocable').map(({ resource }) => resource);
    const source = (place: string, service: string = 'cognito-idp') => ({ SourceArn: `arn:aws:${service}:${place}:userpool/*` });

    test.each<[string, object]>([
      ['another region', source('us-east-1:111122223333')],
      ['another account', source('eu-west-1:444455556666')],
      ['another partition', { SourceArn: 'arn:aws-cn:cognito-idp:eu-west-1:111122223333:userpool/*' }],
      ['another account beside its ARN', { SourceAccount: '444455556666' }],
      ['a client of it', { SourceArn: { 'Fn::Sub': '${Pool.Arn}/client/one' } }],
    ])('and that it is not %s', (_name, more) => expect(there(more)).toEqual(['Fn']));

    test.each<[string, object]>([
      ['this place', source('eu-west-1:111122223333')],
      ['any place', source('*:*', '*')],
      ['some region of Europe', source('eu-*:111122223333')],
      ['its account beside its ARN', { SourceAccount: 111122223333 }],
      ['the account of the stack', { SourceAccount: { Ref: 'AWS::AccountId' } }],
      ['an account that is given', { SourceAccount: given }],
    ])('and that it may be %s', (_name, more) => expect(there(more)).toEqual([]));
  });

  test('that migrates users is less bad', () => {
    expect(found({ ...fn, 'Pool/LambdaConfig': { UserMigration: arnOf('Fn') } })).toEqual(['Fn medium']);
  });

  test.each<[string, Patch]>([
    ['its ARN', permission()],
    ['its reference', permission({ FunctionName: { Ref: 'Fn' } })],
    ['its name', permission({ FunctionName: 'pre' })],
    ['its partial ARN', permission({ FunctionName: '123456789012:function:pre' })],
    [
      'its whole ARN',
      permission({ FunctionName: { 'Fn::Sub': 'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${Fn}' } }),
    ],
    ['a name that is given', permission({ FunctionName: given })],
    ['every action', permission({ Action: 'lambda:*' })],
    ['every principal', permission({ Principal: '*' })],
    ['the principal of a region', permission({ Principal: { 'Fn::Sub': 'cognito-idp.${AWS::URLSuffix}' } })],
    ['a principal that is given', permission({ Principal: given })],
    ['no source', permission({ SourceArn: undefined })],
    ['a source that is given', permission({ SourceArn: given })],
    ['a source with wildcards', permission({ SourceArn: 'arn:aws:cognito-idp:*:*:userpool/*' })],
    ['a source that is spelt out', permission({ SourceArn: 'arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCd' })],
    [
      'a source that is put together',
      permission({ SourceArn: { 'Fn::Sub': 'arn:${AWS::Partition}:cognito-idp:${AWS::Region}:${AWS::AccountId}:userpool/${Pool}' } }),
    ],
    ['any pool of the place', permission({ SourceArn: { 'Fn::Sub': 'arn:aws:cognito-idp:${AWS::Region}:${AWS::AccountId}:userpool/*' } })],
    ['a nested stack', { Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: { Function: arnOf('Fn') } } } }],
  ])('is not found where the permission has %s', (_name, patch) => expect(found({ ...trigger, ...patch })).toEqual([]));

  test.each<[string, Patch]>([
    ['a function elsewhere', { 'Pool/LambdaConfig': { PreSignUp: 'arn:aws:lambda:eu-west-1:123456789012:function:far' } }],
    ['a function that is given', { ...fn, 'Pool/LambdaConfig': { PreSignUp: given } }],
    [
      'an alias and its permission',
      { ...fn, ...alias, ...permission({ FunctionName: { Ref: 'Live' } }), 'Pool/LambdaConfig': { PreSignUp: { Ref: 'Live' } } },
    ],
    ['an alias by its name', {
      ...fn, ...alias, ...permission({ FunctionName: { 'Fn::Sub': '${Fn}:live' } }), 'Pool/LambdaConfig': { PreSignUp: { Ref: 'Live' } },
    }],
    ['a key only', { 'Pool/LambdaConfig': { KMSKeyID: 'arn:aws:kms:eu-west-1:123456789012:key/0f0e0d0c-1111-4222-8333-444444444444' } }],
  ])('is not found with %s', (_name, patch) => expect(found(patch)).toEqual([]));

  test('is not found where something was not read', () => {
    const body = checkTemplate({ ...patched(trigger), Transform: 'Some::Macro' }, 'template');
    expect(checkTemplates([{ name: 'template', body }]).map(({ rule }) => rule)).not.toContain('trigger-not-invocable');
  });
});

describe('a custom sender without a key', () => {
  const found = (config: any) => check({ 'Pool/LambdaConfig': config }, 'sender-without-key').map(({ message }) => message);
  const sender = { LambdaArn: 'arn:aws:lambda:eu-west-1:123456789012:function:far', LambdaVersion: 'V1_0' };

  test.each([
    ['for mails', { CustomEmailSender: sender }, 'CustomEmailSender'],
    ['for both', { CustomEmailSender: sender, CustomSMSSender: sender }, 'CustomEmailSender and CustomSMSSender'],
  ])('%s is found', (_name, config, names) => expect(found(config)).toEqual([`Pool has ${names}, but no KMSKeyID`]));

  test.each<[string, any]>([
    ['with a key', { CustomEmailSender: sender, KMSKeyID: 'arn' }],
    ['with a key that is given', { CustomEmailSender: sender, KMSKeyID: given }],
    ['that is given', given],
    ['that may be one', { CustomSMSSender: given }],
    ['that is none', { CustomMessage: 'arn' }],
  ])('%s is not found', (_name, config) => expect(found(config)).toEqual([]));
});

describe('an active second Region without what the pool has', () => {
  const replica = (Pool: string) =>
    ({ Type: 'AWS::Cognito::UserPoolReplica', Properties: { UserPoolId: { Ref: Pool }, RegionName: 'eu-central-1' } });
  const second = (more: any = {}) => ({
    Second: {
      Type: 'AWS::Cognito::UserPoolRegionalConfigurationAttachment',
      Properties: { UserPoolId: { Ref: 'Pool' }, Status: 'ACTIVE', ...more },
    },
  });
  const association = (ResourceArn: any) =>
    ({ Type: 'AWS::WAFv2::WebACLAssociation', Properties: { ResourceArn, WebACLArn: 'arn:aws:wafv2' } });
  const guarded = { Acl: association(arnOf('Pool')) };
  const literal = { UserPoolId: 'eu-west-1_Abc123' };
  const found = (patch: Patch) => check(patch, 'replica-settings-missing').map(({ message }) => message);

  test.each<[string, Patch, string]>([
    ['a trigger', { ...trigger, ...second() }, 'triggers (PreSignUp)'],
    ['another trigger', { ...trigger, ...second({ LambdaConfig: { PostConfirmation: arnOf('Fn') } }) }, 'triggers (PreSignUp)'],
    ['a trigger, by an id that is written out', { ...trigger, Replica: replica('Pool'), ...second(literal) }, 'triggers (PreSignUp)'],
    ['text messages', { 'Pool/SmsConfiguration': { SnsCallerArn: 'arn' }, ...second() }, 'sms'],
    ['a web ACL', { ...guarded, ...second() }, 'web ACL'],
    ['a web ACL', { ...guarded, ...second(), Own: association('arn:aws:apigateway:x::/restapis/1') }, 'web ACL'],
  ])('is found: %s', (_, patch, missing) => {
    expect(found(patch)).toEqual([`Second is active without what Pool has: ${missing}`]);
  });

  test.each<[string, Patch]>([
    ['the trigger is there', { ...trigger, ...second({ LambdaConfig: { PreSignUp: arnOf('Fn') } }) }],
    ['the Region takes nobody', { ...trigger, ...second({ Status: 'INACTIVE' }) }],
    ['its status is not known', { ...trigger, ...second({ Status: given }) }],
    ['its triggers are not known', { ...trigger, ...second({ LambdaConfig: given }) }],
    ['the triggers of the pool are not known', { 'Pool/LambdaConfig': { PreSignUp: given }, ...second() }],
    ['no pool has a replica', { ...trigger, ...second(literal) }],
    ['two pools have one', {
      ...trigger,
      ...second(literal),
      One: replica('Pool'),
      Two: replica('Other'),
      Other: { Type: 'AWS::Cognito::UserPool', Properties: {} },
    }],
    ['a web ACL is there too', {
      ...guarded, ...second(), Own: association({ 'Fn::Sub': 'arn:aws:cognito-idp:eu-central-1:${AWS::AccountId}:userpool/x' }),
    }],
    ['what a web ACL is for is not known', { ...guarded, ...second(), Own: association(given) }],
  ])('is not reported where %s', (_, patch) => expect(found(patch)).toEqual([]));
});
