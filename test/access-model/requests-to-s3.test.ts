import { allow, role, template } from './fixture';
import { AccessModel } from '../../src/access-model';

const OBJECT = 'arn:aws:s3:::photos/cat.jpg';

interface Asked {
  readonly action?: string;
  readonly context?: Record<string, unknown>;
}

/** What the own policy of a role says by one condition. */
function byRole(Condition: object, { action = 's3:GetObject', context = {} }: Asked = {}): string {
  const model = AccessModel.fromTemplate(template({ resources: { Members: role('authenticated', [allow('*', '*', { Condition })]) } }));
  return model.can('Members', action, OBJECT, { context }).decision;
}

function denied(Condition: object): object {
  return { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', Condition };
}

/** What a role that may do everything may do where a bucket has these statements. */
function byBucket(statements: object[], context: Record<string, unknown> = {}, statement: object = {}): string {
  const model = AccessModel.fromTemplate(template({
    resources: {
      Members: role('authenticated', [{ ...allow('*', '*'), ...statement }]),
      Photos: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'photos' } },
      Policy: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: { Bucket: { Ref: 'Photos' }, PolicyDocument: { Version: '2012-10-17', Statement: statements } },
      },
    },
  }));
  return model.can('Members', 's3:GetObject', OBJECT, { context }).decision;
}

const OLD_TLS = { NumericLessThan: { 's3:TlsVersion': '1.2' } };
const PLAIN = { Bool: { 'aws:SecureTransport': 'false' } };
const NO_V4 = { StringNotEquals: { 's3:signatureversion': 'AWS4-HMAC-SHA256' } };
const NO_HEADER = { StringNotEquals: { 's3:authType': 'REST-HEADER' } };
const OLD_SIGNATURE = { NumericGreaterThan: { 's3:signatureAge': '600000' } };

describe('how a request to S3 is made', () => {
  test.each<[string, object]>([
    ['whether by TLS 1.3', { NumericGreaterThanEquals: { 's3:TlsVersion': '1.3' } }],
    ['whether by TLS at all', { NumericGreaterThanEquals: { 's3:TlsVersion': '1.2' } }],
    ['whether the key of TLS is there', { Null: { 's3:TlsVersion': 'false' } }],
    ['by which version it is signed', { StringEquals: { 's3:signatureversion': 'AWS4-HMAC-SHA256' } }],
    ['by which version it is not signed', { StringNotEquals: { 'S3:SignatureVersion': 'AWS' } }],
    ['where it is signed', { StringEquals: { 's3:authType': 'POST' } }],
    ['how old its signature is', { NumericLessThan: { 's3:signatureAge': '600000' } }],
  ])('%s is not said', (_, condition) => expect(byRole(condition)).toBe('unknown'));

  test('over TLS older than 1.2 does not happen: S3 knows none', () => {
    expect(byRole(OLD_TLS)).toBe('denied');
    expect(byRole({ NumericLessThanIfExists: { 's3:TlsVersion': '1.2' } })).toBe('unknown');
    expect(byRole({ NumericGreaterThanEqualsIfExists: { 's3:TlsVersion': '1.2' } })).toBe('allowed');
    expect(byRole({ NumericLessThan: { 's3:TlsVersion': '1.3' } })).toBe('unknown');
  });

  test('with some signature is sure', () => {
    expect(byRole({ Null: { 's3:signatureversion': 'false', 's3:authType': 'false' } })).toBe('allowed');
    expect(byRole({ Null: { 's3:signatureversion': 'true' } })).toBe('denied');
  });

  test('decides once the question tells it', () => {
    const atLeast13 = { NumericGreaterThanEquals: { 's3:TlsVersion': '1.3' } };
    expect(byRole(atLeast13, { context: { 's3:tlsversion': '1.3' } })).toBe('allowed');
    expect(byRole(atLeast13, { context: { 's3:TlsVersion': '1.2' } })).toBe('denied');
    expect(byRole({ StringEquals: { 's3:authType': 'POST' } }, { context: { 's3:authType': 'POST' } })).toBe('allowed');
    expect(byRole({ StringEquals: { 's3:authType': 'POST' } }, { context: { 's3:authType': 'REST-HEADER' } })).toBe('denied');
  });

  test('concerns the keys of the service that is asked, and no other', () => {
    const key = (service: string) => ({ StringEquals: { [`${service}:authType`]: 'POST' } });
    for (const service of ['s3', 's3express', 's3-object-lambda', 's3-outposts']) {
      expect(byRole(key(service), { action: `${service}:DoSomething` })).toBe('unknown');
    }
    expect(byRole(key('s3'), { action: 'S3:GetObject' })).toBe('unknown');
    expect(byRole(key('s3'), { action: 'sqs:SendMessage' })).toBe('denied');
    expect(byRole(key('s3'), { action: 's3express:CreateSession' })).toBe('denied');
    expect(byRole(key('s3tables'), { action: 's3tables:GetTable' })).toBe('denied');
  });
});

describe('a bucket that denies what is not made well', () => {
  test.each<[string, object[]]>([
    ['old TLS', [OLD_TLS]],
    ['TLS before 1.3', [{ NumericLessThan: { 's3:TlsVersion': 1.3 } }]],
    ['plain HTTP and old TLS', [PLAIN, OLD_TLS]],
    ['old TLS, where there is TLS', [{ Bool: { 'aws:SecureTransport': 'true' }, ...OLD_TLS }]],
    ['what has no key of TLS', [{ Null: { 's3:TlsVersion': 'true' } }]],
    ['another signature than version 4', [NO_V4]],
    ['the signature of version 2', [{ StringEquals: { 's3:signatureversion': 'AWS' } }]],
    ['a signature in the URL', [NO_HEADER]],
    ['an old signature in a URL', [OLD_SIGNATURE]],
    ['all of it', [PLAIN, OLD_TLS, NO_V4, NO_HEADER, OLD_SIGNATURE]],
  ])('lets in who makes it well: %s', (_, conditions) => expect(byBucket(conditions.map(denied))).toBe('allowed'));

  test.each<[string, object, Record<string, unknown>]>([
    ['plain HTTP', PLAIN, { 'aws:SecureTransport': 'false' }],
    ['plain HTTP, without the key of TLS', { Null: { 's3:TlsVersion': 'true' } }, { 'AWS:SecureTransport': 'false', 's3:TlsVersion': [] }],
    ['old TLS', OLD_TLS, { 's3:TlsVersion': '1.1' }],
    ['another signature', NO_V4, { 's3:signatureversion': 'AWS' }],
    ['a signature in a URL', NO_HEADER, { 's3:authType': 'REST-QUERY-STRING' }],
    ['an old signature', OLD_SIGNATURE, { 's3:authType': 'REST-QUERY-STRING', 's3:signatureAge': '600001' }],
  ])('keeps out whoever says so: %s', (_, condition, context) => {
    expect(byBucket([denied(condition)], context)).toBe('denied');
  });

  test('is not taken to be asked over TLS by who says otherwise', () => {
    const noTls = denied({ Null: { 's3:TlsVersion': 'true' } });
    expect(byBucket([noTls], { 'aws:SecureTransport': 'true' })).toBe('allowed');
    expect(byBucket([noTls], { 'aws:SecureTransport': 'false' })).toBe('denied');
    expect(byBucket([noTls], { 'AWS:SecureTransport': 'false' })).toBe('denied');
    expect(byBucket([denied(NO_V4)], { 'aws:SecureTransport': 'false' })).toBe('allowed');
  });

  test.each<[string, object, unknown, string]>([
    ['plain HTTP', { Null: { 's3:TlsVersion': 'false' } }, false, 'allowed'],
    ['plain HTTP', { NumericGreaterThan: { 's3:TlsVersion': '1' } }, 'False', 'allowed'],
    ['plain HTTP', { NumericLessThanIfExists: { 's3:TlsVersion': '1.3' } }, ['false'], 'denied'],
    ['TLS of some version', { Null: { 's3:TlsVersion': 'false' } }, true, 'unknown'],
    ['TLS of some version', { NumericLessThanIfExists: { 's3:TlsVersion': '1.3' } }, 'true', 'allowed'],
  ])('told of %s, a denial of %j decides', (_, condition, secure, expected) => {
    expect(byBucket([denied(condition)], { 'aws:SecureTransport': secure })).toBe(expected);
  });

  test('has no version of TLS in plain HTTP, for the own policy of a role too', () => {
    const plain = { context: { 'aws:SecureTransport': 'false' } };
    expect(byRole({ Null: { 's3:TlsVersion': 'true' } }, plain)).toBe('allowed');
    expect(byRole({ Null: { 's3:TlsVersion': 'false' } }, plain)).toBe('denied');
    expect(byRole({ Null: { 's3:TlsVersion': 'true' } }, { context: { 'aws:SecureTransport': 'true' } })).toBe('unknown');
    expect(byRole({ Null: { 's3:TlsVersion': 'true' } }, { context: { ...plain.context, 's3:TlsVersion': '1.2' } })).toBe('denied');
  });

  test('lets nobody in by what is not asked for', () => {
    expect(byBucket([denied({ StringNotEquals: { 's3:authType': 'POST' } })])).toBe('unknown');
    expect(byBucket([denied({ NumericGreaterThan: { 's3:TlsVersion': '1' } }), denied(PLAIN)])).toBe('unknown');
    expect(byBucket([denied(OLD_TLS)], {}, { Action: 's3:PutObject' })).toBe('denied');
  });

  test('leaves open what else is not said', () => {
    expect(byBucket([denied(OLD_TLS), denied({ NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })])).toBe('unknown');
  });
});
