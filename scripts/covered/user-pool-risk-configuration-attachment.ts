import * as ses from 'aws-cdk-lib/aws-ses';
import { CoveredType } from './covered-type';
import { AppUserPool, CompromisedCredentialsEvent, RiskResponse, ThreatProtection } from '../../src';

const ENFORCED = 'threatProtection: ThreatProtection.enforced';

export const userPoolRiskConfigurationAttachment: CoveredType = {
  type: 'UserPoolRiskConfigurationAttachment',
  proofs: [
    {
      make: stack => void new AppUserPool(stack, 'Users', {
        threatProtection: ThreatProtection.enforced({
          compromisedCredentialsEvents: [CompromisedCredentialsEvent.SIGN_UP],
          lowRisk: RiskResponse.mfaIfConfigured({ notify: true }),
          mediumRisk: RiskResponse.mfaRequired({ notify: true }),
          highRisk: RiskResponse.block({ notify: true }),
          blockedIpRanges: ['203.0.113.0/24'],
          trustedIpRanges: ['198.51.100.0/24'],
          notifications: {
            identity: ses.EmailIdentity.fromEmailIdentityName(stack, 'Identity', 'example.com'),
            fromEmail: 'security@example.com',
            replyTo: 'help@example.com',
            blocked: { subject: 'Stopped', text: 'Stopped text', html: 'Stopped html' },
            mfa: { subject: 'Asked', text: 'Asked text', html: 'Asked html' },
            allowed: { subject: 'Passed', text: 'Passed text', html: 'Passed html' },
          },
        }),
      }),
      sets: {
        'UserPoolId': ['threatProtection', /Ref/],
        'ClientId': [`${ENFORCED}(…)`, 'ALL'],
        'CompromisedCredentialsRiskConfiguration.Actions.EventAction': [`${ENFORCED}({ blockCompromisedCredentials })`, 'BLOCK'],
        'CompromisedCredentialsRiskConfiguration.EventFilter': [`${ENFORCED}({ compromisedCredentialsEvents })`, ['SIGN_UP']],
        'AccountTakeoverRiskConfiguration.Actions.LowAction.EventAction': [`${ENFORCED}({ lowRisk })`, 'MFA_IF_CONFIGURED'],
        'AccountTakeoverRiskConfiguration.Actions.LowAction.Notify': [`${ENFORCED}({ lowRisk })`, true],
        'AccountTakeoverRiskConfiguration.Actions.MediumAction.EventAction': [`${ENFORCED}({ mediumRisk })`, 'MFA_REQUIRED'],
        'AccountTakeoverRiskConfiguration.Actions.MediumAction.Notify': [`${ENFORCED}({ mediumRisk })`, true],
        'AccountTakeoverRiskConfiguration.Actions.HighAction.EventAction': [`${ENFORCED}({ highRisk })`, 'BLOCK'],
        'AccountTakeoverRiskConfiguration.Actions.HighAction.Notify': [`${ENFORCED}({ highRisk })`, true],
        'AccountTakeoverRiskConfiguration.NotifyConfiguration.SourceArn': [
          `${ENFORCED}({ notifications: { identity } })`, /identity\/example.com/,
        ],
        'AccountTakeoverRiskConfiguration.NotifyConfiguration.From': [
          `${ENFORCED}({ notifications: { fromEmail } })`, 'security@example.com',
        ],
        'AccountTakeoverRiskConfiguration.NotifyConfiguration.ReplyTo': [`${ENFORCED}({ notifications: { replyTo } })`, 'help@example.com'],
        ...email('BlockEmail', 'blocked', 'Stopped'),
        ...email('MfaEmail', 'mfa', 'Asked'),
        ...email('NoActionEmail', 'allowed', 'Passed'),
        'RiskExceptionConfiguration.BlockedIPRangeList': [`${ENFORCED}({ blockedIpRanges })`, ['203.0.113.0/24']],
        'RiskExceptionConfiguration.SkippedIPRangeList': [`${ENFORCED}({ trustedIpRanges })`, ['198.51.100.0/24']],
      },
    },
  ],
  leftOut: {},
};

function email(property: string, prop: string, text: string): CoveredType['proofs'][number]['sets'] {
  const path = `AccountTakeoverRiskConfiguration.NotifyConfiguration.${property}`;
  return {
    [`${path}.Subject`]: [`${ENFORCED}({ notifications: { ${prop}: { subject } } })`, text],
    [`${path}.TextBody`]: [`${ENFORCED}({ notifications: { ${prop}: { text } } })`, `${text} text`],
    [`${path}.HtmlBody`]: [`${ENFORCED}({ notifications: { ${prop}: { html } } })`, `${text} html`],
  };
}
