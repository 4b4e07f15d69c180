import type { Entity } from '../../identity-facts/entities/entities';
import type { Assembly } from '../../template/assembly';
import type { TemplateScope } from '../../template/template-scope';
import { asString, isAlternatives, isNoValue, isUnresolved, unresolved } from '../../template/values';

/** A resource of a template that may turn out to be the one that is asked about, and by which ARN the policies of the templates mean it. */
export interface Namesake {
  readonly label: string;
  readonly alias: string;
  /** What of it is decided at deployment. */
  readonly open: 'name' | 'ARN' | 'account and region';
}

/** How the ARN of a kind of resource is made, and which names it may get when the template gives it none. */
interface Kind {
  /** The property with the name; a kind without one is never named by the template. */
  readonly property?: string;
  /** The attribute that is the ARN, or of which it is made; else the reference is. */
  readonly attribute?: string;
  readonly service: string;
  /** What stands before the name. */
  readonly prefix: string;
  readonly madeUp: (logicalId: string) => RegExp;
  /** What a name may be at all. */
  readonly valid?: RegExp;
  /** What the service adds to every name. */
  readonly suffix?: RegExp;
}

/** From here on, what CloudFormation cuts off where a name gets too long is not told from what it adds. */
const UNCUT = 20;

function perhapsCut(name: string): string {
  return name.length > UNCUT ? `${name.slice(0, UNCUT)}[A-Za-z0-9]*` : name;
}

/** CloudFormation joins the stack's name, the logical id and something random. */
function ofStack(logicalId: string): RegExp {
  return new RegExp(`^[A-Za-z0-9-]+-${perhapsCut(logicalId)}-[A-Za-z0-9]{8,14}(\\.fifo)?$`);
}

/** Of some kinds, the stack's name is no part. */
function beginning(name: string): RegExp {
  return new RegExp(`^${perhapsCut(name)}-[A-Za-z0-9]{8,14}$`);
}

const SLASHED = /^[\w./#+=@-]+$/;
const UUID = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|mrk-[0-9a-f]{32})$/;

const table: Kind = { property: 'TableName', attribute: 'Arn', service: 'dynamodb', prefix: 'table/', madeUp: ofStack };
const api: Kind = { service: 'execute-api', prefix: '', madeUp: () => /^[a-z0-9]{10}$/ };
const domain: Kind = { property: 'DomainName', attribute: 'Arn', service: 'es', prefix: 'domain/', madeUp: () => /^[a-z][a-z0-9-]{2,27}$/ };
const KINDS: Record<string, Kind> = {
  'AWS::S3::Bucket': {
    property: 'BucketName',
    attribute: 'Arn',
    service: 's3',
    prefix: '',
    madeUp: id =>
      ofStack(id.toLowerCase()),
    valid: /^(?=.{3,63}$)[a-z0-9][a-z0-9.-]*[a-z0-9]$/,
  },
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::SQS::Queue': { property: 'QueueName', attribute: 'Arn', service: 'sqs', prefix: '', madeUp: ofStack },
  'AWS::SNS::Topic': { property: 'TopicName', service: 'sns', prefix: '', madeUp: ofStack },
  'AWS::SecretsManager::Secret': {
    property: 'Name', service: 'secretsmanager', prefix: 'secret:', madeUp: id => beginning(id), valid: SLASHED, suffix: /-[A-Za-z0-9]{6}$/,
  },
  'AWS::SSM::Parameter': { property: 'Name', service: 'ssm', prefix: 'parameter/', madeUp: id => beginning(`CFN-${id}`) },
  'AWS::IAM::Role': { property: 'RoleName', attribute: 'Arn', service: 'iam', prefix: 'role/', madeUp: ofStack },
  'AWS::KMS::Key': { attribute: 'Arn', service: 'kms', prefix: 'key/', madeUp: () => UUID },
  'AWS::Lambda::Function': { property: 'FunctionName', attribute: 'Arn', service: 'lambda', prefix: 'function:', madeUp: ofStack },
  'AWS::Logs::LogGroup': {
    property: 'LogGroupName', attribute: 'Arn', service: 'logs', prefix: 'log-group:', madeUp: ofStack, valid: SLASHED,
  },
  'AWS::Kinesis::Stream': { property: 'Name', attribute: 'Arn', service: 'kinesis', prefix: 'stream/', madeUp: ofStack },
  'AWS::ECR::Repository': {
    property: 'RepositoryName',
    attribute: 'Arn',
    service: 'ecr',
    prefix: 'repository/',
    madeUp: id => ofStack(id.toLowerCase()),
    valid: SLASHED,
  },
  'AWS::OpenSearchService::Domain': domain,
  'AWS::Elasticsearch::Domain': domain,
  'AWS::KinesisFirehose::DeliveryStream': {
    property: 'DeliveryStreamName', attribute: 'Arn', service: 'firehose', prefix: 'deliverystream/', madeUp: ofStack,
  },
  'AWS::StepFunctions::StateMachine': {
    property: 'StateMachineName', service: 'states', prefix: 'stateMachine:', madeUp: id => beginning(id),
  },
  'AWS::AppSync::GraphQLApi': { service: 'appsync', prefix: 'apis/', madeUp: () => /^[a-z0-9]{26}$/ },
  'AWS::ApiGateway::RestApi': api,
  'AWS::ApiGatewayV2::Api': api,
  'AWS::Cognito::UserPool': {
    attribute: 'Arn', service: 'cognito-idp', prefix: 'userpool/', madeUp: () => /^[a-z]{2}(-[a-z]+)+-\d_[A-Za-z0-9]+$/,
  },
};

interface Nameless {
  readonly label: string;
  readonly kind: Kind;
  readonly scope: TemplateScope;
  /** The ARN that the policies of the templates mean it by, with a stand-in for the name. */
  readonly arn: string;
  readonly mayBeCalled: (name: string) => boolean;
  readonly open: Namesake['open'];
}

/** Which resources of the templates may be the one that is asked about, although the templates do not give it the ARN. */
export class MadeUpNames {
  private read?: { readonly nameless: Nameless[]; readonly arns: string[] };

  constructor(private readonly assembly: Assembly, private readonly resources: readonly Entity[]) {}

  /** None for what a template itself calls so: no two resources have one name. */
  public mayBe(resource: string): Namesake[] {
    const service = resource.split(':')[2];
    if (!Object.values(KINDS).some(kind => kind.service === service)) return inventedArns(resource, this.resources, this.assembly);
    const { nameless, arns } = this.read ??= this.readAll();
    if (isOneOf(arns, resource)) return [];
    return nameless.flatMap(candidate => {
      const rest = candidate.kind.service === service ? restAfterName(resource, candidate) : undefined;
      return rest === undefined ? [] : [{ label: candidate.label, alias: candidate.arn + rest, open: candidate.open }];
    });
  }

  /** Whether it is what the templates' own policies mean by a resource that they make. */
  public isMade(resource: string): boolean {
    return isOneOf((this.read ??= this.readAll()).arns, resource);
  }

  private readAll(): { nameless: Nameless[]; arns: string[] } {
    const nameless: Nameless[] = [];
    const arns: string[] = [];
    for (const entity of this.resources.filter(({ type }) => Object.hasOwn(KINDS, type))) {
      const kind = KINDS[entity.type];
      const scope = this.assembly.scopes.find(({ template }) => template.name === entity.template)!;
      const arn = arnOf(entity, kind, scope);
      arns.push(arn);
      const written = kind.property === undefined ? undefined : entity.props[kind.property];
      const known = hangsOnStackName(scope, entity, kind) ? withoutStackName(written, scope) : written;
      const tests = namesOf(known, kind.madeUp(entity.logicalId));
      const mayBeCalled = (name: string) => (kind.valid ?? /^[\w.-]+$/).test(name) && tests.some(test => test.test(name));
      const open = asString(written) === undefined ? 'name' : kind.suffix ? 'ARN' : 'account and region';
      nameless.push({ label: entity.label, kind, scope, arn, mayBeCalled, open });
    }
    return { nameless, arns };
  }
}

function isOneOf(arns: readonly string[], resource: string): boolean {
  return arns.some(arn => resource === arn || resource.startsWith(`${arn}/`) || resource.startsWith(`${arn}:`));
}

function arnOf({ logicalId, ref }: Entity, { attribute, service, prefix }: Kind, scope: TemplateScope): string {
  const { partition, region, account } = scope.place;
  const given = String(attribute === undefined ? ref : scope.attribute(logicalId, attribute)).replace(/:\*$/, '');
  return given.startsWith('arn:') ? given : `arn:${partition}:${service}:${region}:${account}:${prefix}${given}`;
}

/** Whether a name is made with that of the stack, which a template that stands for itself does not tell. */
function hangsOnStackName({ template }: TemplateScope, { logicalId }: Entity, { property }: Kind): boolean {
  const raw = property === undefined ? undefined : template.body.Resources[logicalId].Properties?.[property];
  return template.stackName === undefined && raw !== undefined && JSON.stringify(raw).includes('AWS::StackName');
}

function withoutStackName(written: unknown, { place }: TemplateScope): unknown {
  if (typeof written !== 'string') return written;
  return { ...unresolved('the name of the stack is decided at deployment'), Pattern: written.replaceAll(place.stackName, '«»') };
}

/** What a resource may be called of which the template says this. */
function namesOf(written: unknown, madeUp: RegExp): RegExp[] {
  if (written === undefined || isNoValue(written)) return [madeUp];
  if (isAlternatives(written)) return written['Fn::Alternatives'].flatMap(option => namesOf(option, madeUp));
  return [exactly(isUnresolved(written) ? written.Pattern ?? '«»' : String(written))];
}

/** A text with guillemets around what is not known. */
function exactly(text: string): RegExp {
  return new RegExp(`^${text.split(/«[^»]*»/).map(known => known.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('.*')}$`);
}

/**
 * What follows in an ARN on the name that the resource may have; undefined if it is none of its. Where nobody says where a stack is, it may
 * be anywhere.
 */
function restAfterName(resource: string, { kind, scope: { template }, arn, mayBeCalled }: Nameless): string | undefined {
  const [asked, own] = [resource.split(':'), arn.split(':')];
  const fits = (index: number, known: unknown) =>
    asked[index] === own[index] || known === undefined && own[index] !== '' && asked[index] !== '';
  const inPlace = fits(1, template.region) && fits(3, template.region) && fits(4, template.account);
  const named = asked.slice(5).join(':');
  if (!inPlace || !named.startsWith(kind.prefix)) return undefined;
  const [name] = (kind.valid === SLASHED ? /^[^:]*/ : /^[^:/]*/).exec(named.slice(kind.prefix.length))!;
  const isWhole = kind.suffix?.test(name) ?? true;
  return isWhole && mayBeCalled(kind.suffix ? name.replace(kind.suffix, '') : name)
    ? named.slice(kind.prefix.length + name.length)
    : undefined;
}

/** Services that the types of their resources call otherwise than ARNs do. */
const SERVICES: Readonly<Record<string, string>> = {
  efs: 'elasticfilesystem',
  location: 'geo',
  opensearchserverless: 'aoss',
  pinpoint: 'mobiletargeting',
};

/**
 * Resources of a service about which nothing more is known here than that their ARN is decided at deployment: each may be any that is
 * asked about in its account and region. The templates' policies mean them by an ARN that was made up to read them.
 */
function inventedArns(resource: string, resources: readonly Entity[], assembly: Assembly): Namesake[] {
  const [, , service, region, account] = resource.split(':');
  return resources.filter(entity => serviceOf(entity.type) === service && !hasOtherName(entity, resource))
    .flatMap(({ label, type, template, logicalId }) => {
      const scope = assembly.scopes.find(candidate => candidate.template.name === template)!;
      const fits = (asked: string, own: string, known: unknown) => asked === '' || asked === own || known === undefined;
      const isThere = fits(region, scope.place.region, scope.template.region) && fits(account, scope.place.account, scope.template.account);
      if (!isThere) return [];
      return ['Arn', `${type.split('::')[2]}Arn`].flatMap((attribute): Namesake[] => {
        const arn = String(scope.attribute(logicalId, attribute));
        return resource === arn || !arn.startsWith('arn:') ? [] : [{ label, alias: arn, open: 'ARN' }];
      });
    });
}

/** A bus has the name that its template gives it, which has to. */
function hasOtherName({ type, props }: Entity, resource: string): boolean {
  const name = type === 'AWS::Events::EventBus' ? asString(props.Name) : undefined;
  return name !== undefined && !resource.endsWith(`:event-bus/${name}`);
}

function serviceOf(type: string): string {
  const [owner, name] = type.split('::');
  return owner === 'AWS' ? SERVICES[name?.toLowerCase()] ?? name?.toLowerCase() : '';
}
