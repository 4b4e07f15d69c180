import { isPublic } from './public-policy';
import { asList } from '../../private/as-list';
import { asBoolean, asString, eachChoice, isNoValue, isObject, itemsOf, NO_VALUE } from '../../template/values';

/** A resource, in either reading of the templates. */
export interface PolicyCarrier {
  readonly type: string;
  readonly label: string;
  readonly ref: unknown;
  readonly props: Record<string, any>;
}

/** A policy that stands on resources. */
export interface ResourcePolicy<T extends PolicyCarrier = PolicyCarrier> {
  /** What has it in the template. */
  readonly at: T;
  /** As actions name it. */
  readonly service: string;
  /** None for a key that is left with the policy that KMS gives it. */
  readonly document?: unknown;
  /** What it stands on, as the template names it: a bucket's name, a queue's URL, a function's name, or an ARN. */
  readonly targets: unknown;
  /** Why it may not count. */
  readonly doubt?: string;
  /** It is of a service whose resource policies are not evaluated. */
  readonly foreign?: boolean;
  /** The deployment refuses it. */
  readonly refused?: boolean;
}

type Found = Omit<ResourcePolicy, 'at'>;

/** Services whose resource policies are named in an answer, not evaluated: `PROPERTY of TYPE` may decide about actions of these. */
const FOREIGN: Readonly<Record<string, [service: string, property: string]>> = {
  'AWS::Backup::BackupVault': ['backup', 'AccessPolicy'],
  'AWS::CloudTrail::ResourcePolicy': ['cloudtrail', 'ResourcePolicy'],
  'AWS::CodeArtifact::Domain': ['codeartifact', 'PermissionsPolicyDocument'],
  'AWS::CodeArtifact::Repository': ['codeartifact', 'PermissionsPolicyDocument'],
  'AWS::ECR::PublicRepository': ['ecr-public', 'RepositoryPolicyText'],
  'AWS::ECR::RegistryPolicy': ['ecr', 'PolicyText'],
  'AWS::ECR::Repository': ['ecr', 'RepositoryPolicyText'],
  'AWS::EFS::FileSystem': ['elasticfilesystem', 'FileSystemPolicy'],
  'AWS::Elasticsearch::Domain': ['es', 'AccessPolicies'],
  'AWS::Events::EventBus': ['events', 'Policy'],
  'AWS::Events::EventBusPolicy': ['events', 'Statement'],
  'AWS::EventSchemas::RegistryPolicy': ['schemas', 'Policy'],
  'AWS::Kinesis::ResourcePolicy': ['kinesis', 'ResourcePolicy'],
  'AWS::Lambda::LayerVersionPermission': ['lambda', 'Statement'],
  'AWS::Lex::ResourcePolicy': ['lex', 'Policy'],
  'AWS::Logs::ResourcePolicy': ['logs', 'PolicyDocument'],
  'AWS::MediaStore::Container': ['mediastore', 'Policy'],
  'AWS::OpenSearchServerless::AccessPolicy': ['aoss', 'Policy'],
  'AWS::OpenSearchService::Domain': ['es', 'AccessPolicies'],
  'AWS::S3::AccessPoint': ['s3', 'Policy'],
  'AWS::S3::MultiRegionAccessPointPolicy': ['s3', 'Policy'],
  'AWS::S3Express::BucketPolicy': ['s3express', 'PolicyDocument'],
  'AWS::S3ObjectLambda::AccessPointPolicy': ['s3-object-lambda', 'PolicyDocument'],
  'AWS::S3Tables::TableBucketPolicy': ['s3tables', 'ResourcePolicy'],
  'AWS::S3Tables::TablePolicy': ['s3tables', 'ResourcePolicy'],
  'AWS::S3Vectors::VectorBucketPolicy': ['s3vectors', 'Policy'],
  'AWS::VpcLattice::AuthPolicy': ['vpc-lattice-svcs', 'Policy'],
  'AWS::XRay::ResourcePolicy': ['xray', 'PolicyDocument'],
};

const READERS: Readonly<Record<string, (carrier: PolicyCarrier) => Found[]>> = {
  'AWS::S3::BucketPolicy': ({ props }) => [{ service: 's3', document: props.PolicyDocument, targets: props.Bucket }],
  'AWS::SQS::QueuePolicy': ({ props }) => [{ service: 'sqs', document: props.PolicyDocument, targets: props.Queues }],
  'AWS::SQS::QueueInlinePolicy': ({ props }) => [{ service: 'sqs', document: props.PolicyDocument, targets: props.Queue }],
  'AWS::SNS::TopicPolicy': ({ props }) => [{ service: 'sns', document: props.PolicyDocument, targets: props.Topics }],
  'AWS::SNS::TopicInlinePolicy': ({ props }) => [{ service: 'sns', document: props.PolicyDocument, targets: props.TopicArn }],
  'AWS::KMS::Key': ({ props, ref }) => [{ service: 'kms', document: props.KeyPolicy, targets: ref }],
  'AWS::KMS::ReplicaKey': ({ props, ref }) => [{ service: 'kms', document: props.KeyPolicy, targets: ref }],
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
  'AWS::ApiGateway::RestApi': ({ props, ref }) => [{ service: 'execute-api', document: expanded(props.Policy, ref), targets: ref }],
};

/** Every policy on a resource that the templates have, of all services or of one. */
export function resourcePoliciesOf<T extends PolicyCarrier>(resources: readonly T[]): ResourcePolicy<T>[] {
  return resources.flatMap(at =>
    foundAt(at).filter(({ document, service }) => service === 'kms' || (document !== undefined && !isNoValue(document)))
      .map(found => ({ at, ...found, ...blocked(found, resources) })));
}

/** The types of resources that may have one, or that say whether one counts. */
export const POLICY_CARRIERS: readonly string[] = [...Object.keys(READERS), ...Object.keys(FOREIGN), 'AWS::S3::Bucket'];

function foundAt(at: PolicyCarrier): Found[] {
  const foreign = Object.hasOwn(FOREIGN, at.type) ? FOREIGN[at.type] : undefined;
  if (!foreign) return Object.hasOwn(READERS, at.type) ? READERS[at.type](at) : [];
  const [service, property] = foreign;
  return [{
    service,
    targets: at.ref,
    foreign: true,
    doubt: `how ${at.label} counts, which is ${at.type}, is no part of this answer`,
    document: property === 'Statement' ? statement(at.props) : at.props[property],
  }];
}

/** A policy of one statement, which may be given in parts. */
function statement(props: Record<string, any>): unknown {
  if (props.Statement !== undefined) return { Version: '2012-10-17', Statement: props.Statement };
  return props.Action === undefined || props.Principal === undefined ? undefined : permission(props);
}

/** New buckets block public policies unless told otherwise, tables always do. */
function blocked({ service, document, targets }: Found, resources: readonly PolicyCarrier[]): Pick<Found, 'doubt' | 'refused'> {
  if ((service !== 's3' && service !== 'dynamodb') || !isPublic(document)) return {};
  if (service === 'dynamodb') return refusal('DynamoDB refuses a public policy');
  const bucket = resources.find(({ type, ref, props }) =>
    type === 'AWS::S3::Bucket' && (ref === targets || (props.BucketName !== undefined && props.BucketName === targets)));
  if (!bucket) return {};
  const block = within(bucket.props.PublicAccessBlockConfiguration, 'BlockPublicPolicy');
  if (asBoolean(block) === false) return {};
  const why = `the bucket ${bucket.label} refuses a public policy unless BlockPublicPolicy is false`;
  return asBoolean(block) === true ? refusal(why) : { doubt: why };
}

function refusal(doubt: string): Pick<Found, 'doubt' | 'refused'> {
  return { doubt, refused: true };
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
  ].filter(([, , value]) => value !== undefined);
  const Condition: Record<string, Record<string, unknown>> = {};
  for (const [operator, key, value] of conditions) Condition[operator] = { ...Condition[operator], [key]: value };
  return {
    Version: '2012-10-17',
    Statement: [{
      Effect: 'Allow',
      Action: props.Action,
      Resource: '*',
      Principal: eachChoice(props.Principal, principal),
      ...(conditions.length > 0 ? { Condition } : {}),
    }],
  };
}

function principal(name: unknown): unknown {
  if (name === '*') return name;
  return { [/\.amazonaws\.com(\.cn)?$/.test(asString(name) ?? '') ? 'Service' : 'AWS']: name };
}

function within(value: unknown, property: string): unknown {
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

/** The texts by which a policy says what it stands on. */
export function targetsOf({ targets }: Pick<ResourcePolicy, 'targets'>): unknown[] {
  return asList(targets);
}
