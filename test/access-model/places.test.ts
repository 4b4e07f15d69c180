import { allow, role, template } from './fixture';
import { AccessModel } from '../../src/access-model';
import { checkTemplate } from '../../src/template/text/load';

/** Where a resource is that CloudFormation names, or that has a name in an account and region that nobody gives: which ARNs may mean it. */
const [HERE, ELSEWHERE] = ['us-east-1:123456789012', 'eu-west-1:111122223333'];
const PLACE = { region: 'us-east-1', account: '123456789012' };
const modelOf = (place: object, resources: Record<string, object>, Resource: unknown) => {
  const body = template({ resources: { Members: role('authenticated', [allow('*', Resource)]), ...resources } });
  return AccessModel._fromTemplates([{ name: 'T', body: checkTemplate(body, 'T'), ...place }]);
};
const thing = (Type: string, Properties: object = {}, id = 'Thing') => ({ [id]: { Type, Properties } });
const ARN = { 'Fn::GetAtt': ['Thing', 'Arn'] };
const asked = (model: AccessModel, resource: string) => model.can('Members', `${resource.split(':')[2]}:DoIt`, resource);

describe('a queue with a name that is made up', () => {
  const name = 'live-Thing-1ABCDEFGHIJKL';
  test.each<[string, object, string, string]>([
    ['may be anywhere, where nobody says where it is', {}, `arn:aws:sqs:${ELSEWHERE}:${name}`, 'unknown'],
    ['may be where it is', PLACE, `arn:aws:sqs:${HERE}:${name}`, 'unknown'],
    ['is in no other region', PLACE, `arn:aws:sqs:eu-west-1:123456789012:${name}`, 'denied'],
    ['is in no other account', PLACE, `arn:aws:sqs:us-east-1:111122223333:${name}`, 'denied'],
    ['is in no other account, whatever its region', { account: '123456789012' }, `arn:aws:sqs:${ELSEWHERE}:${name}`, 'denied'],
    ['may be in any region of its account', { account: '123456789012' }, `arn:aws:sqs:eu-west-1:123456789012:${name}`, 'unknown'],
    ['is in no other region, whatever its account', { region: 'us-east-1' }, `arn:aws:sqs:${ELSEWHERE}:${name}`, 'denied'],
    ['is in no other partition', PLACE, `arn:aws-cn:sqs:${HERE}:${name}`, 'denied'],
    ['is in some region', {}, `arn:aws:sqs::123456789012:${name}`, 'denied'],
    ['is no topic', {}, `arn:aws:sns:${HERE}:${name}`, 'denied'],
  ])('%s', (_, place, resource, decision) => {
    const model = modelOf(place, { ...thing('AWS::SQS::Queue'), ...thing('AWS::SNS::Topic', {}, 'Other') }, ARN);
    expect(asked(model, resource).decision).toBe(decision);
  });

  test('has every word of a short logical id, and the beginning of a long one', () => {
    const [short, long] = ['A'.repeat(20), `${'A'.repeat(20)}BCDE`];
    const of = (id: string, physical: string) => asked(
      modelOf({}, thing('AWS::SQS::Queue', {}, id), { 'Fn::GetAtt': [id, 'Arn'] }), `arn:aws:sqs:${HERE}:live-${physical}-1ABCDEFGHIJKL`,
    ).decision;
    expect([of(short, short), of(short, `${short}B`)]).toEqual(['unknown', 'denied']);
    expect([of(long, long), of(long, `${short}BC`), of(long, short), of(long, 'A'.repeat(19))])
      .toEqual(['unknown', 'unknown', 'unknown', 'denied']);
  });
});

describe('kinds of resources', () => {
  test.each<[string, unknown, string, string]>([
    ['AWS::AppSync::GraphQLApi', ARN, `arn:aws:appsync:${HERE}:apis/abcdefghijklmnopqrstuvwxyz`, 'unknown'],
    ['AWS::AppSync::GraphQLApi', ARN, `arn:aws:appsync:${HERE}:apis/abcdefghijklmnopqrstuvwxyz/types/Query`, 'denied'],
    ['AWS::AppSync::GraphQLApi', ARN, `arn:aws:appsync:${HERE}:apis/abcdefghijklmnopqrstuvwxyz0`, 'denied'],
    ['AWS::AppSync::GraphQLApi', ARN, `arn:aws:appsync:${HERE}:apis/xABCDEFGHIJKLMNOPQRSTUVWXYZ`, 'denied'],
    ['AWS::ApiGateway::RestApi', {
      'Fn::Sub': 'arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Thing}/*',
    }, `arn:aws:execute-api:${HERE}:a1b2c3d4e5f/prod`, 'denied'],
    ['AWS::SSM::Parameter', {
      'Fn::Sub': 'arn:aws:ssm:${AWS::Region}:${AWS::AccountId}:parameter/${Thing}',
    }, `arn:aws:ssm:${HERE}:parameter/CFN-Thing-AbCdEfGhIjKl`, 'unknown'],
    ['AWS::SSM::Parameter', {
      'Fn::Sub': 'arn:aws:ssm:${AWS::Region}:${AWS::AccountId}:parameter/${Thing}',
    }, `arn:aws:ssm:${HERE}:parameter/Thing-AbCdEfGhIjKl`, 'denied'],
    ['AWS::Cognito::UserPool', ARN, `arn:aws:cognito-idp:${HERE}:userpool/us-gov-west-1_AbCdEf123`, 'unknown'],
    ['AWS::Cognito::UserPool', ARN, `arn:aws:cognito-idp:${HERE}:userpool/us-east-1_AbCdEf123-x`, 'denied'],
  ])('%s by %j: %s may be it, or not: %s', (type, resource, arn, decision) => {
    expect(asked(modelOf({}, thing(type), resource), arn).decision).toBe(decision);
  });
});

describe('a resource whose name hangs on that of its stack', () => {
  const queue = thing('AWS::SQS::Queue', { QueueName: { 'Fn::Sub': '${AWS::StackName}-jobs' } });
  test.each<[string, object, string, string]>([
    ['may have any beginning, where the template does not say in which stack it is', {}, `arn:aws:sqs:${HERE}:live-jobs`, 'unknown'],
    ['has its ending all the same', {}, `arn:aws:sqs:${HERE}:live-mail`, 'denied'],
    ['has that of its stack', { stackName: 'live', ...PLACE }, `arn:aws:sqs:${HERE}:live-jobs`, 'allowed'],
    ['has no other', { stackName: 'live', ...PLACE }, `arn:aws:sqs:${HERE}:test-jobs`, 'denied'],
  ])('%s', (_, place, resource, decision) => expect(asked(modelOf(place, queue, ARN), resource).decision).toBe(decision));

  test('with a name of its own has that one alone', () => {
    const own = thing('AWS::SQS::Queue', { QueueName: 'jobs' });
    expect(asked(modelOf(PLACE, own, ARN), `arn:aws:sqs:${HERE}:T-jobs`).decision).toBe('denied');
    const parts = { 'Fn::Join': ['', ['jobs', '.x+(y)']] };
    const odd = modelOf({}, thing('AWS::SQS::Queue', { QueueName: parts }), ARN);
    expect(asked(odd, `arn:aws:sqs:${ELSEWHERE}:jobs-x`).decision).toBe('denied');
  });
});

describe('what is open about it is said', () => {
  test.each<[string, string, object, string, string]>([
    ['its name', 'AWS::SQS::Queue', {}, `arn:aws:sqs:${HERE}:live-Thing-1ABCDEFGHIJKL`, 'name'],
    ['its place', 'AWS::SQS::Queue', { QueueName: 'jobs' }, `arn:aws:sqs:${ELSEWHERE}:jobs`, 'account and region'],
    ['its ending', 'AWS::SecretsManager::Secret', { Name: 'db' }, `arn:aws:secretsmanager:${HERE}:secret:db-Zz9Yy8`, 'ARN'],
    ['all of it', 'AWS::Bedrock::Agent', {}, `arn:aws:bedrock:${HERE}:agent/A1B2C3D4E5`, 'ARN'],
  ])('%s', (_, type, props, resource, open) => {
    const own = type.includes('Queue') ? ARN : type.includes('Secret') ? { Ref: 'Thing' } : { 'Fn::GetAtt': ['Thing', 'AgentArn'] };
    expect(asked(modelOf({}, thing(type, props), own), resource).reason)
      .toMatch(new RegExp(`^Thing gets its ${open} at deployment and may be ${resource}: `));
  });
});

describe('a resource of a service of which nothing more is known', () => {
  const agent = thing('AWS::Bedrock::Agent');
  const AGENT = { 'Fn::GetAtt': ['Thing', 'AgentArn'] };
  test.each<[string, object, string, string]>([
    ['may be any of its service', {}, `arn:aws:bedrock:${ELSEWHERE}:agent/A1`, 'unknown'],
    ['is in its region', PLACE, 'arn:aws:bedrock:eu-west-1:123456789012:agent/A1', 'denied'],
    ['is in its account', PLACE, 'arn:aws:bedrock:us-east-1:111122223333:agent/A1', 'denied'],
    ['may be where it is', PLACE, `arn:aws:bedrock:${HERE}:agent/A1`, 'unknown'],
    ['may have an ARN without either', PLACE, 'arn:aws:bedrock:::agent/A1', 'unknown'],
    ['is of no other service', {}, `arn:aws:polly:${HERE}:lexicon/A1`, 'denied'],
  ])('%s', (_, place, resource, decision) => expect(asked(modelOf(place, agent, AGENT), resource).decision).toBe(decision));

  test.each([
    ['AWS::EFS::FileSystem', 'elasticfilesystem'], ['AWS::OpenSearchServerless::Collection', 'aoss'],
    ['AWS::Pinpoint::App', 'mobiletargeting'],
  ])('%s is called %s in ARNs', (type, service) => {
    expect(asked(modelOf({}, thing(type), ARN), `arn:aws:${service}:${HERE}:x/1`).decision).toBe('unknown');
  });
  test('is none of somebody else\'s, whatever it is called', () => {
    const theirs = modelOf({}, thing('Vendor::Bedrock::Agent'), AGENT);
    expect(asked(theirs, `arn:aws:bedrock:${HERE}:agent/A1`).reason).not.toContain('Thing gets');
  });
});
