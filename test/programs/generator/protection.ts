import { FeaturePlan } from 'aws-cdk-lib/aws-cognito';
import { knob } from './knobs';
import { Program, says } from './statement';
import {
  ClientRegistration, CompromisedCredentialsEvent, PoolLog, RiskResponse, SecurityProfile, ThreatProtection, WebAcl,
} from '../../../src';

const acl = (scope: string) => `arn:aws:wafv2:eu-central-1:111122223333:${scope}/webacl/a/1`;
const ranges = (count: number) => Array.from({ length: count }, (_, i) => `10.0.${i}.0/24`);
const OFF = ThreatProtection.off();

export const protection = {
  security: knob([SecurityProfile.standard(), SecurityProfile.strict()]),
  threatProtection: knob([
    OFF, ThreatProtection.audit(), ThreatProtection.enforced(),
    ThreatProtection.enforced({ blockedIpRanges: ranges(200), highRisk: RiskResponse.block() }),
    ThreatProtection.enforced({ compromisedCredentialsEvents: [CompromisedCredentialsEvent.SIGN_IN] }),
  ], [
    [ThreatProtection.enforced({ blockedIpRanges: ranges(201) }), /blockedIpRanges/],
    [ThreatProtection.enforced({ trustedIpRanges: ['10.0.0.1'] }), /trustedIpRanges/],
    [ThreatProtection.enforced({ highRisk: RiskResponse.block({ notify: true }) }), /notif/],
    [ThreatProtection.enforced({ compromisedCredentialsEvents: [] }), /compromisedCredentialsEvents/],
  ]),
  webAcl: knob([WebAcl.standard(), WebAcl.standard({ rateLimit: 10, commonRules: true }), WebAcl.none(), WebAcl.fromArn(acl('regional'))], [
    [WebAcl.standard({ rateLimit: 9 }), /rateLimit/], [WebAcl.fromArn(acl('global')), /regional/],
  ]),
  notificationLog: knob([PoolLog.toNewLogGroup(), PoolLog.off()]),
  activityLog: knob([PoolLog.toNewLogGroup(), PoolLog.off()]),
  clientRegistration: knob([ClientRegistration.authenticated(), ClientRegistration.open()]),
};

/** Threat protection and the log of activity are of the Plus plan, registration of Essentials. */
export function clashesOfProtection({ props: { values } }: Program): RegExp[] {
  const { plan, security, threatProtection, activityLog } = values;
  const rates = threatProtection ? threatProtection !== OFF : security !== undefined;
  const logs = (activityLog ?? (security as any)?._activityLog)?._target !== undefined;
  return [
    ...says(plan && plan !== FeaturePlan.PLUS && (rates || logs), /plan/),
    ...says(plan === FeaturePlan.LITE && values.clientRegistration, /plan/),
  ];
}
