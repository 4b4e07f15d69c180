import { App, CfnParameter, Fn, RemovalPolicy, Stack, Stage, Tags } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as smsvoice from 'aws-cdk-lib/aws-smsvoice';
import { making, poolOf, rendered, userPool, warningsOf } from './user-pool-fixture';
import {
  AppUserPool, AppUserPoolProps, EmailSender, LoginPages, Mfa, PoolIssuer, PoolLog, ReplicaRegion, ReplicaRegionProps, SmsSettings, Trigger,
  WebAcl,
} from '../../src/user-pool';
import { warningsIn } from '../warnings';

const account = '111122223333';
const HOME = { region: 'eu-west-1', account };
const SECOND = { region: 'eu-central-1', account };
const ID = 'eu-west-1_Abc123def';
const REGIONAL = 'AWS::Cognito::UserPoolRegionalConfigurationAttachment';
const multiRegion = (stack: Stack) => new kms.Key(stack, 'Key', { multiRegion: true });

/** A pool with a replica, and the stack of its second Region. */
function inTwo(props: (home: Stack) => AppUserPoolProps = () => ({}), regional?: (second: Stack) => Omit<ReplicaRegionProps, 'replica'>) {
  const app = new App();
  const [home, second] = [new Stack(app, 'Home', { env: HOME }), new Stack(app, 'Second', { env: SECOND })];
  const users = new AppUserPool(home, 'Users', {
    encryptionKey: multiRegion(new Stack(app, 'Keys', { env: HOME })), issuer: PoolIssuer.UPDATED, mfa: Mfa.off(), ...props(home),
  });
  const replica = users.addReplica('eu-central-1');
  const region = regional && new ReplicaRegion(second, 'Users', { replica, userPoolId: ID, ...regional(second) });
  return { app, home, second, users, replica, region };
}

const fnIn = (stack: Stack, id = 'Fn') =>
  lambda.Function.fromFunctionArn(stack, id, `arn:aws:lambda:${stack.region}:${account}:function:f`);
const regionalOf = (stack: Stack): any => Object.values(Template.fromStack(stack).findResources(REGIONAL))[0].Properties;

describe('a replica', () => {
  test('is made beside the pool, which gets the plan for it', () => {
    const { home, users, replica } = inTwo();
    expect(users.plan).toMatchObject({ name: 'ESSENTIALS', reasons: ['the replica in eu-central-1 needs ESSENTIALS'] });
    expect(replica.region).toBe('eu-central-1');
    expect(Object.values(Template.fromStack(home).findResources('AWS::Cognito::UserPoolReplica'))).toEqual([{
      Type: 'AWS::Cognito::UserPoolReplica',
      Properties: {
        RegionName: 'eu-central-1', UserPoolId: { Ref: expect.stringContaining('UsersUserPool') },
      },
    }]);
    expect(warningsIn(home)).toEqual(['issuer-updated']);
  });

  test('fails on a plan that is too low, also when it is made as a raw resource', () => {
    expect(() => inTwo(() => ({ plan: cognito.FeaturePlan.LITE })))
      .toThrow("plan: 'LITE' is too low: the replica in eu-central-1 needs ESSENTIALS");
    expect(() => inTwo(() => ({ plan: cognito.FeaturePlan.ESSENTIALS }))).not.toThrow();
  });

  test('warns where the first deployment would make it before its key is in both Regions', () => {
    const warnings = (key: (home: Stack) => kms.IKey) => warningsIn(inTwo(home => ({ encryptionKey: key(home) })).home);
    expect(warnings(multiRegion)).toContain('replica-key-in-same-stack');
    expect(warnings(home => multiRegion(new Stack(home.node.root as App, 'OwnStack', { env: HOME })))).toEqual(['issuer-updated']);
    expect(warnings(home => kms.Key.fromKeyArn(home, 'There', `arn:aws:kms:eu-west-1:${account}:key/mrk-1`))).toEqual(['issuer-updated']);
  });

  test('fails as a second one, in the Region of the pool, and with a name that no Region has', () => {
    const { users } = inTwo();
    expect(() => users.addReplica('eu-north-1'))
      .toThrow("addReplica('eu-north-1'): a pool has one replica, and this one has it in eu-central-1");
    const other = (region: string) => () => userPool({}, { env: HOME }).users.addReplica(region);
    expect(other('eu-west-1')).toThrow('the pool is in eu-west-1 itself');
    expect(other('eu-1')).toThrow('the name of a Region has 5 to 32 characters');
    expect(other('e'.repeat(33))).toThrow('the name of a Region has 5 to 32 characters');
    expect(other('eu-10')).not.toThrow();
    expect(other('e'.repeat(32))).not.toThrow();
    expect(other(Fn.importValue('Region'))).not.toThrow();
  });

  test.each([
    ['us-gov-west-1', 'us-gov-east-1'], ['eu-west-1', 'mx-central-1'], ['ap-east-2', 'eu-west-1'], ['eu-west-1', 'af-south-1'],
    ['ap-southeast-3', 'ap-southeast-1'], ['eu-south-2', 'eu-central-2'],
  ])('warns from %s to %s, which had none', (region, to) => {
    expect(replicated(region, to)).toContain('replica-region');
  });

  test.each([
    ['us-east-1', 'us-west-2'], ['eu-central-1', 'eu-north-1'], ['ap-southeast-2', 'ap-northeast-1'], ['ca-central-1', 'sa-east-1'],
  ])(
    'says nothing of Regions from %s to %s, which had them', (region, to) => {
      expect(replicated(region, to)).not.toContain('replica-region');
    },
  );

  function replicated(region: string, to: string): string[] {
    const { stack, users } = userPool(
      { encryptionKey: kms.Key.fromKeyArn(new Stack(), 'Key', 'arn:aws:kms:x:1:key/mrk-1') }, { env: { region, account } },
    );
    users.addReplica(to);
    return warningsIn(stack);
  }

  test('fails at synthesis without a multi-Region key', () => {
    const synthesis = (props: (home: Stack) => AppUserPoolProps) => () => Template.fromStack(inTwo(props).home);
    const arn = (key: string) =>
      (home: Stack) => ({ encryptionKey: kms.Key.fromKeyArn(home, 'K', `arn:aws:kms:eu-west-1:${account}:key/${key}`) });
    expect(synthesis(() => ({ encryptionKey: undefined }))).toThrow('this one has none; set encryptionKey to a multi-Region key');
    expect(synthesis(home => ({ encryptionKey: new kms.Key(home, 'Single') }))).toThrow('encryptionKey is a key of one Region');
    expect(synthesis(arn('1234abcd-12ab'))).toThrow('encryptionKey is a key of one Region');
    expect(synthesis(arn('mrk-1234abcd'))).not.toThrow();
    expect(synthesis(home => ({ encryptionKey: kms.Key.fromKeyArn(home, 'K', Fn.importValue('Key')) }))).not.toThrow();
    expect(synthesis(() => ({}))).not.toThrow();
  });

  test('warns that authenticator apps are of no use in the second Region, and of the issuer', () => {
    const warnings = (props: AppUserPoolProps) => warningsIn(inTwo(() => props).home);
    expect(warnings({ mfa: Mfa.optional({ totp: true }) })).toContain('replica-without-totp');
    expect(warnings({ mfa: Mfa.required({ totp: true, sms: true }) })).toContain('replica-without-totp');
    expect(warnings({ mfa: Mfa.optional({ sms: true }) })).not.toContain('replica-without-totp');
    expect(warnings({ issuer: PoolIssuer.ORIGINAL })).toEqual(['replica-original-issuer']);
  });

  test('is what a domain may fail over to', () => {
    const warnings = (secondaryRegion: string) => warningsIn(inTwo(home => ({
      loginPages: LoginPages.custom({
        domainName: 'login.example.com',
        parentRecordExists: true,
        certificate: acm.Certificate.fromCertificateArn(home, 'Certificate', `arn:aws:acm:us-east-1:${account}:certificate/1`),
        failover: { secondaryRegion, healthCheckId: 'check' },
      }),
    })).home);
    expect(warnings('eu-central-1')).not.toContain('failover-without-replica');
    expect(warnings('eu-north-1')).toContain('failover-without-replica');
  });
});

describe('the second Region', () => {
  test('takes nobody and sends nothing unless it is told to', () => {
    const { second, app } = inTwo(undefined, () => ({}));
    expect(regionalOf(second)).toEqual({ UserPoolId: ID, Status: 'INACTIVE' });
    expect(app.synth().getStackByName('Second').dependencies.map(({ id }) => id)).toContain('Home');
    expect(warningsIn(second)).toEqual([]);
  });

  test('has messages, functions, logs and a web ACL of its own', () => {
    const { second, region } = inTwo(undefined, stack => ({
      active: true,
      email: EmailSender.ses({ fromEmail: 'a@example.com' }),
      sms: {},
      triggers: [Trigger.preAuthentication(fnIn(stack)), Trigger.customEmailSender(fnIn(stack, 'Sender'))],
      webAcl: WebAcl.standard(),
      notificationLog: PoolLog.toNewLogGroup(),
    }));
    Tags.of(region!).add('team', 'identity');
    const template = Template.fromStack(second);
    expect(template.toJSON().Resources).toMatchSnapshot();
    expect(warningsIn(second)).toEqual(['sender-without-role']);
  });

  test('lets the pool call its functions by whichever of the two Regions it names itself', () => {
    const { second, region } = inTwo(undefined, () => ({ active: true }));
    region!.addTrigger(Trigger.preSignUp(new lambda.Function(second, 'Own', {
      runtime: lambda.Runtime.NODEJS_22_X, handler: 'i.h', code: lambda.Code.fromInline('x'),
    })));
    Template.fromStack(second).hasResourceProperties('AWS::Lambda::Permission', {
      SourceArn: {
        'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:cognito-idp:*:${account}:userpool/${ID}`]],
      },
      SourceAccount: account,
    });
    expect(() => region!.addTrigger(Trigger.preSignUp(fnIn(second)))).toThrow('trigger preSignUp is already');
    expect(() => region!.addTrigger(Trigger.postConfirmation(fnIn(new Stack(new App(), 'X', { env: HOME })))))
      .toThrow('in eu-west-1 and the user pool in eu-central-1');
  });

  test('asks the pool for the plan that a trigger or a log needs', () => {
    const logged = () => inTwo(undefined, () => ({ activityLog: PoolLog.toNewLogGroup() })).users.plan.name;
    expect(logged()).toBe('PLUS');
    expect(() => inTwo(() => ({ plan: cognito.FeaturePlan.ESSENTIALS }), () => ({ activityLog: PoolLog.toNewLogGroup() })))
      .toThrow('activityLog needs PLUS');
    expect(() => inTwo(undefined, () => ({ notificationLog: PoolLog.toBucket({} as any) }))).toThrow('to log groups only');
  });

  test('fails in another Region than the replica, and with the id of no pool of the first', () => {
    const { replica } = inTwo();
    const at = (region: string, userPoolId?: string) => () => new ReplicaRegion(new Stack(
      new App(), 'S', { env: { region, account } },
    ), 'R', {
      replica, ...(userPoolId !== undefined && { userPoolId }),
    });
    expect(at('eu-north-1', ID)).toThrow('the stack is in eu-north-1 and the replica in eu-central-1');
    expect(at('eu-central-1', 'eu-central-1_Abc')).toThrow("userPoolId: 'eu-central-1_Abc' is not the id of a pool of eu-west-1");
    expect(at('eu-central-1', 'pool')).toThrow("userPoolId: 'pool' is not the id of a pool");
    expect(at('eu-central-1', ID)).not.toThrow();
  });

  test('fails with an incomplete challenge, and with a removal policy that is none', () => {
    expect(() => Template.fromStack(inTwo(undefined, stack => ({ triggers: [Trigger.defineAuthChallenge(fnIn(stack))] })).second))
      .toThrow('a custom challenge needs three triggers');
    expect(() => inTwo(undefined, () => ({ removalPolicy: RemovalPolicy.SNAPSHOT }))).toThrow("removalPolicy: 'snapshot'");
  });

  test('warns of what the pool has and an active second Region lacks', () => {
    const guarded = (home: Stack): AppUserPoolProps => ({
      triggers: [
        Trigger.preAuthentication(fnIn(home)),
      ],
      webAcl: WebAcl.standard(),
      email: EmailSender.ses({ fromEmail: 'a@example.com' }),
      sms: { endUserMessaging: {} },
    });
    const warnings = (regional: (stack: Stack) => Omit<ReplicaRegionProps, 'replica'>) => warningsIn(inTwo(guarded, regional).second);
    expect(warnings(() => ({ active: true }))).toEqual(['replica-settings-missing']);
    expect(warnings(() => ({}))).toEqual([]);
    expect(warnings(stack => ({
      active: true,
      triggers: [Trigger.preAuthentication(fnIn(stack))],
      webAcl: WebAcl.standard(),
      email: EmailSender.cognito(),
      sms: { endUserMessaging: {} },
    }))).toEqual([]);
  });

  test('needs neither a reference nor a dependency where it is deployed by another stage', () => {
    const app = new App();
    const home = new Stack(new Stage(app, 'One'), 'Home', { env: HOME });
    const replica = new AppUserPool(home, 'Users', { encryptionKey: multiRegion(home) }).addReplica('eu-central-1');
    const second = new Stack(new Stage(app, 'Two'), 'Second', { env: SECOND });
    new ReplicaRegion(second, 'Users', { replica, userPoolId: ID });
    expect(() => app.synth()).not.toThrow();
  });

  test('refers to the pool where references are weak, without resources for it', () => {
    const app = new App({ context: { '@aws-cdk/core:defaultCrossStackReferences': 'weak' } });
    const [home, second] = [HOME, SECOND].map((env, at) => new Stack(app, `S${at}`, { env }));
    const replica = new AppUserPool(home, 'Users', { encryptionKey: multiRegion(home), mfa: Mfa.off() }).addReplica('eu-central-1');
    new ReplicaRegion(second, 'Users', { replica });
    expect(regionalOf(second).UserPoolId).toEqual({
      'Fn::GetStackOutput': { StackName: 'S0', Region: 'eu-west-1', OutputName: expect.stringContaining('UsersUserPool') },
    });
    expect(Object.keys(Template.fromStack(second).toJSON().Resources)).toHaveLength(1);
    expect(app.synth().getStackByName('S1').dependencies.map(({ id }) => id)).toContain('S0');
  });

  test('refers to the pool where stacks may refer across Regions', () => {
    const app = new App();
    const [home, second] = [HOME, SECOND].map((env, at) => new Stack(app, `S${at}`, { env, crossRegionReferences: true }));
    const replica = new AppUserPool(home, 'Users', { encryptionKey: multiRegion(home), mfa: Mfa.off() }).addReplica('eu-central-1');
    new ReplicaRegion(second, 'Users', { replica, webAcl: WebAcl.standard(), notificationLog: PoolLog.toNewLogGroup() });
    expect(regionalOf(second).UserPoolId).toEqual({ 'Fn::GetAtt': [expect.stringContaining('ExportsReader'), expect.any(String)] });
  });
});

describe('issuer', () => {
  test('is written when it is asked for, and what breaks is said', () => {
    expect(rendered()).not.toHaveProperty('IssuerConfiguration');
    expect(rendered({ issuer: PoolIssuer.UPDATED }).IssuerConfiguration).toEqual({ Type: 'UPDATED' });
    expect(rendered({ issuer: PoolIssuer.ORIGINAL }).IssuerConfiguration).toEqual({ Type: 'ORIGINAL' });
    expect(warningsOf({ issuer: PoolIssuer.UPDATED })).toEqual(['issuer-updated']);
    expect(warningsOf({ issuer: PoolIssuer.ORIGINAL })).toEqual([]);
  });
});

describe('text messages by End User Messaging', () => {
  const byText = Mfa.optional({ totp: true, sms: true });
  const origin = `arn:aws:sms-voice:eu-west-1:${account}:phone-number/phone-1`;

  test('are sent by a role that may send from the one origin, and not by SNS', () => {
    const { stack } = userPool(
      { mfa: byText, sms: { endUserMessaging: { originationIdentity: origin, configurationSetName: 'texts' } } }, { env: HOME },
    );
    const { EumsSms, ...others } = poolOf(stack).SmsConfiguration;
    expect(others).toEqual({});
    expect(EumsSms).toEqual({
      CallerArn: {
        'Fn::GetAtt': [expect.stringContaining('UsersSmsRole'), 'Arn'],
      },
      ExternalId: expect.any(String),
      OriginationIdentity: origin,
      ConfigurationSetName: 'texts',
    });
    Template.fromStack(stack).resourceCountIs('AWS::IAM::Role', 1);
    Template.fromStack(stack).hasResource('AWS::IAM::Role', {
      DeletionPolicy: 'Retain',
      Properties: {
        AssumeRolePolicyDocument: { Statement: [{ Condition: { StringEquals: { 'sts:ExternalId': EumsSms.ExternalId } } }] },
        Policies: [{ PolicyDocument: { Statement: [{ Action: 'sms-voice:SendTextMessage', Resource: origin }] } }],
      },
    });
  });

  test('may come from any origin where none is named by its ARN, and the role goes with the pool', () => {
    const { stack } = userPool({ sms: { endUserMessaging: { originationIdentity: '+3225550100' } }, removalPolicy: RemovalPolicy.DESTROY });
    Template.fromStack(stack).hasResource('AWS::IAM::Role', {
      DeletionPolicy: 'Delete',
      Properties: {
        Policies: [{ PolicyDocument: { Statement: [{ Action: 'sms-voice:SendTextMessage', Resource: '*' }] } }],
      },
    });
  });

  test('come from a number that the same app requests, of which the role may use no other', () => {
    const allowed = (identity: (number: smsvoice.CfnPhoneNumber) => string) => {
      const stack = new Stack(new App(), 'Stack');
      const message = { message: 'Nobody reads this.' };
      const number = new smsvoice.CfnPhoneNumber(stack, 'Number', {
        isoCountryCode: 'US', numberType: 'SIMULATOR', numberCapabilities: ['SMS'], mandatoryKeywords: { help: message, stop: message },
      });
      const originationIdentity = identity(number);
      const configurationSetName = new smsvoice.CfnConfigurationSet(stack, 'Deliveries').ref;
      new AppUserPool(stack, 'Users', { sms: { endUserMessaging: { originationIdentity, configurationSetName } } });
      expect(poolOf(stack).SmsConfiguration.EumsSms)
        .toMatchObject({ ConfigurationSetName: { Ref: 'Deliveries' }, OriginationIdentity: stack.resolve(originationIdentity) });
      const [role] = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Role'));
      return role.Properties.Policies[0].PolicyDocument.Statement[0].Resource;
    };
    expect(allowed(number => number.attrArn)).toEqual({ 'Fn::GetAtt': ['Number', 'Arn'] });
    expect(allowed(number => Stack.of(number).formatArn({ service: 'sms-voice', resource: 'pool', resourceName: 'pool-1' })))
      .toHaveProperty('Fn::Join');
    expect(allowed(number => number.attrPhoneNumber)).toBe('*');
    expect(allowed(number => new CfnParameter(number, 'Origin').valueAsString)).toBe('*');
  });

  test('fail from another Region than the pool, and with an external id for no role', () => {
    const sending = (sms: SmsSettings) => () => userPool({ sms: { ...sms, endUserMessaging: {} } }, { env: HOME });
    expect(sending({ region: 'eu-central-1' }))
      .toThrow("sms.region: 'eu-central-1' is not for sms.endUserMessaging, which sends from the Region of the pool, eu-west-1");
    expect(sending({ region: 'eu-west-1' })).not.toThrow();
    expect(making({ sms: { endUserMessaging: {}, region: 'eu-central-1' } })).not.toThrow();
    expect(sending({ externalId: 'mine' })).toThrow("sms.externalId: 'mine' has no effect without sms.role");
  });

  test('take a role of your own that may send, and warn of one that may not', () => {
    const warnings = (action: string) => {
      const stack = new Stack(new App(), 'Stack');
      const role = new iam.Role(stack, 'Own', {
        assumedBy: new iam.ServicePrincipal('cognito-idp.amazonaws.com', { conditions: { StringEquals: { 'sts:ExternalId': 'mine' } } }),
      });
      role.addToPolicy(new iam.PolicyStatement({ actions: [action], resources: ['*'] }));
      new AppUserPool(stack, 'Users', { sms: { role, externalId: 'mine', endUserMessaging: {} } });
      expect(poolOf(stack).SmsConfiguration.EumsSms.ExternalId).toBe('mine');
      return warningsIn(stack);
    };
    expect(warnings('sms-voice:SendTextMessage')).toEqual([]);
    expect(warnings('sns:Publish')).toEqual(['sms-role-cannot-publish']);
  });
});

describe('userPoolName', () => {
  test('is rendered on request, and fails with what Cognito does not take', () => {
    expect(rendered()).not.toHaveProperty('UserPoolName');
    expect(rendered({ userPoolName: 'People of +=,.@-_ 1' }).UserPoolName).toBe('People of +=,.@-_ 1');
    expect(making({ userPoolName: '' })).toThrow("userPoolName must have 1 to 128 letters, digits, white space or +=,.@-_, got: ''");
    expect(making({ userPoolName: 'x'.repeat(129) })).toThrow('1 to 128');
    expect(making({ userPoolName: 'a/b' })).toThrow('1 to 128');
    expect(making({ userPoolName: 'x'.repeat(128) })).not.toThrow();
    expect(making({ userPoolName: Fn.importValue('Name') })).not.toThrow();
  });
});

test('the function of tokens stands in both properties when older tools are to read it', () => {
  const config = (legacyProperty: boolean) => {
    const stack = new Stack();
    new AppUserPool(stack, 'Users', { triggers: [Trigger.preTokenGeneration(fnIn(stack), { legacyProperty })] });
    return poolOf(stack).LambdaConfig;
  };
  expect(Object.keys(config(false))).toEqual(['PreTokenGenerationConfig']);
  expect(config(true).PreTokenGeneration).toEqual(config(true).PreTokenGenerationConfig.LambdaArn);
});
