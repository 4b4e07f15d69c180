import { Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { fail } from '../../../private/fail';
import { required } from '../../../private/present';
import { isAddress } from '../../../private/text/address';
import { warn } from '../../../private/warn';
import { makeAfterIdentity } from '../../private/new-identity';
import { RiskEmail, RiskNotifications, RiskResponse } from '../risk-response';
import { CompromisedCredentialsEvent, EnforcedThreatProtectionOptions } from '../threat-protection';

const MAX_RANGES = 200;
const SUBJECT = { min: 1, max: 140 };
const BODY = { min: 6, max: 20_000 };
const CIDR = /^(\d{1,3}(\.\d{1,3}){3}\/(\d|[12]\d|3[0-2])|[0-9a-f:]*:[0-9a-f:.]*\/(\d|[1-9]\d|1[01]\d|12[0-8]))$/i;

/** Before the pool is made, so that what is wrong is said first. */
export function checkRisk(scope: Construct, options: EnforcedThreatProtectionOptions): void {
  const responses = Object.values(responsesOf(options));
  if (!options.notifications && responses.some(response => response._options.notify)) {
    fail(scope, 'threatProtection: notify: true needs someone who writes; set notifications: { identity }');
  }
  if (options.notifications && !responses.some(response => response._options.notify)) {
    warn(
      scope,
      'risk-notifications-unused',
      'threatProtection.notifications: no response has notify: true, so nobody is written to; use RiskResponse.block({ notify: true })',
    );
  }
  if (options.blockCompromisedCredentials === false && options.compromisedCredentialsEvents) {
    fail(
      scope,
      'threatProtection.compromisedCredentialsEvents: nothing is compared while blockCompromisedCredentials is false; '
        + 'leave one of them out',
    );
  }
  if (options.compromisedCredentialsEvents?.length === 0) {
    fail(
      scope, 'threatProtection.compromisedCredentialsEvents: [] compares nothing; leave it out, or use blockCompromisedCredentials: false',
    );
  }
  checkRanges(scope, 'blockedIpRanges', options.blockedIpRanges ?? []);
  checkRanges(scope, 'trustedIpRanges', options.trustedIpRanges ?? []);
  if (options.trustedIpRanges?.some(range => /^(0\.0\.0\.0|::)\/0$/.test(range))) {
    warn(
      scope,
      'threat-protection-trusts-everyone',
      'threatProtection.trustedIpRanges: the whole internet is among them, so that no sign-in is rated',
    );
  }
  for (const name of ['blocked', 'mfa', 'allowed'] as const) checkEmail(scope, name, options.notifications?.[name]);
}

export function renderRisk(
  scope: Construct, pool: cognito.UserPool, options: EnforcedThreatProtectionOptions, client?: cognito.IUserPoolClient,
): void {
  const { low, medium, high } = responsesOf(options);
  const action = ({ _action, _options }: RiskResponse) => ({ eventAction: _action, notify: _options.notify ?? false });
  const { blockedIpRanges = [], trustedIpRanges = [] } = options;
  const attachment = new cognito.CfnUserPoolRiskConfigurationAttachment(scope, 'RiskConfiguration', {
    userPoolId: pool.userPoolId,
    clientId: client?.userPoolClientId ?? 'ALL',
    compromisedCredentialsRiskConfiguration: options.blockCompromisedCredentials === false
      ? { actions: { eventAction: 'NO_ACTION' } }
      : {
        actions: { eventAction: 'BLOCK' },
        eventFilter: [...new Set(options.compromisedCredentialsEvents ?? Object.values(CompromisedCredentialsEvent))],
      },
    accountTakeoverRiskConfiguration: {
      actions: { lowAction: action(low), mediumAction: action(medium), highAction: action(high) },
      ...(options.notifications && { notifyConfiguration: notifyConfiguration(scope, options.notifications) }),
    },
    ...((blockedIpRanges.length > 0 || trustedIpRanges.length > 0) && {
      riskExceptionConfiguration: {
        ...(blockedIpRanges.length > 0 && { blockedIpRangeList: blockedIpRanges }),
        ...(trustedIpRanges.length > 0 && { skippedIpRangeList: trustedIpRanges }),
      },
    }),
  });
  if (options.notifications) makeAfterIdentity(scope, 'threatProtection.notifications', attachment, options.notifications.identity);
}

function responsesOf(options: EnforcedThreatProtectionOptions): Record<'low' | 'medium' | 'high', RiskResponse> {
  return {
    low: options.lowRisk ?? RiskResponse.allow(),
    medium: options.mediumRisk ?? RiskResponse.mfaIfConfigured(),
    high: options.highRisk ?? RiskResponse.mfaRequired(),
  };
}

function notifyConfiguration(
  scope: Construct, of: RiskNotifications,
): cognito.CfnUserPoolRiskConfigurationAttachment.NotifyConfigurationTypeProperty {
  required(scope, 'threatProtection.notifications', of, 'identity');
  const email = ({ subject, text, html }: RiskEmail) => ({
    subject, ...(text !== undefined && { textBody: text }), ...(html !== undefined && { htmlBody: html }),
  });
  for (const prop of ['fromEmail', 'replyTo'] as const) {
    const address = of[prop];
    if (address !== undefined && !isAddress(address, 'named')) {
      fail(scope, `threatProtection.notifications.${prop}: '${address}' is no e-mail address; write it like 'no-reply@example.com'`);
    }
  }
  return {
    sourceArn: of.identity.emailIdentityArn,
    ...(of.fromEmail !== undefined && { from: of.fromEmail }),
    ...(of.replyTo !== undefined && { replyTo: of.replyTo }),
    ...(of.blocked && { blockEmail: email(of.blocked) }),
    ...(of.mfa && { mfaEmail: email(of.mfa) }),
    ...(of.allowed && { noActionEmail: email(of.allowed) }),
  };
}

function checkRanges(scope: Construct, prop: string, ranges: string[]): void {
  if (Token.isUnresolved(ranges)) return;
  if (ranges.length > MAX_RANGES) fail(scope, `threatProtection.${prop}: at most ${MAX_RANGES} ranges, got ${ranges.length}`);
  const bad = ranges.find(range => !Token.isUnresolved(range) && !CIDR.test(range));
  if (bad !== undefined) {
    fail(
      scope, `threatProtection.${prop}: '${bad}' is not in CIDR notation; write '203.0.113.0/24', or '203.0.113.7/32' for one address`,
    );
  }
}

function checkEmail(scope: Construct, name: string, email?: RiskEmail): void {
  if (!email) return;
  const check = (prop: string, text: string | undefined, { min, max }: typeof BODY) => {
    if (text !== undefined && !Token.isUnresolved(text) && (text.length < min || text.length > max)) {
      fail(scope, `threatProtection.notifications.${name}.${prop}: must have ${min} to ${max} characters, got ${text.length}`);
    }
  };
  check('subject', email.subject, SUBJECT);
  check('text', email.text, BODY);
  check('html', email.html, BODY);
  if (email.text === undefined && email.html === undefined) {
    fail(scope, `threatProtection.notifications.${name}: has neither text nor html; set one of them`);
  }
}
