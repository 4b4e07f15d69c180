import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as ses from 'aws-cdk-lib/aws-ses';
import { poolOf, userPool } from './user-pool-fixture';
import {
  AppClient, AppUserPool, EmailSender, Mfa, ReplicaRegion, RiskResponse, SesSenderOptions, ThreatProtection,
} from '../../src/user-pool';
import { warningsIn } from '../warnings';

describe('protectClient', () => {
  const RISK = 'AWS::Cognito::UserPoolRiskConfigurationAttachment';
  const withClient = (threatProtection?: ThreatProtection) => {
    const made = userPool({ mfa: Mfa.optional({ totp: true }), ...(threatProtection && { threatProtection }) });
    return { ...made, client: made.users.addClient('Admins', AppClient.browser()) };
  };

  test('has one client answer risk in its own way', () => {
    const { stack, users, client } = withClient(ThreatProtection.enforced());
    users.protectClient(client, { mediumRisk: RiskResponse.block() });
    const found = Object.values(Template.fromStack(stack).findResources(RISK)).map(({ Properties }) => Properties);
    expect(found).toHaveLength(2);
    expect(found.find(({ ClientId }) => ClientId !== 'ALL')).toMatchObject({
      ClientId: stack.resolve(client.userPoolClientId),
      AccountTakeoverRiskConfiguration: {
        Actions: { MediumAction: { EventAction: 'BLOCK', Notify: false } },
      },
    });
    expect(warningsIn(stack)).toEqual([]);
  });

  test('fails while the pool rates nothing, twice, for a client of elsewhere, and out of range', () => {
    const off = withClient();
    expect(() => off.users.protectClient(off.client, {})).toThrow('takes no risk configuration while the pool rates no sign-ins');
    const explicit = withClient(ThreatProtection.off());
    expect(() => explicit.users.protectClient(explicit.client, {})).toThrow('rates no sign-ins');
    const { users, client } = withClient(ThreatProtection.enforced());
    expect(() => users.protectClient(off.client, {})).toThrow('is no app client that this pool has made');
    expect(() => users.protectClient(client, { blockedIpRanges: ['here'] })).toThrow("'here' is not in CIDR notation");
    users.protectClient(client, {});
    expect(() => users.protectClient(client, {})).toThrow('it has a risk configuration already');
  });

  test('warns while the pool only writes down', () => {
    const { stack, users, client } = withClient(ThreatProtection.audit());
    users.protectClient(client, {});
    expect(warningsIn(stack)).toEqual(['client-risk-only-audited']);
    expect(users.plan.name).toBe(cognito.FeaturePlan.PLUS);
  });
});

describe('an identity of SES', () => {
  const sending = (identity: (stack: Stack) => ses.IEmailIdentity, options: Partial<SesSenderOptions> = {}) => {
    const stack = new Stack(new App(), 'Stack', { env: { region: 'eu-west-1', account: '111122223333' } });
    new AppUserPool(stack, 'Users', { email: EmailSender.ses({ fromEmail: 'hello@example.com', identity: identity(stack), ...options }) });
    return stack;
  };
  const imported = (name: string) => (stack: Stack) => ses.EmailIdentity.fromEmailIdentityName(stack, 'Identity', name);

  const inZone = (stack: Stack) => new ses.EmailIdentity(stack, 'Identity', {
    identity: ses.Identity.publicHostedZone(route53.PublicHostedZone.fromPublicHostedZoneAttributes(stack, 'Zone', {
      hostedZoneId: 'Z1', zoneName: 'example.com',
    })),
  });

  test('that is made in the same stack comes first, with its records', () => {
    const stack = sending(inZone);
    const template = Template.fromStack(stack);
    const [pool] = Object.values(template.findResources('AWS::Cognito::UserPool'));
    const records = Object.keys(template.findResources('AWS::Route53::RecordSet'));
    expect(records).toHaveLength(3);
    expect(pool.DependsOn).toEqual(expect.arrayContaining(records));
    expect(JSON.stringify(pool.Properties.EmailConfiguration.SourceArn)).toContain('"Ref":"Identity');
    expect(pool.Properties.EmailConfiguration).toMatchObject({ EmailSendingAccount: 'DEVELOPER', From: 'hello@example.com' });
    expect(warningsIn(stack)).toEqual(['ses-identity-pending']);
  });

  const notified = (identity: ses.IEmailIdentity) => ThreatProtection.enforced({
    highRisk: RiskResponse.block({ notify: true }), notifications: { identity },
  });

  test.each<[string, string, (stack: Stack, identity: ses.IEmailIdentity) => void]>([
    ['the risk configuration of a pool', 'UserPoolRiskConfigurationAttachment', (stack, identity) => {
      new AppUserPool(stack, 'Users', { mfa: Mfa.optional(), threatProtection: notified(identity) });
    }],
    ['a second Region', 'UserPoolRegionalConfigurationAttachment', (stack, identity) => {
      const home = new Stack(stack.node.root, 'Home', { env: { region: 'eu-central-1', account: '111122223333' } });
      const encryptionKey = kms.Key.fromKeyArn(home, 'Key', 'arn:aws:kms:eu-central-1:111122223333:key/mrk-1');
      const replica = new AppUserPool(home, 'Users', { encryptionKey, mfa: Mfa.off() }).addReplica('eu-west-1');
      new ReplicaRegion(stack, 'Users', {
        replica, userPoolId: 'eu-central-1_Abc123def', email: EmailSender.ses({ fromEmail: 'hello@example.com', identity }),
      });
    }],
  ])('comes with its records before %s, too', (_, type, make) => {
    const waitsFor = (identity: (stack: Stack) => ses.IEmailIdentity) => {
      const stack = new Stack(new App(), 'Stack', { env: { region: 'eu-west-1', account: '111122223333' } });
      make(stack, identity(stack));
      const template = Template.fromStack(stack);
      const [sender] = Object.values(template.findResources(`AWS::Cognito::${type}`));
      const made = ['AWS::Route53::RecordSet', 'AWS::SES::EmailIdentity'].flatMap(kind => Object.keys(template.findResources(kind)));
      return { made, dependsOn: sender.DependsOn ?? [], warnings: warningsIn(stack) };
    };
    const { made, dependsOn, warnings } = waitsFor(inZone);
    expect(made).toHaveLength(4);
    expect(dependsOn).toEqual(expect.arrayContaining(made));
    expect(warnings).toContain('ses-identity-pending');
    expect(waitsFor(imported('example.com'))).toMatchObject({ made: [], dependsOn: [] });
    expect(waitsFor(imported('example.com')).warnings).not.toContain('ses-identity-pending');
  });

  test('that is there already is named by its ARN', () => {
    const stack = sending(imported('example.com'));
    expect(JSON.stringify(poolOf(stack).EmailConfiguration.SourceArn)).toContain(':identity/example.com');
    expect(warningsIn(stack)).toEqual([]);
    expect(() => sending(imported('hello@example.com'))).not.toThrow();
    expect(() => sending(imported('example.com'), { fromEmail: 'a@mail.example.com' })).not.toThrow();
  });

  test('fails with an address outside of it, or with another way to name one', () => {
    expect(() => sending(imported('example.org')))
      .toThrow("email: fromEmail: 'hello@example.com' is not within the identity 'example.org'");
    expect(() => sending(imported('ada@example.com'))).toThrow('is not within the identity');
    expect(() => sending(imported('ample.com'))).toThrow('is not within the identity');
    expect(() => sending(imported('example.com'), { sesRegion: 'eu-west-1' })).toThrow('leave those out');
    expect(() => sending(imported('example.com'), { sesVerifiedDomain: 'example.com' })).toThrow('leave those out');
  });
});
