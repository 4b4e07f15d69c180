import { Duration, Fn, SecretValue, Stack, Token } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { making, poolOf, userPool, warningsOf } from './user-pool-fixture';
import { checkTemplates } from '../../src/guardrails/check';
import { AppClient, AppUserPool, AppUserPoolProps, IdentityProvider, Trigger, UserMigration } from '../../src/user-pool';
import { warningsIn } from '../warnings';

const OF_POOL = 'AWS::Cognito::UserPoolSessionConfigurationAttachment';
const OF_CLIENT = 'AWS::Cognito::UserPoolClientSessionConfigurationAttachment';

describe('sessions', () => {
  test('are kept track of on request only, on the plan that has them', () => {
    Template.fromStack(userPool().stack).resourceCountIs(OF_POOL, 0);
    const { stack, users } = userPool({ sessions: {} });
    Template.fromStack(stack).hasResourceProperties(OF_POOL, {
      UserSessionTracking: 'ENABLED', TokenSession: { MaxPerUser: 20 }, UserPoolId: { Ref: Match.anyValue() },
    });
    expect(users.plan).toMatchObject({ name: 'ESSENTIALS', reasons: ['sessions needs ESSENTIALS'] });
    expect(making({ sessions: {}, plan: cognito.FeaturePlan.LITE })).toThrow("plan: 'LITE' is too low: sessions needs ESSENTIALS");
  });

  test('fail with a number or a time that Cognito does not take', () => {
    const most = (maxPerUser: number) => making({ sessions: { maxPerUser } });
    [0, 101, 1.5].forEach(number => expect(most(number)).toThrow(`sessions.maxPerUser: ${number} is not a whole number from 1 to 100`));
    [1, 100, Token.asNumber(Fn.importValue('Most'))].forEach(number => expect(most(number)).not.toThrow());
    const reuse = (ssoReuse: Duration) => making({ sessions: { ssoReuse } });
    expect(reuse(Duration.minutes(129_601))).toThrow('is not 0 to 129600 whole minutes (90 days)');
    expect(reuse(Duration.seconds(90))).toThrow('sessions.ssoReuse: 1 minute 30 seconds is not 0 to');
    expect(reuse(Duration.seconds(Token.asNumber(Fn.importValue('Time'))))).toThrow('give it as Duration.minutes(…)');
    [
      Duration.minutes(0), Duration.days(90), Duration.minutes(Token.asNumber(Fn.importValue('Time'))),
    ].forEach(time => expect(reuse(time)).not.toThrow());
  });

  test('are reused by apps with login pages, those included that come later, once the pool keeps track', () => {
    const { stack, users } = userPool({ sessions: { ssoReuse: Duration.hours(8) } });
    users.addClient('Sdk', AppClient.browser());
    users.addClient('Nightly', AppClient.machine({ scopes: [cognito.OAuthScope.custom('orders/read')] }));
    const web = users.addClient('Web', AppClient.browser({ callbackUrls: ['https://app.example.com'] }));
    const template = Template.fromStack(stack);
    template.resourceCountIs(OF_CLIENT, 1);
    template.hasResource(OF_CLIENT, {
      DependsOn: Object.keys(template.findResources(OF_POOL)),
      Properties: { ClientId: stack.resolve(web.userPoolClientId), SSOSession: { MaxValidityMinutes: 480 } },
    });
  });
});

describe('migration', () => {
  const fnOf = (stack: Stack) =>
    new lambda.Function(stack, 'Old', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'i.h', code: lambda.Code.fromInline('x') });
  const migrating = (migration: (fn: lambda.IFunction) => UserMigration, props: AppUserPoolProps = {}) => {
    const stack = new Stack();
    return { stack, users: new AppUserPool(stack, 'Users', { ...props, migration: migration(fnOf(stack)) }) };
  };
  const rulesOf = (stack: Stack) =>
    checkTemplates([{ name: 'T', body: Template.fromStack(stack).toJSON() as any }]).map(({ rule }) => rule);

  test('at sign-in has every client of the pool send the password itself, which is accepted by the prop', () => {
    const { stack, users } = migrating(UserMigration.atSignIn);
    users.addClient('Web', AppClient.browser());
    users.addIdentityProvider(IdentityProvider.google({ clientId: 'id', clientSecret: SecretValue.secretsManager('google') }));
    const flows = Object.values(Template.fromStack(stack).findResources('AWS::Cognito::UserPoolClient'))
      .map(({ Properties }) => Properties.ExplicitAuthFlows);
    expect(flows).toEqual([['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH']]);
    expect(poolOf(stack).LambdaConfig.UserMigration).toEqual({ 'Fn::GetAtt': [expect.stringContaining('Old'), 'Arn'] });
    expect(rulesOf(stack)).not.toContain('password-flow-on-public-client');
    expect(warningsIn(stack)).not.toContain('user-migration-without-password-flow');
  });

  test('at reset has none of them send it, which is no mistake then', () => {
    const { stack, users } = migrating(UserMigration.atReset);
    users.addClient('Web', AppClient.browser());
    const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::Cognito::UserPoolClient'));
    expect(Properties.ExplicitAuthFlows).toEqual(['ALLOW_USER_SRP_AUTH']);
    expect(rulesOf(stack)).not.toContain('migration-without-password-flow');
    expect(warningsIn(stack)).not.toContain('user-migration-without-password-flow');
  });

  test('leaves a client of another provider alone', () => {
    const { stack, users } = migrating(UserMigration.atSignIn);
    const google = users.addIdentityProvider(IdentityProvider.google({
      clientId: 'id', clientSecret: SecretValue.secretsManager('google'),
    }));
    users.addClient('Web', AppClient.browser({ callbackUrls: ['https://app.example.com'], signInWith: [google] }));
    Template.fromStack(stack).hasResourceProperties('AWS::Cognito::UserPoolClient', { ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'] });
  });

  test('fails beside the trigger by itself, and is not there unless asked for', () => {
    const { stack, users } = migrating(UserMigration.atReset);
    const again = () => users.addTrigger(Trigger.userMigration(stack.node.findChild('Old') as lambda.Function));
    expect(again).toThrow('trigger userMigration is already');
    expect(warningsOf()).toEqual([]);
  });
});
