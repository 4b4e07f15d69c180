import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { AccessModel, AppIdentityPoolProps, Claim, CognitoAuth, DataAccess, IdentityRole, TaggedResource } from '../../src';
import { checkTemplates } from '../../src/guardrails/check';
import { Decision } from '../../src/policy';
import { aPool, aStack } from '../identity-pool/identity-fixture';
import { simulateDecision } from '../policy/private/simulator';
import { warningsIn } from '../warnings';

const SUB = 'cognito-identity.amazonaws.com:sub';
const VARIABLE = '$' + `{${SUB}}`;
const ME = 'us-east-1:00000000-1111-4222-8333-444444444444';
const YOU = 'us-east-1:99999999-1111-4222-8333-444444444444';

interface Made {
  readonly stack: Stack;
  readonly everyone: IdentityRole;
  readonly bucket: s3.Bucket;
  readonly table: dynamodb.TableV2;
}

function made(props: AppIdentityPoolProps = {}, stack = aStack({ env: { account: '123456789012', region: 'us-east-1' } })): Made {
  const { identities } = aPool(stack, props);
  const bucket = new s3.Bucket(stack, 'Bucket', { bucketName: 'photos' });
  const table = new dynamodb.TableV2(stack, 'Table', {
    tableName: 'notes',
    partitionKey: { name: 'owner', type: dynamodb.AttributeType.STRING },
    globalSecondaryIndexes: [{ indexName: 'byDate', partitionKey: { name: 'owner', type: dynamodb.AttributeType.STRING } }],
  });
  return { stack, everyone: props.guestAccess ? identities.guests : identities.authenticated, bucket, table };
}

const photo = (key: string) => `arn:aws:s3:::photos/${key}`;
const BUCKET = 'arn:aws:s3:::photos';
const TABLE = 'arn:aws:dynamodb:us-east-1:123456789012:table/notes';

/** The statements of all policies, what they are about written out. */
function statementsIn(stack: Stack): any[] {
  const text = JSON.stringify(Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement));
  return JSON.parse(text
    .replace(
      /\{"Fn::Join":\["",\[\{"Fn::GetAtt":\["Bucket\w+","Arn"\]\},"([^"]+)"\]\]\}/g, `"${BUCKET}$1"`,
    ).replace(/\{"Fn::GetAtt":\["Bucket\w+","Arn"\]\}/g, `"${BUCKET}"`)
    .replace(
      /\{"Fn::Join":\["",\[\{"Fn::GetAtt":\["Table\w+","Arn"\]\},"([^"]+)"\]\]\}/g, `"${TABLE}$1"`,
    ).replace(/\{"Fn::GetAtt":\["Table\w+","Arn"\]\}/g, `"${TABLE}"`));
}

/** Whether identities may do something, by the access model and by the independent simulator, which have to agree. */
async function answer({ stack, everyone }: Made, action: string, resource: string, context: Record<string, unknown>): Promise<Decision> {
  const model = AccessModel.fromStack(stack).can(everyone.roleArn, action, resource, { context }).decision;
  const simulated = await simulateDecision({ action, resource, context: context as any }, {
    identity: [{ name: 'the role', document: { Version: '2012-10-17', Statement: statementsIn(stack) } }],
  });
  expect([action, resource, model]).toEqual([action, resource, simulated]);
  return model;
}

describe('own objects', () => {
  const ours = made();
  ours.everyone.grantOwnObjects(ours.bucket, { prefix: 'private' });

  test.each([
    ['s3:GetObject', photo(`private/${ME}/cat.jpg`), {}],
    ['s3:PutObject', photo(`private/${ME}/a/b/cat.jpg`), {}],
    ['s3:DeleteObject', photo(`private/${ME}/cat.jpg`), {}],
    ['s3:ListBucket', BUCKET, { 's3:prefix': `private/${ME}/` }],
    ['s3:ListBucket', BUCKET, { 's3:prefix': `private/${ME}/albums/` }],
  ])('are there to %s %s', async (action, resource, context) => {
    expect(await answer(ours, action, resource, { [SUB]: ME, ...context })).toBe('allowed');
  });

  test.each([
    ['what is somebody else\'s', 's3:GetObject', photo(`private/${YOU}/cat.jpg`), {}],
    ['a folder whose name begins the same', 's3:GetObject', photo(`private/${ME}2/cat.jpg`), {}],
    ['the folder itself as an object', 's3:GetObject', photo(`private/${ME}`), {}],
    ['another folder', 's3:PutObject', photo(`public/${ME}/cat.jpg`), {}],
    ['somebody else\'s listing', 's3:ListBucket', BUCKET, { 's3:prefix': `private/${YOU}/` }],
    ['the listing of a folder whose name begins the same', 's3:ListBucket', BUCKET, { 's3:prefix': `private/${ME}2/` }],
    ['the listing of all folders', 's3:ListBucket', BUCKET, { 's3:prefix': 'private/' }],
    ['the listing without a prefix', 's3:ListBucket', BUCKET, {}],
    ['who may read', 's3:PutObjectAcl', photo(`private/${ME}/cat.jpg`), {}],
  ])('are not %s', async (_, action, resource, context) => {
    expect(await answer(ours, action, resource, { [SUB]: ME, ...context })).toBe('denied');
  });

  test('are a literal variable in the template, and nothing that CloudFormation would fill in', () => {
    const text = JSON.stringify(Template.fromStack(ours.stack).toJSON());
    expect(text).toContain(`/private/${VARIABLE}/*`);
    expect(text).not.toContain('Fn::Sub');
  });

  test('without a prefix are folders of the bucket', () => {
    const { stack, everyone, bucket } = made();
    everyone.grantOwnObjects(bucket);
    expect(statementsIn(stack).map(({ Resource }) => Resource)).toContain(photo(`${VARIABLE}/*`));
  });

  test.each([
    [DataAccess.READ, ['s3:GetObject'], true],
    [DataAccess.WRITE, ['s3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'], false],
  ])('with access %s allow just that', (access, actions, list) => {
    const { stack, everyone, bucket } = made();
    everyone.grantOwnObjects(bucket, { access });
    expect(statementsIn(stack).flatMap(({ Action }) => Action)).toEqual([...actions, ...list ? ['s3:ListBucket'] : []]);
  });

  test('with actions allow these', () => {
    const { stack, everyone, bucket } = made();
    everyone.grantOwnObjects(bucket, { actions: ['s3:PutObject', 's3:PutObjectTagging'] });
    expect(statementsIn(stack).map(({ Action }) => Action)).toEqual([['s3:PutObject', 's3:PutObjectTagging']]);
  });

  test('with listing alone say nothing of objects', () => {
    const { stack, everyone, bucket } = made();
    everyone.grantOwnObjects(bucket, { actions: ['s3:ListBucket'] });
    expect(statementsIn(stack).map(({ Action }) => Action)).toEqual(['s3:ListBucket']);
  });

  test.each([
    [{ prefix: 'private/' }, "prefix must have no slash at its ends, got: 'private/'; write 'private'"],
    [{ prefix: '/private' }, 'prefix must have no slash'],
    [{ prefix: 'private/*' }, 'prefix must be plain text'],
    [{ prefix: VARIABLE }, 'prefix must be plain text'],
    [{ prefix: '' }, 'prefix must be plain text'],
    [{ actions: ['s3:*'] }, "'s3:*' can't be limited to the data of one owner"],
    [{ actions: ['s3:PutObjectAcl'] }, "'s3:PutObjectAcl' can't be limited"],
    [{ actions: ['s3:ListAllMyBuckets'] }, 'addToPolicy'],
    [{ actions: [] }, 'actions: none are given'],
    [{ actions: ['s3:GetObject'], access: DataAccess.READ }, 'exclude each other'],
  ])('fails with %p', (options, message) => {
    const { everyone, bucket } = made();
    expect(() => everyone.grantOwnObjects(bucket, options)).toThrow(message);
    expect(() => everyone.grantOwnObjects(bucket, options)).toThrow('Stack/Identities/Authenticated: grantOwnObjects');
  });

  test.each([
    [DataAccess.READ, 'kms:Decrypt'],
    [DataAccess.READ_WRITE, ['kms:Decrypt', 'kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*']],
  ])('with access %s of an encrypted bucket come with %p', (access, actions) => {
    const { stack, everyone } = made();
    const encrypted = new s3.Bucket(stack, 'Encrypted', { encryptionKey: new kms.Key(stack, 'Key') });
    everyone.grantOwnObjects(encrypted, { access });
    expect(statementsIn(stack)).toContainEqual(expect.objectContaining({ Action: actions }));
  });

  test('are inherited by groups, and live in the stack of the bucket', () => {
    const app = new App();
    const auth = new CognitoAuth(new Stack(app, 'AuthStack'), 'Auth');
    const stack = new Stack(app, 'Photos');
    const group = auth.addGroup('admins');
    auth.authenticated.grantOwnObjects(new s3.Bucket(stack, 'Bucket'), { prefix: 'private' });
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: 's3:ListBucket' })]) },
    });
    const model = AccessModel.fromStack(stack);
    const [{ ref }] = model._entities.resources.filter(({ type }) => type === 'AWS::S3::Bucket');
    const context = { [SUB]: ME };
    model.assertCan(group.roleArn, 's3:GetObject', `arn:aws:s3:::${String(ref)}/private/${ME}/a`, { context });
    model.assertCannot(group.roleArn, 's3:GetObject', `arn:aws:s3:::${String(ref)}/private/${YOU}/a`, { context });
  });

  test.each([
    ['us-gov-west-1', 'cognito-identity-us-gov.amazonaws.com'],
    ['us-gov-east-1', 'cognito-identity.us-gov-east-1.amazonaws.com'],
    ['cn-north-1', 'cognito-identity.amazonaws.com.cn'],
    ['eu-west-1', 'cognito-identity.amazonaws.com'],
  ])('in %s are told by %s', (region, keys) => {
    const { stack, everyone, bucket } = made({}, aStack({ env: { account: '123456789012', region } }));
    everyone.grantOwnObjects(bucket, { prefix: 'private' });
    expect(JSON.stringify(statementsIn(stack))).toContain('/private/$' + `{${keys}:sub}/*`);
  });

  test('of guests are warned about, since their id is lost', () => {
    const { stack, everyone, bucket } = made({ guestAccess: true });
    everyone.grantOwnObjects(bucket, { prefix: 'guests' });
    expect(warningsIn(stack)).toEqual(['guest-own-data']);
  });

  test('of those who signed in are not', () => {
    expect(warningsIn(ours.stack)).toEqual([]);
  });

  test('in a bucket of another account are granted there too', () => {
    const app = new App();
    const { everyone } = made({}, new Stack(app, 'Stack', { env: { account: '123456789012', region: 'us-east-1' } }));
    const there = new Stack(app, 'There', { env: { account: '210987654321', region: 'us-east-1' } });
    everyone.grantOwnObjects(new s3.Bucket(there, 'Bucket', { bucketName: 'theirs' }), { prefix: 'private' });
    Template.fromStack(there).hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Action: 's3:ListBucket', Condition: { StringLike: { 's3:prefix': `private/${VARIABLE}/*` } } }),
        ]),
      },
    });
  });
});

describe('own items', () => {
  const ours = made();
  ours.everyone.grantOwnItems(ours.table, { indexes: ['byDate'] });
  const key = (...values: string[]) => ({ 'dynamodb:LeadingKeys': values });

  test.each([
    ['dynamodb:GetItem', TABLE], ['dynamodb:Query', TABLE], ['dynamodb:PutItem', TABLE], ['dynamodb:BatchWriteItem', TABLE], [
      'dynamodb:Query', `${TABLE}/index/byDate`,
    ],
  ])('are there to %s in %s', async (action, resource) => {
    expect(await answer(ours, action, resource, { [SUB]: ME, ...key(ME) })).toBe('allowed');
  });

  test.each([
    ['somebody else\'s', 'dynamodb:GetItem', TABLE, key(YOU)],
    ['one of somebody else among one\'s own', 'dynamodb:BatchGetItem', TABLE, key(ME, YOU)],
    ['those whose key begins the same', 'dynamodb:Query', TABLE, key(`${ME}2`)],
    ['those with more after the owner, unless asked for', 'dynamodb:Query', TABLE, key(`${ME}#notes`)],
    ['all, by a request without a key', 'dynamodb:Query', TABLE, {}],
    ['all, by a scan', 'dynamodb:Scan', TABLE, {}],
    ['all, by a statement', 'dynamodb:PartiQLSelect', TABLE, {}],
    ['those of another index', 'dynamodb:Query', `${TABLE}/index/byTitle`, key(ME)],
    ['to be changed in an index', 'dynamodb:PutItem', `${TABLE}/index/byDate`, key(ME)],
  ])('are not %s', async (_, action, resource, context) => {
    expect(await answer(ours, action, resource, { [SUB]: ME, ...context })).toBe('denied');
  });

  describe('with more after the owner', () => {
    const longer = made();
    longer.everyone.grantOwnItems(longer.table, { keyPrefix: 'USER#', separator: '#', access: DataAccess.READ });

    test.each([`USER#${ME}`, `USER#${ME}#`, `USER#${ME}#notes#1`])('are %s', async value => {
      expect(await answer(longer, 'dynamodb:Query', TABLE, { [SUB]: ME, ...key(value) })).toBe('allowed');
    });

    test.each([ME, `USER#${ME}2`, `USER#${ME}2#notes`, `USER#${YOU}#notes`])('are not %s', async value => {
      expect(await answer(longer, 'dynamodb:Query', TABLE, { [SUB]: ME, ...key(value) })).toBe('denied');
    });

    test('are not all, by a request without a key', async () => {
      expect(await answer(longer, 'dynamodb:Query', TABLE, { [SUB]: ME })).toBe('denied');
    });

    test('are not written with access to read', async () => {
      expect(await answer(longer, 'dynamodb:PutItem', TABLE, { [SUB]: ME, ...key(`USER#${ME}`) })).toBe('denied');
    });
  });

  test.each([
    [DataAccess.READ, 'kms:Decrypt'],
    [DataAccess.WRITE, ['kms:Decrypt', 'kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*']],
  ])('with access %s of an encrypted table come with %p', (access, actions) => {
    const { stack, everyone } = made();
    everyone.grantOwnItems(new dynamodb.Table(stack, 'Encrypted', {
      partitionKey: { name: 'owner', type: dynamodb.AttributeType.STRING }, encryptionKey: new kms.Key(stack, 'Key'),
    }), { access });
    expect(statementsIn(stack)).toContainEqual(expect.objectContaining({ Action: actions }));
  });

  test.each([
    [{ actions: ['dynamodb:Scan'] }, "'dynamodb:Scan' can't be limited to the data of one owner"],
    [{ actions: ['dynamodb:PartiQLSelect'] }, "can't be limited"],
    [{ actions: ['dynamodb:*'] }, "can't be limited"],
    [{ keyPrefix: '*' }, 'keyPrefix must be plain text'],
    [{ separator: '' }, 'separator must be plain text'],
    [{ separator: '*' }, 'separator must be plain text'],
    [{ indexes: ['*'] }, "indexes must be names of 3 to 255 letters, digits or ._-, got: '*'"],
    [{ indexes: ['ab'] }, 'indexes must be names'],
    [{ indexes: ['byDate'], access: DataAccess.WRITE }, 'dynamodb:Query is not among what is granted'],
  ])('fails with %p', (options, message) => {
    const { everyone, table } = made();
    expect(() => everyone.grantOwnItems(table, options)).toThrow(message);
  });
});

describe('a partition key that is a number', () => {
  const number = { name: 'id', type: dynamodb.AttributeType.NUMBER };
  const text = { name: 'owner', type: dynamodb.AttributeType.STRING };
  const tables: [string, (stack: Stack, id: string, partitionKey: dynamodb.Attribute) => dynamodb.ITable][] = [
    ['Table', (stack, id, partitionKey) => {
      const table = new dynamodb.Table(stack, id, { partitionKey });
      table.addGlobalSecondaryIndex({ indexName: 'byOwner', partitionKey: text });
      table.addGlobalSecondaryIndex({ indexName: 'byId', partitionKey: number });
      return table;
    }],
    ['TableV2', (stack, id, partitionKey) => new dynamodb.TableV2(stack, id, {
      partitionKey,
      globalSecondaryIndexes: [{ indexName: 'byOwner', partitionKey: text }, { indexName: 'byId', partitionKey: number }],
    })],
  ];

  test.each(tables)('fails in a %s, whose items no identity id could own', (_, make) => {
    const { stack, everyone } = made();
    const other = make(stack, 'Numbered', number);
    expect(() => everyone.grantOwnItems(other)).toThrow(/Authenticated.*: grantOwnItems: the partition key of .*Numbered is a number/);
    expect(() => everyone.grantOwnItems(other, { keyPrefix: 'USER#' })).toThrow('is a number');
    expect(() => everyone.grantOwnItems(other, { indexes: ['byOwner', 'byId'] })).toThrow('of the index byId of ');
  });

  test.each(tables)('is fine in a %s of which an index by owner is read, and text always is', (_, make) => {
    const { stack, everyone } = made();
    expect(() => everyone.grantOwnItems(make(stack, 'Numbered', number), { indexes: ['byOwner'] })).not.toThrow();
    expect(() => everyone.grantOwnItems(make(stack, 'Texts', text))).not.toThrow();
  });

  test('is nothing that is known of an imported table, and may be the value of a tag', () => {
    const { stack, everyone } = made();
    expect(() => everyone.grantOwnItems(dynamodb.Table.fromTableName(stack, 'Imported', 'notes'))).not.toThrow();
    const auth = new CognitoAuth(stack, 'Auth');
    auth.tagPrincipals({ tenant: Claim.sub() });
    const items = TaggedResource.items(new dynamodb.TableV2(stack, 'Tenants', { partitionKey: number }));
    expect(() => auth.authenticated.grantTagged(items, { tag: 'tenant' })).not.toThrow();
  });
});

describe('reading a folder', () => {
  test('lists nothing unless asked to', async () => {
    const ours = made({ guestAccess: true });
    ours.everyone.grantReadPrefix(ours.bucket, 'public');
    expect(await answer(ours, 's3:GetObject', photo('public/cat.jpg'), {})).toBe('allowed');
    expect(await answer(ours, 's3:GetObject', photo('public2/cat.jpg'), {})).toBe('denied');
    expect(await answer(ours, 's3:ListBucket', BUCKET, { 's3:prefix': 'public/' })).toBe('denied');
    expect(warningsIn(ours.stack)).toEqual([]);
  });

  test('lists the folder, and nothing else, when asked to', async () => {
    const ours = made();
    ours.everyone.grantReadPrefix(ours.bucket, 'public/photos', { list: true });
    expect(await answer(ours, 's3:ListBucket', BUCKET, { 's3:prefix': 'public/photos/' })).toBe('allowed');
    expect(await answer(ours, 's3:ListBucket', BUCKET, { 's3:prefix': 'public/' })).toBe('denied');
    expect(await answer(ours, 's3:ListBucket', BUCKET, {})).toBe('denied');
  });

  test.each(['', '*', 'public/', '/'])("fails with the folder '%s'", prefix => {
    const { everyone, bucket } = made();
    expect(() => everyone.grantReadPrefix(bucket, prefix)).toThrow('grantReadPrefix: prefix must');
  });
});

describe('a denial', () => {
  const secret = new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [photo('public/secret/*')] });

  test('is stronger than what is granted, for groups too', async () => {
    const { stack, identities, userPool } = aPool();
    const bucket = new s3.Bucket(stack, 'Bucket', { bucketName: 'photos' });
    const group = identities.addGroup(userPool, 'admins');
    bucket.grantRead(group);
    group.grantReadPrefix(bucket, 'public');
    identities.authenticated.deny(secret);
    const model = AccessModel.fromStack(stack);
    model.assertCan(group.roleArn, 's3:GetObject', bucket.arnForObjects('public/cat.jpg'));
    expect(secret.effect).toBe(iam.Effect.ALLOW);
    const statements = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'))
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
    expect(statements).toContainEqual({ Action: 's3:GetObject', Effect: 'Deny', Resource: photo('public/secret/*') });
  });

  test('of a group concerns that group', () => {
    const { stack, identities, userPool } = aPool();
    const [one, other] = ['one', 'other'].map((name, precedence) => identities.addGroup(userPool, name, { precedence }));
    identities.authenticated.addToPolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [photo('*')] }));
    one.deny(secret);
    const model = AccessModel.fromStack(stack);
    model.assertCannot(one.roleArn, 's3:GetObject', photo('public/secret/a'));
    model.assertCan(other.roleArn, 's3:GetObject', photo('public/secret/a'));
  });

  test('fails with principals', () => {
    const { everyone } = made();
    expect(() => everyone.deny(new iam.PolicyStatement({ principals: [new iam.AnyPrincipal()], actions: ['s3:*'], resources: ['*'] })))
      .toThrow('deny: a statement about what the role may do has no principals');
  });
});

test('own data adds no finding of any guardrail', () => {
  const findings = ({ stack }: Made) =>
    checkTemplates([{ name: 'Stack', body: { Resources: {}, ...Template.fromStack(stack).toJSON() } }]).map(({ rule }) => rule);
  const ours = made();
  ours.everyone.grantOwnObjects(ours.bucket, { prefix: 'private' });
  ours.everyone.grantOwnItems(ours.table, { indexes: ['byDate'], separator: '#' });
  ours.everyone.grantReadPrefix(ours.bucket, 'public', { list: true });
  expect(findings(ours)).toEqual(findings(made()));
});

test('own data renders the same statements as ever', () => {
  const { stack, everyone, bucket, table } = made();
  everyone.grantOwnObjects(bucket, { prefix: 'private' });
  everyone.grantOwnItems(table, { indexes: ['byDate'], separator: '#' });
  everyone.grantReadPrefix(bucket, 'public', { list: true });
  expect(Template.fromStack(stack).findResources('AWS::IAM::Policy')).toMatchSnapshot();
});
