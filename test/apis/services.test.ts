import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as verifiedpermissions from 'aws-cdk-lib/aws-verifiedpermissions';
import {
  AppClient, AppSyncAuthorizer, AppSyncAuthorizerProps, AppUserPool, CognitoAuth, CognitoAuthProps, LoadBalancerSignIn,
  LoadBalancerSignInProps, LoginPages, PolicyStoreIdentities, PolicyStoreIdentitiesProps, PoolIssuer, RestApiAuthorizer,
} from '../../src';
import { appCycles } from '../grants/cycles';
import { func } from '../user-pool/client-fixture';
import { warned } from '../warnings';

const env = { account: '111122223333', region: 'eu-west-1' };

function scene(props: CognitoAuthProps = {}, app = new App()): { stack: Stack; auth: CognitoAuth } {
  const stack = new Stack(app, 'Auth', { env });
  return { stack, auth: new CognitoAuth(stack, 'Auth', { loginPages: LoginPages.prefix({ prefix: 'example-shop' }), ...props }) };
}

function imported(stack: Stack, count: number): cognito.IUserPoolClient[] {
  return Array.from(
    { length: count }, (_, index) => cognito.UserPoolClient.fromUserPoolClientId(stack, `Client${count}-${index}`, `client+${index}`),
  );
}

describe('an AppSync API', () => {
  const graphql =
    (scope: Stack, defaultAuthorization: appsync.AuthorizationMode, ...additionalAuthorizationModes: appsync.AuthorizationMode[]) =>
      new appsync.GraphqlApi(scope, 'Api', {
        name: 'api',
        definition: appsync.Definition.fromSchema(appsync.SchemaFile.fromAsset(`${__dirname}/schema.graphql`)),
        authorizationConfig: { defaultAuthorization, ...additionalAuthorizationModes.length > 0 ? { additionalAuthorizationModes } : {} },
      });

  test('denies what no directive opens, and compares the whole id of the client', () => {
    const { stack, auth } = scene();
    const other = auth.addClient('Phone', AppClient.mobile());
    graphql(stack, new AppSyncAuthorizer({ userPool: auth.userPool, clients: [auth.client, other] }).nothingUnlessSaid());
    Template.fromStack(stack).hasResourceProperties('AWS::AppSync::GraphQLApi', {
      AuthenticationType: 'AMAZON_COGNITO_USER_POOLS',
      UserPoolConfig: {
        AwsRegion: 'eu-west-1',
        DefaultAction: 'DENY',
        AppIdClientRegex: {
          'Fn::Join': ['', ['^(', { Ref: Match.stringLikeRegexp('Client') }, '|', { Ref: Match.stringLikeRegexp('Phone') }, ')$']],
        },
      },
    });
  });

  test('allows what no directive closes, when told so', () => {
    const { stack, auth } = scene();
    const { userPoolConfig } = new AppSyncAuthorizer({ userPool: auth.userPool, clients: imported(stack, 1) }).everythingUnlessSaid();
    expect(userPoolConfig!.defaultAction).toBe('ALLOW');
    expect(new RegExp(userPoolConfig!.appIdClientRegex!).test('client+0')).toBe(true);
    expect(new RegExp(userPoolConfig!.appIdClientRegex!).test('xclient+0')).toBe(false);
    expect(new RegExp(userPoolConfig!.appIdClientRegex!).test('clientt0')).toBe(false);
  });

  test('takes tokens beside another mode', () => {
    const { stack, auth } = scene();
    graphql(stack, { authorizationType: appsync.AuthorizationType.IAM },
      new AppSyncAuthorizer({ userPool: auth.userPool, clients: [auth.client] }).additionalMode());
    Template.fromStack(stack).hasResourceProperties('AWS::AppSync::GraphQLApi', {
      AdditionalAuthenticationProviders: [{ UserPoolConfig: { AppIdClientRegex: Match.anyValue(), DefaultAction: Match.absent() } }],
    });
  });

  test('fails without a user pool, and says where: at the first client', () => {
    const { client } = new CognitoAuth(new Stack(new App(), 'Stack'), 'Auth');
    expect(() => new AppSyncAuthorizer({ clients: [client] } as unknown as AppSyncAuthorizerProps))
      .toThrow(`${client.node.path}: new AppSyncAuthorizer: userPool is undefined`);
  });

  test('fails without clients, for a client of another pool, and for the 51st', () => {
    const { stack, auth } = scene();
    const stranger = new AppUserPool(stack, 'Other').addClient('Web', AppClient.browser());
    const authorizer = (clients: cognito.IUserPoolClient[]) => () => new AppSyncAuthorizer({ userPool: auth.userPool, clients });
    expect(authorizer([])).toThrow('AppSyncAuthorizer: clients is empty');
    expect(authorizer([stranger])).toThrow("the app client 'Auth/Other/Web' is not one of");
    expect(authorizer(imported(stack, 50))).not.toThrow();
    expect(authorizer(imported(stack, 51))).toThrow('clients has 51 app clients; at most 50 fit');
  });
});

describe('a load balancer', () => {
  const signIn = (props: Partial<LoadBalancerSignInProps> = {}, auth?: CognitoAuthProps) => {
    const { stack, auth: { users } } = scene(auth);
    return new LoadBalancerSignIn(stack, 'SignIn', { users, hostNames: ['app.example.com'], ...props });
  };

  const listener = (scope: Stack) => {
    const vpc = new ec2.Vpc(scope, 'Vpc', { natGateways: 0, restrictDefaultSecurityGroup: false });
    return new elbv2.ApplicationLoadBalancer(scope, 'Balancer', { vpc, internetFacing: true })
      .addListener('Https', {
        port: 443, certificates: [elbv2.ListenerCertificate.fromArn('arn:aws:acm:eu-west-1:111122223333:certificate/abc')],
      });
  };

  test('has a client with secret, code, callback and no rotation, and signs people in with it', () => {
    const { stack, auth } = scene();
    const people = new LoadBalancerSignIn(stack, 'SignIn', { users: auth.users, hostNames: ['app.example.com', 'app.example.com:8443'] });
    listener(stack).addAction('App', { action: people.signInThen(elbv2.ListenerAction.fixedResponse(200)) });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      GenerateSecret: true,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email'],
      CallbackURLs: ['https://app.example.com/oauth2/idpresponse', 'https://app.example.com:8443/oauth2/idpresponse'],
      RefreshTokenRotation: Match.absent(),
    });
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
      DefaultActions: [{
        Type: 'authenticate-cognito',
        AuthenticateCognitoConfig: {
          OnUnauthenticatedRequest: 'authenticate',
          Scope: 'openid email',
          SessionTimeout: '28800',
          UserPoolClientId: { Ref: Match.stringLikeRegexp('SignIn') },
          UserPoolDomain: { Ref: Match.stringLikeRegexp('Domain') },
        },
      }, { Type: 'fixed-response' }],
    });
    // not one whose tokens become AWS credentials
    const [pool] = Object.values(template.findResources('AWS::Cognito::IdentityPool'));
    expect(pool.Properties.CognitoIdentityProviders).toHaveLength(1);
  });

  test('answers 401 where login pages would be no answer', () => {
    const { stack, auth } = scene();
    const people = new LoadBalancerSignIn(stack, 'SignIn', {
      users: auth.users, hostNames: ['app.example.com'], sessionTimeout: Duration.hours(1), scopes: [cognito.OAuthScope.OPENID],
    });
    listener(stack).addAction('Api', { action: people.signedInOnly(elbv2.ListenerAction.fixedResponse(200)) });
    Template.fromStack(stack).hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
      DefaultActions: [{ AuthenticateCognitoConfig: { OnUnauthenticatedRequest: 'deny', Scope: 'openid', SessionTimeout: '3600' } }, {}],
    });
  });

  test('of another stack waits for the pool, and not the other way round', () => {
    const app = new App();
    const { stack: home, auth } = scene({}, app);
    const stack = new Stack(app, 'Web', { env });
    const people = new LoadBalancerSignIn(stack, 'SignIn', { users: auth.users, hostNames: ['app.example.com'] });
    listener(stack).addAction('App', { action: people.signInThen(elbv2.ListenerAction.fixedResponse(200)) });
    expect(appCycles(app)).toEqual([]);
    expect(stack.dependencies).toEqual([home]);
  });

  test.each([
    'App.example.com', 'https://app.example.com', 'app.example.com/', 'localhost', '', '-a.example.com',
  ])('fails for the host name %p', name => {
    expect(() => signIn({ hostNames: [name] })).toThrow(`hostNames: '${name}' is no host name in lower case`);
  });

  test.each(['app.example.com', 'a-b.example.co.uk', 'app.example.com:8443', 'xn--bcher-kva.example'])('takes the host name %p', name => {
    expect(() => signIn({ hostNames: [name] })).not.toThrow();
  });

  test('takes a session of 1 second and of 7 days, and fails for less and more', () => {
    for (const fits of [1, 604_800]) expect(() => signIn({ sessionTimeout: Duration.seconds(fits) })).not.toThrow();
    for (const fails of [0, 604_801]) expect(() => signIn({ sessionTimeout: Duration.seconds(fails) })).toThrow('1 second to 7 days');
  });

  test('fails without host names, without openid and without login pages', () => {
    expect(() => signIn({ hostNames: [] })).toThrow('hostNames is empty');
    expect(() => signIn({ scopes: [cognito.OAuthScope.EMAIL] })).toThrow('scopes has no openid');
    const stack = new Stack(new App(), 'Stack');
    const users = new AppUserPool(stack, 'Users');
    expect(() => new LoadBalancerSignIn(stack, 'SignIn', { users, hostNames: ['app.example.com'] }))
      .toThrow('loginPages: the pool has none');
  });
});

describe('a policy store', () => {
  const identities = (props: Partial<PolicyStoreIdentitiesProps> = {}) => {
    const { stack, auth } = scene();
    const store = new verifiedpermissions.CfnPolicyStore(stack, 'Store', { validationSettings: { mode: 'STRICT' } });
    return {
      stack,
      made: new PolicyStoreIdentities(stack, 'Identities', {
        policyStoreId: store.attrPolicyStoreId, userPool: auth.userPool, clients: [auth.client], userType: 'Shop::User', ...props,
      }),
    };
  };

  test('takes the tokens of the clients, and knows people and groups by their types', () => {
    const { stack } = identities({ groupType: 'Shop::Group' });
    Template.fromStack(stack).hasResourceProperties('AWS::VerifiedPermissions::IdentitySource', {
      PolicyStoreId: { 'Fn::GetAtt': [Match.anyValue(), 'PolicyStoreId'] },
      PrincipalEntityType: 'Shop::User',
      Configuration: {
        CognitoUserPoolConfiguration: {
          UserPoolArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('UserPool'), 'Arn'] },
          ClientIds: [{ Ref: Match.stringLikeRegexp('Client') }],
          GroupConfiguration: { GroupEntityType: 'Shop::Group' },
        },
      },
    });
  });

  test('sees no groups unless they have a type', () => {
    Template.fromStack(identities().stack).hasResourceProperties('AWS::VerifiedPermissions::IdentitySource', {
      Configuration: { CognitoUserPoolConfiguration: { GroupConfiguration: Match.absent() } },
    });
  });

  test('answers a backend about tokens only', () => {
    const { stack, made } = identities();
    made.grantIsAuthorized(func(stack, 'Api'));
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [{
          Action: 'verifiedpermissions:IsAuthorizedWithToken',
          Effect: 'Allow',
          Resource: {
            'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':verifiedpermissions::111122223333:policy-store/', Match.anyValue()]],
          },
        }],
      },
    });
  });

  describe('has one identity source', () => {
    const twice = (ids: (scope: Stack, other: Stack) => [string, string]) => {
      const app = new App();
      const { stack, auth } = scene({}, app);
      const other = new Stack(app, 'Other', { env });
      const [one, two] = ids(stack, other);
      const sources: [Stack, string][] = [[stack, one], [other, two]];
      sources.forEach(([scope, policyStoreId]) => new PolicyStoreIdentities(scope, 'Identities', {
        policyStoreId, userPool: auth.userPool, clients: [auth.client], userType: 'User',
      }));
      return () => app.synth();
    };
    const storeIn = (stack: Stack, id = 'Store') =>
      new verifiedpermissions.CfnPolicyStore(stack, id, { validationSettings: { mode: 'OFF' } });

    test('fails with two, also in different stacks', () => {
      expect(twice(stack => {
        const { attrPolicyStoreId } = storeIn(stack);
        return [attrPolicyStoreId, attrPolicyStoreId];
      })).toThrow('a policy store has one identity source, and Auth/Identities and Other/Identities are for the same');
    });

    test('and a second store has its own', () => {
      expect(twice((stack, other) => [storeIn(stack).attrPolicyStoreId, storeIn(other).attrPolicyStoreId])).not.toThrow();
      expect(twice(stack => [storeIn(stack).attrPolicyStoreId, storeIn(stack, 'Second').attrPolicyStoreId])).not.toThrow();
    });

    test('fails with two by a written id in one stack, as that of another may be of another account', () => {
      const { stack, auth } = scene();
      const props = { policyStoreId: 'PSEXAMPLE1', userPool: auth.userPool, clients: [auth.client], userType: 'User' };
      ['One', 'Two'].forEach(id => new PolicyStoreIdentities(stack, id, props));
      expect(() => Template.fromStack(stack)).toThrow('a policy store has one identity source');
      expect(twice(() => ['PSEXAMPLE1', 'PSEXAMPLE1'])).not.toThrow();
    });
  });

  test('of another stack waits for the pool, and not the other way round', () => {
    const app = new App();
    const { stack: home, auth } = scene({}, app);
    const stack = new Stack(app, 'Permissions', { env });
    const made = new PolicyStoreIdentities(stack, 'Identities', {
      policyStoreId: 'PSEXAMPLEabcdefg111111', userPool: auth.userPool, clients: [auth.client], userType: 'User',
    });
    made.grantIsAuthorized(new iam.Role(home, 'Backend', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') }));
    expect(appCycles(app)).toEqual([]);
    expect(stack.dependencies).toEqual([home]);
  });

  test.each(['', 'Shop:User', '1User', 'Shop::', `A${'b'.repeat(200)}`])('fails for the type %p', type => {
    expect(() => identities({ userType: type })).toThrow('userType must be a type of Cedar');
    expect(() => identities({ groupType: type })).toThrow('groupType must be a type of Cedar');
  });

  test('takes types of 200 characters, and 1000 clients but not 1001', () => {
    expect(() => identities({ userType: `A${'b'.repeat(199)}`, groupType: '_G1::H' })).not.toThrow();
    const { stack } = scene();
    expect(() => identities({ clients: imported(stack, 1000) })).not.toThrow();
    expect(() => identities({ clients: imported(stack, 1001) })).toThrow('clients has 1001 app clients');
    expect(() => identities({ clients: [] })).toThrow('clients is empty');
  });
});

describe('an updated issuer', () => {
  const warnings = (issuer: PoolIssuer, make: (stack: Stack, auth: CognitoAuth) => void) => {
    const { stack, auth } = scene({ issuer });
    make(stack, auth);
    return warned(stack, 'issuer-updated').filter(message => message.includes('is said not to take'));
  };

  test.each<[string, (stack: Stack, auth: CognitoAuth) => void]>([
    ['an authorizer of a REST API', (stack, { userPool }) => {
      const callers = new RestApiAuthorizer(stack, 'Callers', { userPool });
      new apigateway.RestApi(stack, 'Rest', { cloudWatchRole: false }).root
        .addMethod('GET', new apigateway.MockIntegration(), callers.idTokens());
    }],
    ['a load balancer', (stack, { users }) => {
      new LoadBalancerSignIn(stack, 'SignIn', { users, hostNames: ['app.example.com'] });
    }],
  ])('is said not to be taken by %s', (what, make) => {
    expect(warnings(PoolIssuer.UPDATED, make)).toEqual([expect.stringContaining(`the updated issuer, which ${what} is said not to take`)]);
    expect(warnings(PoolIssuer.ORIGINAL, make)).toEqual([]);
  });
});
