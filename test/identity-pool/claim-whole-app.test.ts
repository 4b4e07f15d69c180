import { App, CfnParameter, CfnResource, Fn, NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { PoolWithClient, aPool, aStack, ruleOn } from './identity-fixture';
import { AppIdentityPool, Claim, RoleRule } from '../../src';

const plan = Claim.customAttribute('plan');
const client = (stack: Stack, userPoolId: string, props: Partial<cognito.CfnUserPoolClientProps> = {}) => () =>
  new cognito.CfnUserPoolClient(stack, 'Other', { userPoolId, ...props });

/** Synthesizes a pool with a rule, and a second stack of the same app. */
function beside(prepare: (made: PoolWithClient, second: Stack) => void) {
  return () => {
    const app = new App();
    const made = aPool(new Stack(app, 'Stack'));
    prepare(made, new Stack(app, 'Second'));
    made.identities.addRule('Rule', RoleRule.equalTo(plan, 'x'));
    app.synth();
  };
}

describe('a registered client that was imported', () => {
  const imported = (claim: Claim, id: (made: PoolWithClient) => string) => ruleOn(claim, made => {
    made.identities.addUserPool(made.userPool, cognito.UserPoolClient.fromUserPoolClientId(made.stack, 'Imported', id(made)));
  });

  test('fails, since nothing says what its users write, takes it with a reason', () => {
    expect(imported(plan, () => '1h57kf5cpq17m0eml12EXAMPLE'))
      .toThrow(/of Stack\/Users through Stack\/Imported, of which it isn't known who can write what/);
    expect(imported(plan.acknowledgeWriters('its owner lets nobody write'), () => '1h57kf5cpq17m0eml12EXAMPLE')).not.toThrow();
  });
  test('is as good as any when it is one of this app', () => {
    expect(imported(plan, ({ userPool }) => {
      const second = userPool.addClient('Second');
      (second.node.defaultChild as cognito.CfnUserPoolClient).writeAttributes = [];
      return second.userPoolClientId;
    })).not.toThrow();
  });
  test.each(['sub', 'email_verified'])('does not matter for %s, which no client writes', name => {
    expect(imported(Claim.standardAttribute(name), () => 'abc')).not.toThrow();
  });
});

describe('a client that reaches the pool', () => {
  test.each<[string, (made: PoolWithClient, second: Stack) => void]>([
    ['by a reference to another stack', ({ userPool }, second) => client(second, userPool.userPoolId)()],
    ['by an export', ({ stack, userPool }, second) => client(second, stack.exportValue(userPool.userPoolId) as string)()],
    [
      'by its logical id',
      ({ stack, userPool }) => client(stack, Fn.ref(stack.getLogicalId(userPool.node.defaultChild as cognito.CfnUserPool)))(),
    ],
    [
      'by its ARN',
      ({ userPool }, second) => void cognito.UserPool.fromUserPoolArn(second, 'Imported', userPool.userPoolArn).addClient('Other'),
    ],
    ['from a nested stack', ({ stack, userPool }) => client(new NestedStack(stack, 'Nested'), userPool.userPoolId)()],
    ['within a text', ({ stack, userPool }) => client(stack, Fn.sub('${Id}', { Id: userPool.userPoolId }))()],
  ])('fails %s', (_, prepare) => expect(beside(prepare)).toThrow(/people can write themselves through/));

  test('fails when it can not be told which pool it reaches, and says so', () => {
    const unknown = ({ stack }: PoolWithClient) => client(stack, new CfnParameter(stack, 'PoolId').valueAsString)();
    expect(beside(unknown)).toThrow("through Stack/Other (whose user pool isn't known here)");
  });
  test('of another pool in the same ways is allowed', () => {
    expect(beside(({ stack }, second) => {
      const other = new cognito.UserPool(stack, 'Elsewhere');
      client(second, stack.exportValue(other.userPoolId) as string)();
      cognito.UserPool.fromUserPoolArn(second, 'Imported', other.userPoolArn).addClient('More');
      client(stack, Fn.ref(stack.getLogicalId(other.node.defaultChild as cognito.CfnUserPool)))();
    })).not.toThrow();
  });
});

describe('raw resources', () => {
  const raw = (properties: Record<string, unknown>, type = 'AWS::Cognito::UserPoolClient') => ({ stack, userPool }: PoolWithClient) =>
    void new CfnResource(stack, 'Raw', { type, properties: { UserPoolId: userPool.userPoolId, ...properties } });

  test('a client counts with what it may write', () => {
    expect(ruleOn(plan, raw({ WriteAttributes: ['custom:fixed'] }))).not.toThrow();
    expect(ruleOn(plan, raw({ UserPoolId: 'eu-west-1_other' }))).not.toThrow();
  });
  test('fails on a client that may write the claim, and names it itself', () => {
    expect(ruleOn(plan, raw({ WriteAttributes: ['custom:plan'] }))).toThrow(/through Stack\/Raw, /);
    expect(ruleOn(plan, raw({}))).toThrow(/through Stack\/Raw, /);
  });
  test('fails on an identity provider that fills an address in, takes one that does not', () => {
    const type = 'AWS::Cognito::UserPoolIdentityProvider';
    expect(ruleOn(Claim.standardAttribute('email'), raw({ AttributeMapping: { email: 'mail' } }, type))).toThrow(/Stack\/Raw fills in/);
    expect(ruleOn(Claim.standardAttribute('email'), raw({}, type))).not.toThrow();
  });
});

test('fails naming the pool that lacks the attribute when two are registered', () => {
  const stack = aStack();
  const identities = new AppIdentityPool(stack, 'Identities');
  const plain = new cognito.UserPool(stack, 'Plain');
  identities.addUserPool(
    plain, plain.addClient('Client', { writeAttributes: new cognito.ClientAttributes().withStandardAttributes({ locale: true }) }),
  );
  const { userPool, client: registered } = aPoolIn(stack);
  identities.addUserPool(userPool, registered);
  identities.addRule('Gold', RoleRule.equalTo(plan, 'gold'));
  const errors = identities.node.validate();
  expect(errors).toEqual([expect.stringMatching(/'custom:plan' of Stack\/Plain, which that user pool does not have/)]);
  expect(() => Template.fromStack(stack)).toThrow(/Stack\/Plain/);
});

function aPoolIn(stack: Stack) {
  const userPool = new cognito.UserPool(stack, 'Paying', { customAttributes: { plan: new cognito.StringAttribute() } });
  return {
    userPool,
    client: userPool.addClient('Client', { writeAttributes: new cognito.ClientAttributes().withStandardAttributes({ locale: true }) }),
  };
}
