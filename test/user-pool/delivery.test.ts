import { App, Fn, Lazy, Stack, RemovalPolicy } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import { making, poolOf, rendered, userPool } from './user-pool-fixture';
import { AppUserPool, EmailSender, Mfa, SmsSettings } from '../../src/user-pool';
import { warningsIn } from '../warnings';

const byText = Mfa.optional({ totp: true, sms: true });
const role = (stack: Stack) => iam.Role.fromRoleArn(stack, 'Sms', 'arn:aws:iam::111122223333:role/sms');

describe('email', () => {
  test('is sent by Cognito unless said otherwise', () => {
    expect(rendered()).not.toHaveProperty('EmailConfiguration');
    expect(rendered({ email: EmailSender.cognito('help@example.com') }).EmailConfiguration).toEqual({
      EmailSendingAccount: 'COGNITO_DEFAULT', ReplyToEmailAddress: 'help@example.com',
    });
  });

  test('by SES works in a stack without a known Region', () => {
    expect(JSON.stringify(rendered({ email: EmailSender.ses({ fromEmail: 'a@example.com' }) }).EmailConfiguration.SourceArn))
      .toContain('"Ref":"AWS::Region"');
  });

  test('by SES takes the Region of the stack, or the one that is given', () => {
    const arn = (sesRegion?: string) => {
      const email = EmailSender.ses({ fromEmail: 'a@example.com', ...(sesRegion && { sesRegion }) });
      return JSON.stringify(poolOf(userPool({ email }, {
        env: { account: '111122223333', region: 'eu-west-1' },
      }).stack).EmailConfiguration.SourceArn);
    };
    expect(arn()).toContain(':ses:eu-west-1:');
    expect(arn('us-east-1')).toContain(':ses:us-east-1:');
  });
});

describe('sms', () => {
  test('the role is retained with the pool', () => {
    const { stack } = userPool({ mfa: byText });
    Template.fromStack(stack).hasResource('AWS::IAM::Role', { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  test('the role goes with a pool that is not retained', () => {
    Template.fromStack(userPool({ mfa: byText, removalPolicy: RemovalPolicy.DESTROY }).stack)
      .hasResource('AWS::IAM::Role', { DeletionPolicy: 'Delete' });
  });

  test('the role asks for the external id that the pool sends', () => {
    const { stack } = userPool({ mfa: byText });
    const externalId = poolOf(stack).SmsConfiguration.ExternalId;
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: { Statement: [{ Condition: { StringEquals: { 'sts:ExternalId': externalId } } }] },
    });
  });

  test('takes a role, an external id and a Region', () => {
    const stack = new Stack();
    new AppUserPool(stack, 'Users', { mfa: byText, sms: { role: role(stack), externalId: 'mine', region: 'us-east-1' } });
    expect(poolOf(stack).SmsConfiguration)
      .toEqual({ SnsCallerArn: 'arn:aws:iam::111122223333:role/sms', ExternalId: 'mine', SnsRegion: 'us-east-1' });
    Template.fromStack(stack).resourceCountIs('AWS::IAM::Role', 0);
  });

  test('fails when a role comes without an external id, or the other way round', () => {
    const withRole = (sms: SmsSettings) => {
      const stack = new Stack();
      return () => new AppUserPool(stack, 'Users', { sms: { ...sms, role: role(stack) } });
    };
    expect(withRole({})).toThrow(/sms\.externalId is missing, which leaves sms\.role open/);
    expect(withRole({ externalId: 'mine' })).not.toThrow();
    expect(making({ sms: { externalId: 'mine' } })).toThrow(/sms\.externalId: 'mine' has no effect without sms\.role/);
  });

  test('fails on an external id that STS does not take', () => {
    const withId = (externalId: string) => () => {
      const stack = new Stack();
      new AppUserPool(stack, 'Users', { sms: { role: role(stack), externalId } });
    };
    expect(withId('')).toThrow(/sms\.externalId: '' must have 2 to 1224/);
    expect(withId('x')).toThrow(/2 to 1224/);
    expect(withId('x'.repeat(1225))).toThrow(/2 to 1224/);
    expect(withId('a b')).toThrow(/2 to 1224/);
    expect(withId('xx')).not.toThrow();
    expect(withId('x'.repeat(1224))).not.toThrow();
    expect(withId(Lazy.string({ produce: () => '' }))).not.toThrow();
  });
});

describe('deviceTracking', () => {
  test('is rendered on request only', () => {
    expect(rendered()).not.toHaveProperty('DeviceConfiguration');
    const deviceTracking = { challengeRequiredOnNewDevice: true, deviceOnlyRememberedOnUserPrompt: false };
    expect(rendered({ deviceTracking }).DeviceConfiguration).toEqual({
      ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: false,
    });
  });
});

describe('an SMS role of your own', () => {
  const cognitoService = new iam.ServicePrincipal('cognito-idp.amazonaws.com');
  const asksFor = (externalId: string) => cognitoService.withConditions({ StringEquals: { 'sts:ExternalId': externalId } });
  const publish = (action = 'sns:Publish') => new iam.PolicyStatement({ actions: [action], resources: ['*'] });

  /** Synthesizes a pool with such a role, and says which warnings there are. */
  function synthesize(make: (stack: Stack) => iam.IRoleRef, externalId = 'mine') {
    const stack = new Stack(new App(), 'Stack');
    new AppUserPool(stack, 'Users', { sms: { role: make(stack), externalId } });
    return warningsIn(stack);
  }

  function roleTrusting(assumedBy: iam.IPrincipal, ...actions: string[]) {
    return (stack: Stack) => {
      const own = new iam.Role(stack, 'Own', { assumedBy });
      (actions.length > 0 ? actions : ['sns:Publish']).forEach(action => own.addToPolicy(publish(action)));
      return own;
    };
  }

  test('that asks for the external id and may publish is taken', () => {
    expect(synthesize(roleTrusting(asksFor('mine')))).toEqual([]);
  });

  test('fails when it does not trust Cognito', () => {
    expect(() => synthesize(roleTrusting(new iam.ServicePrincipal('ec2.amazonaws.com'))))
      .toThrow('sms.role: Stack/Own does not trust cognito-idp.amazonaws.com');
  });

  test('fails when it trusts Cognito for any account, takes the pool or account of Cognito instead of an external id', () => {
    expect(() => synthesize(roleTrusting(cognitoService))).toThrow('Stack/Own trusts Cognito without an external id');
    expect(synthesize(roleTrusting(cognitoService.withConditions({ StringEquals: { 'aws:SourceAccount': '111122223333' } })))).toEqual([]);
    expect(synthesize(roleTrusting(cognitoService.withConditions({ ArnLike: { 'aws:SourceArn': 'arn:aws:cognito-idp:*' } })))).toEqual([]);
  });

  test('fails when one of two statements asks for nothing', () => {
    expect(() => synthesize(roleTrusting(new iam.CompositePrincipal(asksFor('mine'), cognitoService)))).toThrow('without an external id');
    expect(synthesize(roleTrusting(new iam.CompositePrincipal(asksFor('mine'), asksFor('other'))))).toEqual([]);
  });

  test('fails when it asks for another external id; one that is a token may be the same', () => {
    expect(() => synthesize(roleTrusting(asksFor('other'))))
      .toThrow("Stack/Own asks for the external id 'other', and sms.externalId is 'mine'; use the same");
    expect(synthesize(roleTrusting(asksFor('other')), Fn.importValue('Id'))).toEqual([]);
    expect(synthesize(roleTrusting(asksFor(Fn.importValue('Id'))))).toEqual([]);
  });

  test.each(['sns:Publish', 'sns:*', '*', 'SNS:Pub*'])('may publish by %s', action => {
    expect(synthesize(roleTrusting(asksFor('mine'), action))).toEqual([]);
  });

  test('warns when nothing lets it publish', () => {
    expect(synthesize(roleTrusting(asksFor('mine'), 'sns:Subscribe'))).toEqual(['sms-role-cannot-publish']);
    expect(synthesize(stack => new iam.Role(stack, 'Own', { assumedBy: asksFor('mine') }))).toEqual(['sms-role-cannot-publish']);
  });

  test.each<[string, (stack: Stack, own: iam.Role) => void]>([
    ['a managed policy', (_stack, own) => own.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonSNSFullAccess'))],
    ['a policy made apart', (stack, own) => void new iam.Policy(stack, 'Apart', { roles: [own], statements: [publish()] })],
    [
      'a policy of another stack',
      (stack, own) => void new iam.Policy(new Stack(stack.node.root as App, 'Other'), 'Apart', { roles: [own], statements: [publish()] }),
    ],
    ['a grant', (stack, own) => void new sns.Topic(stack, 'Topic').grantPublish(own)],
  ])('may publish by %s', (_what, allow) => {
    expect(synthesize(stack => {
      const own = new iam.Role(stack, 'Own', { assumedBy: asksFor('mine') });
      allow(stack, own);
      return own;
    })).toEqual([]);
  });

  test('made as an L1 is checked too', () => {
    const raw = (externalId: string) => (stack: Stack) => new iam.CfnRole(stack, 'Raw', {
      assumeRolePolicyDocument: {
        Statement: [{
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Principal: { Service: ['cognito-idp.amazonaws.com'] },
          Condition: { StringEquals: { 'sts:ExternalId': externalId } },
        }],
      },
      policies: [{ policyName: 'Publish', policyDocument: { Statement: { Effect: 'Allow', Action: 'sns:Publish', Resource: '*' } } }],
    });
    expect(() => synthesize(raw('other'))).toThrow("asks for the external id 'other'");
    expect(synthesize(raw('mine'))).toEqual([]);
  });

  test('warns when it is imported', () => {
    expect(synthesize(role)).toEqual(['unchecked-sms-role']);
  });
});
