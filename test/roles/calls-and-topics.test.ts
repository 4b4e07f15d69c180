import { CfnParameter } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AccessModel, AppIdentityPoolProps, DataAccess, InvokableApi } from '../../src';
import { Decision } from '../../src/policy';
import { aPool, aStack } from '../identity-pool/identity-fixture';
import { warningsIn } from '../warnings';

const ME = 'us-east-1:00000000-1111-4222-8333-444444444444';
const ARN = 'arn:aws:iot:us-east-1:123456789012';
const VARIABLE = '$' + '{cognito-identity.amazonaws.com:sub}';

function made(props: AppIdentityPoolProps = {}) {
  return aPool(aStack({ env: { account: '123456789012', region: 'us-east-1' } }), props);
}

const statements = (stack: ReturnType<typeof aStack>) => Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'))
  .flatMap(({ Properties: { PolicyDocument: { Statement } } }) => Statement as { Action: string | string[]; Resource: any }[]);

describe('own topics', () => {
  test('are below the identity id, and the connection is under it', () => {
    const { stack, identities } = made();
    identities.authenticated.grantOwnTopics({ prefix: 'devices' });
    const names = statements(stack).map(({ Action, Resource }) => [
      Action, JSON.stringify(Resource).replaceAll('{"Ref":"AWS::Partition"}', '').match(/(client|topic|topicfilter)\/[^"]*/g),
    ]);
    expect(names).toEqual([
      ['iot:Connect', [`client/${VARIABLE}`]],
      ['iot:Publish', [`topic/devices/${VARIABLE}`, `topic/devices/${VARIABLE}/*`]],
      ['iot:Receive', [`topic/devices/${VARIABLE}`, `topic/devices/${VARIABLE}/*`]],
      ['iot:Subscribe', [`topicfilter/devices/${VARIABLE}`, `topicfilter/devices/${VARIABLE}/*`]],
    ]);
  });

  test.each([
    [DataAccess.READ, ['iot:Connect', 'iot:Receive', 'iot:Subscribe']], [DataAccess.WRITE, ['iot:Connect', 'iot:Publish']],
  ])('for %s', (access, actions) => {
    const { stack, identities } = made();
    identities.authenticated.grantOwnTopics({ access });
    expect(statements(stack).map(({ Action }) => Action)).toEqual(actions);
  });

  test('need the second policy of AWS IoT, which is said; nobody else has them at all', () => {
    const { stack, client, identities } = made();
    identities.authenticated.grantOwnTopics();
    expect(warningsIn(stack)).toContain('iot-policy-needed');
    const me = AccessModel.fromStack(stack).signedIn(client.userPoolClientId);
    const options = { context: { 'cognito-identity.amazonaws.com:sub': ME } };
    expect(me.can('iot:Publish', `${ARN}:topic/${ME}/lamp`, options))
      .toEqual(expect.objectContaining({ decision: Decision.UNKNOWN, reason: expect.stringContaining('IoT') }));
    me.assertCannot('iot:Publish', `${ARN}:topic/us-east-1:you/lamp`, options);
    me.assertCannot('iot:Publish', `${ARN}:topic/${ME}2/lamp`, options);
    me.assertCannot('iot:Connect', `${ARN}:client/us-east-1:you`, options);
    me.assertCannot('iot:Subscribe', `${ARN}:topicfilter/#`, options);
  });

  test('of guests need no second policy, and are lost with the id', () => {
    const { stack, identities } = made({ guestAccess: true });
    identities.guests.grantOwnTopics();
    expect(warningsIn(stack)).toEqual(['guest-own-data']);
    AccessModel.fromStack(stack).guest()
      .assertCan('iot:Publish', `${ARN}:topic/${ME}/lamp`, { context: { 'cognito-identity.amazonaws.com:sub': ME } });
  });

  test.each(['', '*', '/devices', 'devices/'])('fail for the prefix %j', prefix => {
    expect(() => made().identities.authenticated.grantOwnTopics({ prefix })).toThrow(/grantOwnTopics: prefix must/);
  });
});

describe('calls of an API', () => {
  const rest = (stack: ReturnType<typeof aStack>) => apigateway.RestApi.fromRestApiId(stack, 'Rest', 'rest1');
  const http = (stack: ReturnType<typeof aStack>) => new apigatewayv2.HttpApi(stack, 'Http');
  const graph = (stack: ReturnType<typeof aStack>) =>
    appsync.GraphqlApi.fromGraphqlApiAttributes(stack, 'Graph', { graphqlApiId: 'graph1' });

  test('of REST are granted by method, path and stage', () => {
    const { stack, client, identities } = made();
    identities.authenticated.grantInvokeApi(InvokableApi.rest(rest(stack), {
      methods: ['GET', 'POST', 'GET'], path: '/orders/*', stage: 'prod',
    }));
    const me = AccessModel.fromStack(stack).signedIn(client.userPoolClientId);
    const call = (method: string, path: string, stage = 'prod') =>
      `arn:aws:execute-api:us-east-1:123456789012:rest1/${stage}/${method}/${path}`;
    me.assertCan('execute-api:Invoke', call('GET', 'orders/1'));
    me.assertCan('execute-api:Invoke', call('POST', 'orders/1'));
    me.assertCannot('execute-api:Invoke', call('DELETE', 'orders/1'));
    me.assertCannot('execute-api:Invoke', call('GET', 'invoices/1'));
    me.assertCannot('execute-api:Invoke', call('GET', 'orders/1', 'test'));
  });

  test.each([[undefined], [['ANY', 'GET']]])('of HTTP are all of them where nothing is said', methods => {
    const { stack, identities } = made();
    identities.authenticated.grantInvokeApi(InvokableApi.http(http(stack), methods ? { methods } : {}));
    expect(JSON.stringify(statements(stack))).toContain('/*/*/*');
    expect(statements(stack)).toHaveLength(1);
  });

  describe('without a stage', () => {
    const arn = (api: string, call: string) => `arn:aws:execute-api:us-east-1:123456789012:${api}/${call}`;
    const limited = { methods: ['GET'], path: '/orders/*' };
    const granted = (make: (stack: ReturnType<typeof aStack>) => InvokableApi) => {
      const { stack, client, identities } = made();
      identities.authenticated.grantInvokeApi(make(stack));
      return { me: AccessModel.fromStack(stack).signedIn(client.userPoolClientId), resources: JSON.stringify(statements(stack)) };
    };
    const made1 = (stack: ReturnType<typeof aStack>, props: apigateway.RestApiProps = {}) => {
      const api = new apigateway.RestApi(stack, 'Orders', props);
      api.root.addMethod('ANY');
      return api;
    };

    test('of REST are those of the API\'s own, so that no other path passes that merely has the method and the path inside', () => {
      expect(granted(stack => InvokableApi.rest(made1(stack), limited)).resources).toContain('/prod/GET/orders/*');
      expect(granted(stack => InvokableApi.rest(made1(stack, { deployOptions: { stageName: 'v1' } }), { methods: ['GET'] })).resources)
        .toContain('/v1/GET/*');
      expect(granted(stack => InvokableApi.rest(made1(stack), { ...limited, stage: '*' })).resources).toContain('/*/GET/orders/*');
    });

    test('of HTTP are those of the default stage', () => {
      expect(granted(stack => InvokableApi.http(http(stack), limited)).resources).toContain('/$default/GET/orders/*');
    });

    test('are those of every stage where the API has none of its own, or a name that only deployment tells', () => {
      const { me } = granted(stack => InvokableApi.rest(rest(stack), limited));
      me.assertCan('execute-api:Invoke', arn('rest1', 'prod/GET/orders/1'));
      me.assertCan('execute-api:Invoke', arn('rest1', 'prod/POST/other/GET/orders/1'));
      expect(granted(stack => InvokableApi.http(new apigatewayv2.HttpApi(stack, 'H', { createDefaultStage: false }), limited)).resources)
        .toContain('/*/GET/orders/*');
      expect(granted(stack => {
        const api = made1(stack, { deploy: false });
        const deployment = new apigateway.Deployment(stack, 'Deployment', { api });
        const stageName = new CfnParameter(stack, 'StageName').valueAsString;
        api.deploymentStage = new apigateway.Stage(stack, 'Stage', { deployment, stageName });
        return InvokableApi.rest(api, limited);
      }).resources).toContain('/*/GET/orders/*');
    });

    test('are those of every stage where all calls are meant', () => {
      expect(granted(stack => InvokableApi.rest(made1(stack))).resources).toContain('/*/*/*');
    });
  });

  test('of AppSync are granted by field or by type', () => {
    const { stack, client, identities, userPool } = made();
    const api = graph(stack);
    identities.authenticated.grantInvokeApi(InvokableApi.graphqlFields(api, 'Query', ['listOrders']));
    identities.addGroup(userPool, 'staff').grantInvokeApi(InvokableApi.graphqlType(api, 'Mutation'));
    const model = AccessModel.fromStack(stack);
    const someone = (...groups: string[]) => model.signedIn(client.userPoolClientId, { groups });
    const field = (type: string, name: string) => `arn:aws:appsync:us-east-1:123456789012:apis/graph1/types/${type}/fields/${name}`;
    someone().assertCan('appsync:GraphQL', field('Query', 'listOrders'));
    someone().assertCannot('appsync:GraphQL', field('Query', 'listOrdersOfAll'));
    someone().assertCannot('appsync:GraphQL', field('Mutation', 'order'));
    someone('staff').assertCan('appsync:GraphQL', field('Mutation', 'order'));
    someone('staff').assertCan('appsync:GraphQL', field('Query', 'listOrders'));
  });

  test.each([
    [
      'a method', (stack: ReturnType<typeof aStack>) => InvokableApi.rest(rest(stack), { methods: ['get'] }),
      /InvokableApi.rest: methods: 'get' is none/,
    ],
    [
      'no method', (stack: ReturnType<typeof aStack>) => InvokableApi.http(http(stack), { methods: [] }),
      /InvokableApi.http: methods: none is named/,
    ],
    [
      'a path', (stack: ReturnType<typeof aStack>) => InvokableApi.rest(rest(stack), { path: 'orders' }),
      /path must begin with a slash, got: 'orders'; write '\/orders'/,
    ],
    [
      'a field', (stack: ReturnType<typeof aStack>) => InvokableApi.graphqlFields(graph(stack), 'Query', ['*']),
      /'\*' is no name of GraphQL/,
    ],
    ['no field', (stack: ReturnType<typeof aStack>) => InvokableApi.graphqlFields(graph(stack), 'Query', []), /no field of Query is named/],
    [
      'a type', (stack: ReturnType<typeof aStack>) => InvokableApi.graphqlType(graph(stack), 'Query/*'),
      /'Query\/\*' is no name of GraphQL/,
    ],
  ])('fail for %s that is none', (_, api, message) => {
    const { stack, identities } = made();
    expect(() => identities.authenticated.grantInvokeApi(api(stack))).toThrow(message);
  });
});

describe('what guests are granted and never get', () => {
  const grant = (actions: string[], props: AppIdentityPoolProps = {}) => {
    const { stack, identities } = made({ guestAccess: true, ...props });
    identities.guests.addToPolicy(new iam.PolicyStatement({ actions, resources: ['*'] }));
    return warningsIn(stack);
  };

  test('is warned of, and what their session policy leaves open is not', () => {
    expect(grant(['states:StartExecution'])).toContain('guest-grant-dead');
    expect(grant(['states:StartExecution', 's3:GetObject'])).toContain('guest-grant-dead');
    expect(grant(['s3:GetObject', 'iot:Connect', 'execute-api:Invoke'])).not.toContain('guest-grant-dead');
  });

  test('is granted where callers use the classic flow', () => {
    expect(grant(['states:StartExecution'], { classicFlow: true })).not.toContain('guest-grant-dead');
  });

  test('counts in managed policies, whichever of the two names the other, and in those of a role of your own', () => {
    const denied = { actions: ['states:StartExecution'], resources: ['*'] };
    const statement = () => new iam.PolicyStatement(denied);
    const one = made({ guestAccess: true });
    one.identities.guests.addManagedPolicy(new iam.ManagedPolicy(one.stack, 'Managed', { statements: [statement()] }));
    const other = made({ guestAccess: true });
    new iam.ManagedPolicy(other.stack, 'Managed', { statements: [statement()], roles: [other.identities.guests.role] });
    const stack = aStack();
    const role = new iam.Role(stack, 'Role', {
      assumedBy: new iam.WebIdentityPrincipal('cognito-identity.amazonaws.com', {
        'StringEquals': { 'cognito-identity.amazonaws.com:aud': 'us-east-1:x' },
        'ForAnyValue:StringLike': {
          'cognito-identity.amazonaws.com:amr': 'unauthenticated',
        },
      }),
      inlinePolicies: { Some: new iam.PolicyDocument({ statements: [statement()] }) },
    });
    const { identities } = aPool(stack, { guestAccess: true, guestRole: { role } });
    role.assumeRolePolicy!.addStatements(new iam.PolicyStatement({
      actions: ['sts:AssumeRoleWithWebIdentity'], principals: [identities.guestPrincipal],
    }));
    expect([one.stack, other.stack].map(warningsIn))
      .toEqual([expect.arrayContaining(['guest-grant-dead']), expect.arrayContaining(['guest-grant-dead'])]);
    expect(warningsIn(stack)).toContain('guest-grant-dead');
  });
});
