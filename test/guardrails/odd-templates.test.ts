import * as fc from 'fast-check';
import { goodTemplate } from './good-template';
import { AccessModel } from '../../src/access-model';
import { checkTemplates } from '../../src/guardrails/check';
import { checkTemplate } from '../../src/template/text/load';
import { TemplateError } from '../../src/template/text/template-error';

type Path = (string | number)[];

/** Every place in a template below its resources. */
function places(value: any, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [...path.length > 2 ? [path] : [], ...Object.keys(value).flatMap(key => places(value[key], [...path, key]))];
}

function replaced(template: any, path: Path, value: unknown): any {
  const copy = structuredClone(template);
  let parent = copy;
  for (const step of path.slice(0, -1)) parent = parent?.[step];
  if (typeof parent === 'object' && parent !== null) parent[path.at(-1)!] = value;
  return copy;
}

function full(): any {
  const template = goodTemplate();
  Object.assign(template.Resources, {
    Tags: {
      Type: 'AWS::Cognito::IdentityPoolPrincipalTag',
      Properties: {
        IdentityPoolId: { Ref: 'Identities' }, IdentityProviderName: { 'Fn::GetAtt': ['Pool', 'ProviderName'] }, PrincipalTags: { a: 'b' },
      },
    },
    Team: {
      Type: 'AWS::Cognito::UserPoolGroup',
      Properties: { UserPoolId: { Ref: 'Pool' }, GroupName: 'team', Precedence: 1, RoleArn: { 'Fn::GetAtt': ['Member', 'Arn'] } },
    },
    Idp: {
      Type: 'AWS::Cognito::UserPoolIdentityProvider',
      Properties: {
        UserPoolId: { Ref: 'Pool' },
        ProviderName: 'corp',
        ProviderType: 'SAML',
        ProviderDetails: { MetadataURL: 'x' },
        AttributeMapping: { email: 'mail' },
      },
    },
    Fn: { Type: 'AWS::Lambda::Function', Properties: { Role: { 'Fn::GetAtt': ['Member', 'Arn'] }, Code: { ZipFile: 'x' } } },
    Permission: {
      Type: 'AWS::Lambda::Permission',
      Properties: { Principal: 'cognito-idp.amazonaws.com', FunctionName: { Ref: 'Fn' }, SourceArn: { 'Fn::GetAtt': ['Pool', 'Arn'] } },
    },
    Extra: {
      Type: 'AWS::IAM::Policy',
      Properties: {
        PolicyName: 'p',
        Roles: [{ Ref: 'Member' }],
        PolicyDocument: {
          Statement: [{ Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['*'], Condition: { StringEquals: { 'aws:x': ['y'] } } }],
        },
      },
    },
  });
  template.Outputs = { Out: { Value: { Ref: 'Pool' }, Export: { Name: 'out' } } };
  template.Resources.Member.Properties.Tags = [{ Key: 'k', Value: 'v' }];
  return template;
}

/** Only that it can't be read may be thrown, or that what is asked for is not there. */
function readAll(template: any): void {
  try {
    checkTemplates([{ name: 'template', body: checkTemplate(template, 'template') }]);
    const model = AccessModel.fromTemplate(template);
    for (const pool of model.identityPools) {
      model.becomes({ identityPool: pool });
      model.becomes({ identityPool: pool, logins: { 'userpool:Pool:Client': { 'custom:plan': 'gold', 'cognito:groups': ['team'] } } });
    }
    for (const role of model.roles) model.can(role, 's3:GetObject', 'arn:aws:s3:::b/k');
  } catch (error) {
    if (error instanceof TemplateError || (error as Error).constructor === Error) return;
    throw error;
  }
}

const ODD = [
  null, 7, '', 'text', true, [], {}, [null], { a: null }, [[]], [{}], { Ref: 'Nobody' }, { Ref: null }, { 'Fn::If': ['C'] },
  { 'Fn::Sub': {} },
  { 'Fn::GetAtt': [] }, { 'Fn::Join': 3 },
];

test('whatever stands anywhere in a template, there is an answer or a template error', () => {
  const template = full();
  const mutation = fc.tuple(fc.constantFrom(...places(template)), fc.constantFrom<unknown>(...ODD));
  fc.assert(fc.property(mutation, ([path, value]) => readAll(replaced(template, path, value))), { numRuns: 150 });
});

test('whatever is missing from a template, no finding speaks of undefined', () => {
  const template = full();
  template.Resources.Roles.Properties.RoleMappings = {
    google: {
      Type: 'Rules',
      AmbiguousRoleResolution: 'Deny',
      IdentityProvider: 'accounts.google.com',
      RulesConfiguration: {
        Rules: ['Contains', 'NotEqual', 'StartsWith', 'Equals', 'Equals'].map(MatchType =>
          ({ Claim: 'email', MatchType, Value: 'x', RoleARN: { 'Fn::GetAtt': ['Member', 'Arn'] } })),
      },
    },
  };
  const messages = (body: any) => checkTemplates([{ name: 't', body: checkTemplate(body, 't') }]).map(({ message }) => message);
  const rules = messages(template).filter(message => /rule \d/.test(message)).length;
  expect(rules).toBeGreaterThan(3);
  // what has no type is no resource, and refused as a whole
  for (const path of places(template).filter(steps => steps.at(-1) !== 'Type' || steps.length > 3)) {
    const broken = messages(JSON.parse(JSON.stringify(replaced(template, path, undefined))));
    expect([path, broken.filter(message => /\b(undefined|null|NaN|\[object)/.test(message))]).toEqual([path, []]);
  }
});

test('functions that are nested too deep are not read, some depth is nothing special', () => {
  const nested = (depth: number) => {
    let value: any = true;
    for (let i = 0; i < depth; i++) value = { 'Fn::If': [`C${i % 3}`, value, false] };
    return {
      Conditions: Object.fromEntries([0, 1, 2].map(i => [`C${i}`, { 'Fn::Equals': ['a', 'a'] }])),
      Resources: { Ids: { Type: 'AWS::Cognito::IdentityPool', Properties: { AllowUnauthenticatedIdentities: value } } },
    };
  };
  const found = (depth: number) =>
    checkTemplates([{ name: 't', body: checkTemplate(nested(depth), 't') }]).flatMap(({ catalogue }) => catalogue);
  expect(found(50)).toContain('A58');
  expect(found(50)).not.toContain('A111');
  expect(found(2500)).toContain('A111');
});
