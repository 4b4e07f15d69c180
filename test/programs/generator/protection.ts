import { FeaturePlan } from 'aws-cdk-lib/aws-cognito';
import * as fc from 'fast-check';
import { careful, knob, turned } from './knobs';
import { Program, says, Statement } from './statement';
import {
  AppClient, ClientRegistration, CompromisedCredentialsEvent, PoolLog, RiskResponse, SecurityProfile, ThreatProtection, WebAcl,
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

const rates = ({ props: { values: { threatProtection, security } } }: Program) =>
  threatProtection ? threatProtection !== OFF : security !== undefined;

/** What a client answers to risk in a way of its own, where sign-ins are rated at all. */
const own = {
  highRisk: knob([RiskResponse.block(), RiskResponse.mfaRequired(), RiskResponse.allow()], [[RiskResponse.block({ notify: true }), /notif/]]),
  blockedIpRanges: knob([ranges(200), ['2001:db8::/32']], [[ranges(201), /blockedIpRanges/], [['10.0.0.1'], /blockedIpRanges/]]),
  compromisedCredentialsEvents: knob([[CompromisedCredentialsEvent.SIGN_UP]], [[[], /compromisedCredentialsEvents/]]),
};

export const protectedClientOf = (id: string): fc.Arbitrary<Statement> => fc.tuple(
  fc.record<any>(own), fc.constantFrom('once', 'once', 'once', 'twice', 'a stranger'), careful,
).map(([knobs, times, isCareful]) => {
  const { values, refusals } = turned<any>(knobs);
  const said = (program: Program) => !isCareful || rates(program);
  return {
    name: `protected client, ${times}`,
    refusals: [],
    facts: { client: {} },
    clashes: program => said(program) ? [
      ...says(!rates(program), /risk configuration while the pool rates no sign-ins/),
      ...refusals,
      ...says(times === 'twice', /protectClient/),
      ...says(times === 'a stranger', /no app client that this pool has made/),
    ] : [],
    run: ({ auth, program }) => {
      const client = auth.addClient(`P${id}`, AppClient.server());
      if (!said(program)) return;
      if (times === 'a stranger') {
        auth.users.protectClient(auth.userPool.addClient(`Stranger${id}`, { disableOAuth: true }), values);
        return;
      }
      auth.users.protectClient(client, values);
      if (times === 'twice') auth.users.protectClient(client, values);
    },
  };
});
