import { Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as fc from 'fast-check';
import { knob, text, turned } from './knobs';
import { factsOf, Place, Program, says, Statement } from './statement';
import { Claim, DataAccess, IdentityRole, InvokableApi, RoleRule, TaggedResource } from '../../../src';

type Who = 'authenticated' | 'guests' | 'group' | 'rule';
/** What a grant is about, made in a stack. */
type Made = (stack: Stack, role: IdentityRole) => void;

interface Grant {
  readonly what: string;
  readonly refusals: RegExp[];
  /** A tag without which nobody is allowed anything. */
  readonly tag?: string;
  readonly make: Made;
}

const access = knob([DataAccess.READ, DataAccess.WRITE, DataAccess.READ_WRITE]);
const prefix = (wrong: [string, RegExp][] = []) => knob(['private', 'a/b', text(40)], [
  ['/private', /prefix/], ['private/', /prefix/], ['pri*', /prefix/], ['', /prefix/], ['${aws:username}', /prefix/], ...wrong,
]);

const both = ({ access: some, actions }: any) => says(some !== undefined && actions !== undefined, /access/);

function tableIn(stack: Stack, id: string, imported: boolean): dynamodb.ITable {
  return imported ? dynamodb.Table.fromTableName(stack, `OT${id}`, 'table')
    : new dynamodb.Table(stack, `OT${id}`, { partitionKey: { name: 'owner', type: dynamodb.AttributeType.STRING } });
}

function bucketIn(stack: Stack, id: string, kind: string): s3.IBucket {
  if (kind === 'imported') return s3.Bucket.fromBucketName(stack, `OB${id}`, 'bucket');
  return new s3.Bucket(stack, `OB${id}`, kind === 'key' ? { encryptionKey: new kms.Key(stack, `OK${id}`) } : {});
}

const bucketKind = fc.constantFrom('made', 'made', 'imported', 'key');

const objects = (id: string): fc.Arbitrary<Grant> => fc.tuple(fc.record<any>({
  prefix: prefix(),
  access,
  actions: knob([['s3:GetObject', 's3:ListBucket'], ['s3:ListBucket']], [
    [['s3:PutObjectAcl'], /actions/], [['s3:*'], /actions/], [[], /actions/],
  ]),
}), bucketKind).map(([knobs, kind]) => {
  const { values, refusals } = turned<any>(knobs);
  return {
    what: 'own objects',
    refusals: [...refusals, ...both(values)],
    make: (stack, role) => void role.grantOwnObjects(bucketIn(stack, id, kind), values),
  };
});

const items = (id: string): fc.Arbitrary<Grant> => fc.tuple(fc.record<any>({
  access,
  actions: knob([['dynamodb:GetItem'], ['dynamodb:Query']], [[['dynamodb:Scan'], /actions/], [['dynamodb:*'], /actions/]]),
  keyPrefix: knob(['USER#'], [['USER*', /keyPrefix/], ['', /keyPrefix/]]),
  separator: knob(['#'], [['?', /separator/], ['', /separator/]]),
  indexes: knob([['byOwner'], [text(255), 'a.b']], [[['x*y'], /indexes/], [['ab'], /indexes/], [[text(256)], /indexes/]]),
}), fc.boolean()).map(([knobs, imported]) => {
  const { values, refusals } = turned<any>(knobs);
  const unread = values.indexes && (values.access === DataAccess.WRITE || (values.actions && !values.actions.includes('dynamodb:Query')));
  return {
    what: 'own items',
    refusals: [...refusals, ...both(values), ...says(unread, /indexes/)],
    make: (stack, role) => void role.grantOwnItems(tableIn(stack, id, imported), values),
  };
});

const topics = (): fc.Arbitrary<Grant> => fc.record<any>({ prefix: prefix([['a+', /prefix/], ['a#', /prefix/]]), access }).map(knobs => {
  const { values, refusals } = turned<any>(knobs);
  return { what: 'own topics', refusals, make: (_, role) => void role.grantOwnTopics(values) };
});

const folder = (id: string): fc.Arbitrary<Grant> => fc.tuple(prefix(), fc.boolean(), bucketKind).map(([name, list, kind]) => ({
  what: 'read prefix',
  refusals: name?.refused ? [name.refused] : [],
  make: (stack, role) => void role.grantReadPrefix(bucketIn(stack, id, kind), name?.value ?? 'public', { list }),
}));

const calls = (id: string): fc.Arbitrary<Grant> => fc.record<any>({
  methods: knob([['GET'], ['GET', 'POST'], ['ANY']], [[['get'], /methods/], [[], /methods/]]),
  path: knob(['/orders/*', '/'], [['orders', /path/], ['/orders/{id}', /path/]]),
  stage: knob(['prod', '*', '$default'], [['a b', /stage/]]),
}).map(knobs => {
  const { values, refusals } = turned<any>(knobs);
  return {
    what: 'calls',
    refusals,
    make: (stack, role) => void role.grantInvokeApi(InvokableApi.rest(apigateway.RestApi.fromRestApiId(stack, `OA${id}`, 'api'), values)),
  };
});

const allowed = { actions: ['s3:GetObject'], resources: ['arn:aws:s3:::bucket/*'] };
const statements = knob<any>([allowed, { ...allowed, conditions: { Bool: { 'aws:SecureTransport': 'true' } } }], [
  [{ ...allowed, principals: [new iam.AnyPrincipal()] }, /principal/],
  [{ actions: ['s3:GetObject'] }, /resources/], [{ resources: ['*'] }, /actions/],
]);
const statement = (): fc.Arbitrary<Grant> => fc.tuple(statements, fc.boolean()).map(([given, denies]) => ({
  what: denies ? 'deny' : 'statement',
  refusals: given?.refused ? [given.refused] : [],
  make: (_, role) => {
    const made = new iam.PolicyStatement(given?.value ?? allowed);
    if (denies) role.deny(made);
    else role.addToPolicy(made);
  },
}));

const managed = (): fc.Arbitrary<Grant> => fc.constantFrom('ReadOnlyAccess', 'AmazonS3ReadOnlyAccess').map(name => ({
  what: 'managed policy',
  refusals: [],
  make: (_, role) => role.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName(name)),
}));

const plain = (id: string): fc.Arbitrary<Grant> => fc.boolean().map(isTable => ({
  what: 'grant',
  refusals: [],
  make: (stack, role) => {
    if (isTable) tableIn(stack, id, false).grantReadData(role);
    else bucketIn(stack, id, 'made').grantRead(role, `${id}/*`);
  },
}));

const tagged = (id: string): fc.Arbitrary<Grant> => fc.tuple(
  knob(['tenant', 'tenant', 'Tenant'], [['', /tag/], ['aws:x', /tag/], [text(129), /tag/]]),
  fc.constantFrom('objects', 'items', 'queue', 'arns'),
).map(([tag, kind]) => ({
  what: 'tagged',
  refusals: tag?.refused ? [tag.refused] : [],
  tag: (tag?.value ?? 'tenant').toLowerCase(),
  make: (stack, role) => {
    const resource = {
      objects: () => TaggedResource.objects(bucketIn(stack, id, 'made'), { prefix: 'tenants' }),
      items: () => TaggedResource.items(tableIn(stack, id, false)),
      queue: () => TaggedResource.queue(new sqs.Queue(stack, `OQ${id}`)),
      arns: () => TaggedResource.arns(['arn:aws:states:*:*:stateMachine:*'], ['states:StartExecution']),
    }[kind]();
    role.grantTagged(resource, { tag: tag?.value ?? 'tenant' });
  },
}));

function roleOf(who: Who, id: string, { auth }: Place): IdentityRole {
  switch (who) {
    case 'group': return auth.addGroup(`granted${id}`);
    case 'rule': return auth.addRule(`Granted${id}`, RoleRule.equalTo(Claim.fromTrigger(`of${id}`).acknowledgeWriters('reviewed'), 'yes'));
    default: return auth[who];
  }
}

export const grantOf = (id: string): fc.Arbitrary<Statement> => fc.tuple(
  fc.constantFrom<Who>('authenticated', 'authenticated', 'guests', 'group', 'rule'), fc.boolean(),
  fc.oneof(objects(id), items(id), topics(), folder(id), calls(id), statement(), managed(), plain(id), plain(id), tagged(id)),
).map(([who, isElsewhere, { what, refusals, tag, make }]) => {
  // guests are there or not by a prop, so that programs without them have nothing to say here
  const said = ({ props: { values } }: Program) => who !== 'guests' || values.guestAccess === true;
  return {
    name: `${what} of ${who}`,
    refusals: [],
    ...(who === 'rule' ? { ordered: true } : {}),
    facts: { choosesRole: who === 'group' || who === 'rule' },
    clashes: program => said(program) ? [
      ...refusals,
      ...says(tag !== undefined && who === 'guests', /guests have no tags/),
      ...says(tag !== undefined && !factsOf(program).some(({ tags }) => tags?.includes(tag)), /no session has the tag/),
    ] : [],
    run: place => {
      if (said(place.program)) make(isElsewhere ? place.elsewhere : place.stack, roleOf(who, id, place));
    },
  };
});

