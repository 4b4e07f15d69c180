import { createHash } from 'node:crypto';
import { asString, isUnresolved, unresolved } from '../values';

/**
 * Where a template is deployed, as far as it is known; the rest is a stable stand-in.
 */
export interface Place {
  readonly region: string;
  readonly account: string;
  readonly partition: string;
  readonly urlSuffix: string;
  readonly stackName: string;
}

/** Gives a resource's property, resolved. */
export type Property = (name: string) => unknown;

interface Symbols {
  readonly ref: (id: string, property: Property, place: Place) => unknown;
  readonly attributes?: Record<string, (id: string, property: Property, place: Place) => unknown>;
}

/**
 * What `Ref` of a resource gives: the value itself where the template decides it, otherwise a stand-in that is made of the logical
 * id in the form that the service uses.
 */
export function refOf(type: string, id: string, property: Property, place: Place): unknown {
  const known = knownOf(type);
  return known ? known.ref(id, property, place) : id;
}

/**
 * What `Fn::GetAtt` of a resource gives. Attributes of custom resources are whatever their handler returns: unresolved.
 */
export function attributeOf(type: string, id: string, attribute: string, property: Property, place: Place): unknown {
  const attributes = knownOf(type)?.attributes ?? {};
  if (Object.hasOwn(attributes, attribute)) return attributes[attribute](id, property, place);
  if (type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource') {
    return unresolved(`${id}.${attribute} is decided by a custom resource`);
  }
  if (!attribute.endsWith('Arn')) return `${id}.${attribute}`;
  const service = (type.split('::')[1] ?? 'unknown').toLowerCase();
  return arn(place, service, `${attribute === 'Arn' ? '' : `${attribute}/`}${id}`);
}

function arn(place: Place, service: string, resource: string, where: { region?: string; account?: string } = {}): string {
  return `arn:${place.partition}:${service}:${where.region ?? place.region}:${where.account ?? place.account}:${resource}`;
}

function named(property: string): Symbols['ref'] {
  return (id, get) => {
    const name = get(property);
    return isUnresolved(name) ? id : asString(name) ?? id;
  };
}

function iamName(kind: 'role' | 'policy' | 'user' | 'group', property: string): Symbols['ref'] {
  return (id, get, place) => {
    const path = asString(get('Path')) ?? '/';
    return arn(place, 'iam', `${kind}${path}${named(property)(id, get, place)}`, { region: '' });
  };
}

function uuidOf(place: Place, id: string): string {
  const hex = createHash('sha256').update(`${place.stackName}/${id}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}

function userPoolId(id: string, _get: Property, place: Place): string {
  return `${place.region}_${id}`;
}

function providerName(id: string, get: Property, place: Place): string {
  return `cognito-idp.${place.region}.${place.urlSuffix}/${userPoolId(id, get, place)}`;
}

function oidcProvider(id: string, get: Property, place: Place): unknown {
  const url = get('Url');
  if (isUnresolved(url)) return url;
  const host = (asString(url) ?? id).replace(/^https:\/\//, '').replace(/\/$/, '');
  return arn(place, 'iam', `oidc-provider/${host}`, { region: '' });
}

/** A resource whose name is a property and whose ARN is its service, a prefix and that name. */
function arnOfName(service: string, prefix: string, property: string, suffix = ''): Symbols {
  const name = named(property);
  return { ref: name, attributes: { Arn: (id, get, place) => arn(place, service, `${prefix}${name(id, get, place)}${suffix}`) } };
}

/** As above, but `Ref` gives the ARN too. */
function refIsArn(service: string, prefix: string, property: string, attribute = 'Arn'): Symbols {
  const whole: Symbols['ref'] = (id, get, place) => arn(place, service, `${prefix}${named(property)(id, get, place)}`);
  return { ref: whole, attributes: { [attribute]: whole } };
}

function queueUrl(id: string, get: Property, place: Place): unknown {
  return `https://sqs.${place.region}.${place.urlSuffix}/${place.account}/${queueName(id, get, place)}`;
}

function secretArn(id: string, get: Property, place: Place): unknown {
  return arn(place, 'secretsmanager', `secret:${named('Name')(id, get, place)}-AbCdEf`);
}

/** The function of an alias may be given by its ARN too. */
function aliasArn(id: string, get: Property, place: Place): unknown {
  const [called, alias] = [asString(get('FunctionName')), asString(get('Name'))];
  return called === undefined || alias === undefined ? id : arn(
    place, 'lambda', `function:${called.replace(/^.*:function:/, '')}:${alias}`,
  );
}

const bucketName = named('BucketName');
const queueName = named('QueueName');
const tableName = named('TableName');

const table: Symbols = {
  ref: tableName,
  attributes: {
    Arn: (id, get, place) => arn(place, 'dynamodb', `table/${tableName(id, get, place)}`),
    StreamArn: (id, get, place) => arn(place, 'dynamodb', `table/${tableName(id, get, place)}/stream/2026-01-01T00:00:00.000`),
  },
};

const ofDomain = arnOfName('es', 'domain/', 'DomainName');
const searchDomain: Symbols = { ...ofDomain, attributes: { ...ofDomain.attributes, DomainArn: ofDomain.attributes!.Arn } };

const oidc: Symbols = { ref: oidcProvider, attributes: { Arn: oidcProvider } };

/** Types come from templates, and may be called as what every object has. */
function knownOf(type: string): Symbols | undefined {
  return Object.hasOwn(SYMBOLS, type) ? SYMBOLS[type] : undefined;
}

const SYMBOLS: Record<string, Symbols> = {
  'AWS::IAM::Role': { ref: named('RoleName'), attributes: { Arn: iamName('role', 'RoleName'), RoleId: id => `AROA${id.toUpperCase()}` } },
  'AWS::IAM::ManagedPolicy': {
    ref: iamName('policy', 'ManagedPolicyName'), attributes: { PolicyArn: iamName('policy', 'ManagedPolicyName') },
  },
  'AWS::IAM::Policy': { ref: named('PolicyName') },
  'AWS::IAM::User': { ref: named('UserName'), attributes: { Arn: iamName('user', 'UserName') } },
  'AWS::IAM::Group': { ref: named('GroupName'), attributes: { Arn: iamName('group', 'GroupName') } },
  'AWS::IAM::OIDCProvider': oidc,
  'Custom::AWSCDKOpenIdConnectProvider': oidc,
  'AWS::IAM::SAMLProvider': {
    ref: (id, get, place) => arn(place, 'iam', `saml-provider/${named('Name')(id, get, place)}`, { region: '' }),
  },
  'AWS::S3::Bucket': {
    ref: bucketName,
    attributes: { Arn: (id, get, place) => arn(place, 's3', String(bucketName(id, get, place)), { region: '', account: '' }) },
  },
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::Lambda::Function': arnOfName('lambda', 'function:', 'FunctionName'),
  'AWS::SQS::Queue': {
    ref: queueUrl,
    attributes: { Arn: (id, get, place) => arn(place, 'sqs', String(queueName(id, get, place))), QueueName: queueName, QueueUrl: queueUrl },
  },
  'AWS::SNS::Topic': { ...refIsArn('sns', '', 'TopicName', 'TopicArn') },
  'AWS::KMS::Key': { ref: id => id, attributes: { KeyId: id => id, Arn: (id, _get, place) => arn(place, 'kms', `key/${id}`) } },
  'AWS::Logs::LogGroup': arnOfName('logs', 'log-group:', 'LogGroupName', ':*'),
  'AWS::Kinesis::Stream': arnOfName('kinesis', 'stream/', 'Name'),
  'AWS::KinesisFirehose::DeliveryStream': arnOfName('firehose', 'deliverystream/', 'DeliveryStreamName'),
  'AWS::Events::EventBus': arnOfName('events', 'event-bus/', 'Name'),
  'AWS::ECR::Repository': arnOfName('ecr', 'repository/', 'RepositoryName'),
  'AWS::OpenSearchService::Domain': searchDomain,
  'AWS::Elasticsearch::Domain': searchDomain,
  'AWS::EFS::FileSystem': {
    ref: id => id, attributes: { FileSystemId: id => id, Arn: (id, _get, place) => arn(place, 'elasticfilesystem', `file-system/${id}`) },
  },
  'AWS::SSM::Parameter': { ref: named('Name') },
  'AWS::SecretsManager::Secret': { ref: secretArn, attributes: { Id: secretArn } },
  'AWS::Lambda::Alias': { ref: aliasArn, attributes: { AliasArn: aliasArn } },
  'AWS::ApiGateway::RestApi': { ref: id => id, attributes: { RestApiId: id => id } },
  'AWS::StepFunctions::StateMachine': refIsArn('states', 'stateMachine:', 'StateMachineName'),
  'AWS::AppSync::GraphQLApi': {
    ref: (id, _get, place) => arn(place, 'appsync', `apis/${id}`),
    attributes: { Arn: (id, _get, place) => arn(place, 'appsync', `apis/${id}`), ApiId: id => id },
  },
  'AWS::Location::PlaceIndex': arnOfName('geo', 'place-index/', 'IndexName'),
  'AWS::Location::Map': arnOfName('geo', 'map/', 'MapName'),
  'AWS::RUM::AppMonitor': { ref: named('Name') },
  'AWS::Cognito::UserPool': {
    ref: userPoolId,
    attributes: {
      UserPoolId: userPoolId,
      Arn: (id, get, place) => arn(place, 'cognito-idp', `userpool/${userPoolId(id, get, place)}`),
      ProviderName: providerName,
      ProviderURL: (id, get, place) => `https://${providerName(id, get, place)}`,
    },
  },
  'AWS::Cognito::UserPoolClient': { ref: id => id, attributes: { ClientId: id => id, Name: named('ClientName') } },
  'AWS::Cognito::UserPoolGroup': { ref: named('GroupName') },
  'AWS::Cognito::UserPoolIdentityProvider': { ref: named('ProviderName') },
  'AWS::Cognito::UserPoolResourceServer': { ref: named('Identifier') },
  'AWS::Cognito::UserPoolDomain': { ref: named('Domain') },
  'AWS::Cognito::IdentityPool': {
    ref: (id, _get, place) => `${place.region}:${uuidOf(place, id)}`,
    attributes: { Id: (id, _get, place) => `${place.region}:${uuidOf(place, id)}`, Name: named('IdentityPoolName') },
  },
};
