import { App, CfnElement, CfnOutput, CfnParameter, CfnResource, Fn, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CognitoAuth } from '../../src';
import { nameOf } from '../../src/app-tree/app-resource';
import { WholeApp } from '../../src/app-tree/whole-app';

const CLIENT = 'AWS::Cognito::UserPoolClient';

/** As the CfnInclude of the core, which has no types any more, puts a whole template into the stack. */
class Included extends CfnElement {
  constructor(scope: Stack, id: string, private readonly resources: object) {
    super(scope, id);
  }

  public _toCloudFormation() {
    return { Resources: this.resources };
  }
}

function setUp() {
  const app = new App();
  const stack = new Stack(app, 'Stack', { env: { account: '123456789012', region: 'eu-west-1' } });
  return { app, stack, pool: new cognito.CfnUserPool(stack, 'Pool'), whole: new WholeApp(app) };
}

test.each<[string, (stack: Stack, pool: cognito.CfnUserPool) => unknown, string]>([
  ['Ref', (_, pool) => pool.ref, 'yes'],
  ['an attribute', (_, pool) => pool.attrUserPoolId, 'yes'],
  ['a reference by its logical id', (stack, pool) => ({ Ref: stack.resolve(pool.logicalId) }), 'yes'],
  ['an attribute by its logical id', (stack, pool) => ({ 'Fn::GetAtt': `${stack.resolve(pool.logicalId)}.UserPoolId` }), 'yes'],
  ['a text', () => 'eu-west-1_Abc123', 'no'],
  ['a secret', () => '{{resolve:ssm:pool}}', 'unknown'],
  ['a parameter', stack => new CfnParameter(stack, 'Id').valueAsString, 'unknown'],
  ['another pool', stack => new cognito.CfnUserPool(stack, 'Other').ref, 'no'],
  ['a substitution', () => Fn.sub('${Pool}'), 'yes'],
  ['a substitution of an attribute', () => Fn.sub('${Pool.UserPoolId}'), 'yes'],
  ['a substitution by a variable of its own', (_, pool) => Fn.sub('${Mine}', { Mine: pool.ref }), 'yes'],
  ['a variable that only its name makes alike', stack => Fn.sub('${Pool}', { Pool: new cognito.CfnUserPool(stack, 'Other').ref }), 'no'],
  ['a substitution of another pool', stack => { new cognito.CfnUserPool(stack, 'Pool2'); return Fn.sub('${Pool2}'); }, 'no'],
  ['a substitution of a parameter', stack => { new CfnParameter(stack, 'Id'); return Fn.sub('${AWS::Region}_${Id}'); }, 'unknown'],
  ['a substitution of nothing', () => Fn.sub('${!Pool}'), 'unknown'],
])('whether %s names the pool', (_, value, refers) => {
  const { stack, pool, whole } = setUp();
  expect(whole.refersTo(whole.resolve(value(stack, pool), stack), { stack }, pool)).toBe(refers);
});

test('an import of an output of the app names what the output exports', () => {
  const { app, stack, pool, whole } = setUp();
  new CfnOutput(stack, 'Out', { value: pool.ref, exportName: 'the-pool' });
  const other = new Stack(app, 'Other', { env: { account: '123456789012', region: 'eu-west-1' } });
  expect(whole.refersTo({ 'Fn::ImportValue': 'the-pool' }, { stack: other }, pool)).toBe('yes');
  expect(whole.refersTo({ 'Fn::ImportValue': 'another' }, { stack: other }, pool)).toBe('unknown');
});

test.each([
  ['the same place', '123456789012', 'eu-west-1', 'unknown'],
  ['another region', '123456789012', 'us-east-1', 'no'],
  ['another account', '999999999999', 'eu-west-1', 'no'],
])('a parameter in a stack of %s', (_, account, region, refers) => {
  const { app, pool, whole } = setUp();
  const there = new Stack(app, 'There', { env: { account, region } });
  expect(whole.refersTo(whole.resolve(new CfnParameter(there, 'Id').valueAsString, there), { stack: there }, pool)).toBe(refers);
});

test('resources of an included template count, and go by their logical id', () => {
  const { stack, pool, whole } = setUp();
  const definition = { Type: CLIENT, Properties: { UserPoolId: { Ref: stack.resolve(pool.logicalId) } } };
  new Included(stack, 'Old', { OldClient: definition, Broken: null });
  const [client] = whole.of(CLIENT);
  expect(nameOf(client)).toBe('OldClient of Stack/Old');
  expect(whole.partsOf(pool, CLIENT)).toEqual([client]);
});

test('parts are those that certainly name their owner', () => {
  const { stack, pool, whole } = setUp();
  const own = new cognito.CfnUserPoolClient(stack, 'Own', { userPoolId: pool.ref });
  new cognito.CfnUserPoolClient(stack, 'Text', { userPoolId: 'eu-west-1_Abc123' });
  new cognito.CfnUserPoolClient(stack, 'Unsure', { userPoolId: new CfnParameter(stack, 'Id').valueAsString });
  expect(whole.partsOf(pool, CLIENT)).toEqual([own]);
});

test('parts perhaps are those too that name nobody for certain, in the order of the tree, and not those of another owner', () => {
  const { stack, pool, whole } = setUp();
  const unsure = new cognito.CfnUserPoolClient(stack, 'Unsure', { userPoolId: new CfnParameter(stack, 'Id').valueAsString });
  const own = new cognito.CfnUserPoolClient(stack, 'Own', { userPoolId: pool.ref });
  new cognito.CfnUserPoolClient(stack, 'Text', { userPoolId: 'eu-west-1_Abc123' });
  const other = new cognito.CfnUserPoolClient(stack, 'Other', { userPoolId: new cognito.CfnUserPool(stack, 'Second').ref });
  const bucket = new CfnResource(stack, 'Bucket', { type: 'AWS::S3::Bucket' });
  const ofBucket = new cognito.CfnUserPoolClient(stack, 'Odd', { userPoolId: bucket.ref });
  const lookedUp = new cognito.CfnUserPoolClient(stack, 'LookedUp', { userPoolId: '{{resolve:ssm:/pool}}' });
  expect(whole.perhapsPartsOf(pool, CLIENT)).toEqual([unsure, own, ofBucket, lookedUp]);
  expect(whole.perhapsPartsOf(pool, CLIENT)).not.toContain(other);
});

test('properties are as rendered, with overrides', () => {
  const { stack, whole } = setUp();
  const resource = new CfnResource(stack, 'Topic', { type: 'AWS::SNS::Topic', properties: { DisplayName: 'a' } });
  resource.addPropertyOverride('DisplayName', 'b');
  expect(whole.properties(resource)).toEqual({ DisplayName: 'b' });
});

describe('one property', () => {
  /** Renders in a way of its own. */
  class LoudClient extends cognito.CfnUserPoolClient {
    protected renderProperties(props: Record<string, any>) {
      return { ...super.renderProperties(props), ClientName: 'LOUD' };
    }
  }

  const client = (pool: cognito.CfnUserPool, props: Partial<cognito.CfnUserPoolClientProps> = {}) =>
    new cognito.CfnUserPoolClient(pool.stack, 'Made', { userPoolId: pool.ref, ...props });

  test.each<[string, (stack: Stack, pool: cognito.CfnUserPool) => CfnResource, string, unknown]>([
    ['a text', (_, pool) => client(pool, { clientName: 'web' }), 'ClientName', 'web'],
    ['a token', (_, pool) => client(pool), 'UserPoolId', { Ref: '/Stack/Pool' }],
    ['nothing', (_, pool) => client(pool), 'ClientName', undefined],
    ['a list', (_, pool) => client(pool, { callbackUrLs: ['a'] }), 'CallbackURLs', ['a']],
    ['a structure', (_, pool) => client(pool, { tokenValidityUnits: { idToken: 'hours' } }), 'TokenValidityUnits', { IdToken: 'hours' }],
    ['an override', (_, pool) => {
      const made = client(pool, { clientName: 'web' });
      made.addPropertyOverride('ClientName', 'other');
      return made;
    }, 'ClientName', 'other'],
    ['tags', stack => {
      const made = new cognito.CfnUserPool(stack, 'Made');
      made.tags.setTag('team', 'a');
      return made;
    }, 'UserPoolTags', { team: 'a' }],
    ['a raw resource', stack => new CfnResource(stack, 'Made', { type: CLIENT, properties: { ClientName: 'web' } }), 'ClientName', 'web'],
    ['a class of somebody\'s own', (stack, { ref }) =>
      new LoudClient(stack, 'Made', { userPoolId: ref, clientName: 'web' }), 'ClientName', 'LOUD'],
    [
      'a policy that keeps itself out of the template', stack => new iam.Policy(stack, 'Empty').node.defaultChild as CfnResource,
      'PolicyName', undefined,
    ],
  ])('of %s is what is rendered', (_, make, name, value) => {
    const { app, stack, pool, whole } = setUp();
    const resource = make(stack, pool);
    expect(whole.property(resource, name)).toEqual(value);
    expect(new WholeApp(app).properties(resource)[name]).toEqual(value);
  });
});

test('a policy that keeps itself out of the template says nothing', () => {
  const { app, stack, whole } = setUp();
  const [policy] = new iam.Policy(stack, 'Empty').node.children;
  expect(whole.properties(policy as iam.CfnPolicy)).toEqual({});
  new CognitoAuth(stack, 'Auth', { guestAccess: true });
  expect(() => app.synth()).not.toThrow();
});
