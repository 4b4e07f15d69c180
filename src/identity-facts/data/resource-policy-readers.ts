import { isPublic } from './public-policy';
import { refusal } from './refusal';
import type { FoundPolicy, PolicyCarrier } from './resource-policy';
import { asList } from '../../private/as-list';
import { POLICY_PROPERTIES } from '../../template/resolve/policy-properties';
import { asBoolean, asString, eachChoice, isNoValue, isObject, itemsOf, NO_VALUE, unresolved } from '../../template/values';

type Reader = (carrier: PolicyCarrier) => FoundPolicy[];

/**
 * Those that are evaluated: within an account, what such a policy allows is allowed, as IAM says for all but roles and keys. Policies of
 * CloudWatch Logs are none of them: they are about services of AWS, and not enforced where a role asks.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-req-context.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html
 */
export const READERS: Readonly<Record<string, Reader>> = {
  'AWS::S3::BucketPolicy': on('s3', 'Bucket'),
  'AWS::SQS::QueuePolicy': on('sqs', 'Queues'),
  'AWS::SQS::QueueInlinePolicy': on('sqs', 'Queue'),
  'AWS::SNS::TopicPolicy': on('sns', 'Topics'),
  'AWS::SNS::TopicInlinePolicy': on('sns', 'TopicArn'),
  'AWS::KMS::Key': onItself('kms'),
  'AWS::KMS::ReplicaKey': onItself('kms'),
  'AWS::Lambda::Permission': ({ props }) => [{ service: 'lambda', document: permission(props), targets: props.FunctionName }],
  'AWS::DynamoDB::Table': ({ props, ref }) => [
    { service: 'dynamodb', document: within(props.ResourcePolicy, 'PolicyDocument'), targets: ref },
    { service: 'dynamodb', document: within(within(props.StreamSpecification, 'ResourcePolicy'), 'PolicyDocument'), targets: stream(ref) },
  ],
  'AWS::DynamoDB::GlobalTable': ({ props, ref }) => itemsOf(props.Replicas).flatMap(replica => [
    { service: 'dynamodb', document: within(within(replica, 'ResourcePolicy'), 'PolicyDocument'), targets: ref },
    {
      service: 'dynamodb',
      document: within(within(within(replica, 'ReplicaStreamSpecification'), 'ResourcePolicy'), 'PolicyDocument'),
      targets: stream(ref),
    },
  ]),
  'AWS::SecretsManager::ResourcePolicy': ({ props }) => [{
    service: 'secretsmanager',
    document: props.ResourcePolicy,
    targets: props.SecretId,
    ...(isPublic(props.ResourcePolicy) && asBoolean(props.BlockPublicPolicy) === true
      ? refusal('BlockPublicPolicy refuses a public policy')
      : {}),
  }],
  'AWS::ECR::Repository': carrier => onItself('ecr')(carrier).map(onTheWhole),
  'AWS::ECR::RegistryPolicy': onAll('ecr'),
  'AWS::EFS::FileSystem': carrier => onItself('elasticfilesystem')(carrier).map(onTheWhole),
  'AWS::Elasticsearch::Domain': onItself('es'),
  'AWS::OpenSearchService::Domain': onItself('es'),
  'AWS::Events::EventBus': onItself('events'),
  'AWS::Events::EventBusPolicy': ({ props }) => [{ service: 'events', document: ofBus(props), targets: props.EventBusName ?? 'default' }],
  'AWS::Kinesis::ResourcePolicy': on('kinesis', 'ResourceArn'),
  'AWS::Lambda::ResourcePolicy': on('lambda', 'ResourceArn'),
  'AWS::Lambda::LayerVersionPermission': ({ props: { Action, Principal, OrganizationId, LayerVersionArn } }) => [
    { service: 'lambda', document: permission({ Action, Principal, PrincipalOrgID: OrganizationId }), targets: LayerVersionArn },
  ],
  'AWS::Lex::ResourcePolicy': on('lex', 'ResourceArn'),
  'AWS::Bedrock::ResourcePolicy': on('bedrock', 'ResourceArn'),
  'AWS::APS::ResourcePolicy': about(
    on('aps', 'WorkspaceArn'), 'RemoteWrite', 'QueryMetrics', 'GetSeries', 'GetLabels', 'GetMetricMetadata',
  ),
  'AWS::CloudTrail::ResourcePolicy': carrier =>
    ['cloudtrail', 'cloudtrail-data'].flatMap(service => on(service, 'ResourceArn')(carrier)),
  'AWS::RUM::AppMonitor': about(onItself('rum'), 'PutRumEvents'),
  'AWS::S3Express::BucketPolicy': on('s3express', 'Bucket'),
  'AWS::S3Tables::TableBucketPolicy': on('s3tables', 'TableBucketARN'),
  'AWS::S3Tables::TablePolicy': on('s3tables', 'TableARN'),
  'AWS::S3Vectors::VectorBucketPolicy': carrier =>
    on('s3vectors', carrier.props.VectorBucketArn === undefined ? 'VectorBucketName' : 'VectorBucketArn')(carrier),
  'AWS::ApiGateway::RestApi': ({ props, ref }) => [{ service: 'execute-api', document: expanded(props.Policy, ref), targets: ref }],
};

/** A resource of its own for the policy, with a property that says what it stands on. */
function on(service: string, property: string): Reader {
  return carrier => [{ service, document: documentOf(carrier), targets: carrier.props[property] }];
}

/** A property of what it stands on. */
function onItself(service: string): Reader {
  return carrier => [{ service, document: documentOf(carrier), targets: carrier.ref }];
}

/**
 * A policy of which the service heeds what is about some actions; of the rest, some is ignored.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/APIReference/API_PutResourcePolicy.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-RUM-resource-policies.html
 */
function about(reader: Reader, ...names: string[]): Reader {
  return carrier => reader(carrier).map(found => ({ ...found, only: names.map(name => `${found.service}:${name}`.toLowerCase()) }));
}

/** A policy for everything that an account has of a service in a region. */
function onAll(service: string): Reader {
  return carrier => [{ service, document: documentOf(carrier), targets: '*' }];
}

/** The policy of a resource; nothing where it has none. */
export function documentOf({ type, props }: PolicyCarrier): unknown {
  const [property, inner] = POLICY_PROPERTIES[type].split('.');
  if (inner === undefined || props[property] === undefined) return props[property];
  return within(props[property], inner);
}

/** Some policies need not say which resource they are about. */
function onTheWhole(found: FoundPolicy): FoundPolicy {
  const filled = (statement: unknown) => eachChoice(statement, (plain: any) =>
    isObject(plain) && plain.Effect !== undefined && plain.Resource === undefined && plain.NotResource === undefined
      ? { ...plain, Resource: '*' }
      : plain);
  const document = found.document === undefined ? undefined : eachChoice(found.document, (plain: any) =>
    isObject(plain) && plain.Statement !== undefined ? { ...plain, Statement: asList(plain.Statement).map(filled) } : plain);
  return { ...found, document };
}

/** The policy of a bus is one of statements that may be given in parts. */
function ofBus(props: Record<string, any>): unknown {
  if (props.Statement !== undefined) return { Version: '2012-10-17', Statement: props.Statement };
  if (props.Action === undefined || props.Principal === undefined) return undefined;
  return granted(props, eachChoice(props.Condition ?? NO_VALUE, (plain: any) =>
    asString(plain.Type) === undefined || asString(plain.Key) === undefined
      ? unresolved('the condition of a bus is not known')
      : { [plain.Type]: { [plain.Key]: plain.Value } }));
}

/** What a permission of Lambda adds to the policy of the function. */
function permission(props: Record<string, any>): unknown {
  const conditions = [
    ['ArnLike', 'AWS:SourceArn', props.SourceArn],
    ['StringEquals', 'AWS:SourceAccount', props.SourceAccount],
    ['StringEquals', 'aws:PrincipalOrgID', props.PrincipalOrgID],
    ['StringEquals', 'lambda:EventSourceToken', props.EventSourceToken],
    ['StringEquals', 'lambda:FunctionUrlAuthType', props.FunctionUrlAuthType],
    ['Bool', 'lambda:InvokedViaFunctionUrl', props.InvokedViaFunctionUrl],
  ] as [string, string, unknown][];
  const given = conditions.filter(([, , value]) => value !== undefined);
  const Condition: Record<string, Record<string, unknown>> = {};
  for (const [operator, key, value] of given) Condition[operator] = { ...Condition[operator], [key]: value };
  return granted(props, given.length > 0 ? Condition : NO_VALUE);
}

/** A policy of one statement about whoever is named. */
function granted(props: Record<string, any>, Condition: unknown): unknown {
  return {
    Version: '2012-10-17',
    Statement: [{
      Effect: 'Allow',
      Action: props.Action,
      Resource: '*',
      Principal: eachChoice(props.Principal, principal),
      ...(isNoValue(Condition) ? {} : { Condition }),
    }],
  };
}

function principal(name: unknown): unknown {
  if (name === '*') return name;
  return { [/\.amazonaws\.com(\.cn)?$/.test(asString(name) ?? '') ? 'Service' : 'AWS']: name };
}

/** What of a value that may hang on conditions; nothing where it is not there. */
export function within(value: unknown, property: string): unknown {
  return eachChoice(value ?? NO_VALUE, (choice: any) => choice['Fn::Unresolved'] === undefined ? choice[property] ?? NO_VALUE : choice);
}

/** API Gateway lets the policy of an API leave out which API it is about. */
function expanded(value: unknown, api: unknown): unknown {
  if (typeof value === 'string') return value.replace(/^execute-api:\/?/, `arn:*:execute-api:*:*:${String(api)}/`);
  if (Array.isArray(value)) return value.map(item => expanded(item, api));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [
    name, /Action$|^Condition$/.test(name) ? part : expanded(part, api),
  ]));
}

function stream(table: unknown): unknown {
  return typeof table === 'string' ? `${table}/stream` : table;
}
