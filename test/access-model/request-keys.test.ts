import { allow, role, signedIn, template } from './fixture';
import { AccessModel } from '../../src/access-model';

const KEY = 'cognito-identity.amazonaws.com';
const OBJECT = 'arn:aws:s3:::photos/cat.jpg';

function decision(condition: object, { effect = 'Allow', role: more = {}, context = {}, pool = {} }: any = {}): string {
  const statement = { ...allow('s3:GetObject', 'arn:aws:s3:::photos/*'), Effect: effect, Condition: condition };
  const statements = effect === 'Deny' ? [allow('s3:*', '*'), statement] : [statement];
  const model = AccessModel.fromTemplate(template({ pool, resources: { Members: role('authenticated', statements, more) } }));
  return model.can('Members', 's3:GetObject', OBJECT, { context }).decision;
}

describe('keys that every request has', () => {
  test.each([
    ['aws:CurrentTime', 'DateLessThan', '2120-01-01T00:00:00Z'],
    ['aws:EpochTime', 'NumericLessThan', '4733510400'],
    ['aws:TokenIssueTime', 'DateLessThan', '2026-01-01T00:00:00Z'],
    ['aws:SourceIp', 'IpAddress', '10.0.0.0/8'],
    ['aws:SecureTransport', 'Bool', 'false'],
    ['aws:UserAgent', 'StringLike', 'curl*'],
    ['aws:RequestedRegion', 'StringEquals', 'eu-west-1'],
  ])('%s is not taken to be absent', (key, operator, value) => {
    expect(decision({ [operator]: { [key]: value } })).toBe('unknown');
    expect(decision({ [operator]: { [key]: value } }, { effect: 'Deny' })).toBe('unknown');
    expect(decision({ [`${operator}IfExists`]: { [key]: value } })).toBe('unknown');
    expect(decision({ Null: { [key]: 'false' } })).toBe('allowed');
    expect(decision({ Null: { [key.toLowerCase()]: 'true' } })).toBe('denied');
  });

  test.each([
    ['aws:CurrentTime', 'Date', '2020-01-01T00:00:00Z'],
    ['aws:CurrentTime', 'Date', '1577836800'],
    ['aws:EpochTime', 'Numeric', '1577836800'],
    ['aws:EpochTime', 'Date', '2020-01-01'],
  ])('%s of a request to come is later than a %s that has passed: %s', (key, type, past) => {
    const by = (operator: string, value: unknown = past) => decision({ [`${type}${operator}`]: { [key]: value } });
    expect(['LessThan', 'LessThanEquals', 'Equals'].map(operator => by(operator))).toEqual(['denied', 'denied', 'denied']);
    expect(['GreaterThan', 'GreaterThanEquals', 'NotEquals'].map(operator => by(operator))).toEqual(['allowed', 'allowed', 'allowed']);
    expect(decision({ [`${type}GreaterThan`]: { [key]: past } }, { effect: 'Deny' })).toBe('denied');
    expect(decision({ [`${type}LessThan`]: { [key]: past } }, { effect: 'Deny' })).toBe('allowed');
  });

  test.each(['LessThan', 'LessThanEquals', 'Equals', 'GreaterThan', 'GreaterThanEquals', 'NotEquals'])(
    'what is Date%s of a time to come is not decided', operator => {
      const [past, soon] = ['2020-01-01T00:00:00Z', '2120-01-01T00:00:00Z'];
      expect(decision({ [`Date${operator}`]: { 'aws:CurrentTime': soon } })).toBe('unknown');
      expect(decision({ [`Date${operator}`]: { 'aws:CurrentTime': [past, soon] } }))
        .toBe(operator.startsWith('Greater') ? 'allowed' : 'unknown');
    },
  );

  test('a time that is told decides in both of its forms', () => {
    const [until, context] = ['2020-01-01T00:00:00Z', { 'AWS:currentTime': '2019-06-01T00:00:00Z' }];
    expect(decision({ DateLessThan: { 'aws:CurrentTime': until } }, { context })).toBe('allowed');
    expect(decision({ NumericLessThan: { 'aws:EpochTime': '1577836800' } }, { context })).toBe('allowed');
    expect(decision({ NumericLessThan: { 'aws:EpochTime': '1559347199' } }, { context })).toBe('denied');
    const seconds = { 'aws:EpochTime': 1559347200 };
    expect(decision({ DateLessThan: { 'aws:CurrentTime': '2019-06-01T00:00:01Z' } }, { context: seconds })).toBe('allowed');
    expect(decision({ DateLessThan: { 'aws:CurrentTime': '2019-06-01T00:00:00Z' } }, { context: seconds })).toBe('denied');
    // what is no time decides as it stands, and tells nothing of the other
    expect(decision({ NumericLessThan: { 'aws:EpochTime': '4733510400' } }, { context: { 'aws:CurrentTime': 'soon' } })).toBe('unknown');
    expect(decision({ NumericLessThan: { 'aws:EpochTime': '4733510400' } }, { context: { 'aws:CurrentTime': '99999999999999' } }))
      .toBe('unknown');
  });

  test('one that the question tells decides', () => {
    const inside = { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } };
    expect(decision(inside, { context: { 'aws:SourceIp': '10.1.2.3' } })).toBe('allowed');
    expect(decision(inside, { context: { 'aws:SourceIp': '198.51.100.7' } })).toBe('denied');
  });

  test('one that is a variable in a resource is not filled in', () => {
    const model = AccessModel.fromTemplate(template({
      resources: { Members: role('authenticated', [allow('s3:GetObject', 'arn:aws:s3:::photos/${aws:userid}/*')]) },
    }));
    expect(model.can('Members', 's3:GetObject', 'arn:aws:s3:::photos/x/cat.jpg').decision).toBe('unknown');
    expect(model.can('Members', 's3:PutObject', 'arn:aws:s3:::photos/x/cat.jpg').decision).toBe('denied');
  });
});

describe('keys that say who the session is', () => {
  test('the tags of the role are those of the principal', () => {
    const tagged = { Tags: [{ Key: 'team', Value: 'blue' }] };
    expect(decision({ StringEquals: { 'aws:PrincipalTag/team': 'blue' } }, { role: tagged })).toBe('allowed');
    expect(decision({ StringEquals: { 'aws:PrincipalTag/Team': 'red' } }, { role: tagged })).toBe('denied');
    expect(decision({ StringEquals: { 'aws:PrincipalTag/team': 'blue' } })).toBe('denied');
  });

  test('so are the tags of its stack, unless it has others itself', () => {
    const ask = (value: string, Tags?: object[]) => AccessModel._fromTemplates([{
      name: 'Stack',
      tags: { team: 'blue' },
      body: template({
        resources: {
          Members: role('authenticated', [
            allow('s3:GetObject', '*', { Condition: { StringEquals: { 'aws:PrincipalTag/team': value } } }),
          ], { ...Tags && { Tags } }),
        },
      }),
    }]).can('Members', 's3:GetObject', OBJECT).decision;
    expect(ask('blue')).toBe('allowed');
    expect(ask('red')).toBe('denied');
    expect(ask('red', [{ Key: 'Team', Value: 'red' }])).toBe('allowed');
    expect(ask('blue', [{ Key: 'site', Value: 'red' }])).toBe('allowed');
  });

  test('a tag of the session, where one may be, is not guessed at', () => {
    const tags = {
      Type: 'AWS::Cognito::IdentityPoolPrincipalTag',
      Properties: { IdentityPoolId: { Ref: 'Identities' }, IdentityProviderName: 'x', PrincipalTags: { team: 'custom:team' } },
    };
    const ask = (key: string) => AccessModel.fromTemplate(template({
      resources: {
        Members: role('authenticated', [
          allow('s3:GetObject', '*', { Condition: { StringEquals: { [`aws:PrincipalTag/${key}`]: 'blue' } } }),
        ],
        { Tags: [{ Key: 'team', Value: 'blue' }, { Key: 'site', Value: 'blue' }] }),
        Tags: tags,
      },
    })).can('Members', 's3:GetObject', OBJECT).decision;
    expect(ask('site')).toBe('allowed');
    expect(['unknown', 'allowed']).toContain(ask('team'));
  });

  test('ARN and account are those of the role', () => {
    expect(decision({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/Members' } })).toBe('allowed');
    expect(decision({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/Others' } })).toBe('denied');
    expect(decision({ StringEquals: { 'aws:PrincipalAccount': '123456789012' } })).toBe('allowed');
    expect(decision({ StringNotEquals: { 'aws:PrincipalAccount': '123456789012' } }, { effect: 'Deny' })).toBe('allowed');
  });

  test('the amr of a real token names the provider too', () => {
    expect(decision({ 'ForAnyValue:StringEquals': { [`${KEY}:amr`]: 'authenticated' } })).toBe('allowed');
    expect(decision({ 'ForAllValues:StringEquals': { [`${KEY}:amr`]: 'authenticated' } })).toBe('denied');
    expect(decision({ 'ForAnyValue:StringLike': { [`${KEY}:amr`]: 'cognito-idp.*:CognitoSignIn:*' } })).toBe('allowed');
  });
});

describe('a trust that looks at what a request for a role does not say', () => {
  const become = (condition: object) => {
    const Members = role('authenticated', []);
    (Members as any).Properties.AssumeRolePolicyDocument.Statement[0].Condition = {
      ...(Members as any).Properties.AssumeRolePolicyDocument.Statement[0].Condition, ...condition,
    };
    return AccessModel.fromTemplate(template({ resources: { Members } })).becomes(signedIn({})).outcome;
  };

  test('decides nothing either way', () => {
    expect(become({ StringLike: { [`${KEY}:sub`]: 'us-east-1:*' } })).toBe('unknown');
    expect(become({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })).toBe('unknown');
    expect(become({ DateLessThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } })).toBe('unknown');
    expect(become({})).toBe('role');
  });
});
