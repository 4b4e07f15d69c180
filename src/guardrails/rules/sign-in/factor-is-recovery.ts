import { asList } from '../../../private/as-list';
import { hasGap } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { at, lacks } from '../../private/facts/gaps';

/** What a second factor is sent to, and the recovery mechanism that is sent to the same place. */
const SAME_PLACE = [
  { factor: 'EMAIL_OTP', recovery: 'verified_email', place: 'mailbox' },
  { factor: 'SMS_MFA', recovery: 'verified_phone_number', place: 'phone number' },
] as const;

/** The second factor and the recovery go to the same place. */
export const rule: GuardrailRule = {
  id: 'factor-is-recovery',
  catalogue: ['A106'],
  severity: 'medium',
  title: 'The only second factor and the only recovery go to the same place',
  why: 'Whoever reads the mailbox, or has the phone number, resets the password and gets the second factor too: it is one factor.',
  fix: 'Add SOFTWARE_TOKEN_MFA to EnabledMfas, or another mechanism, such as admin_only, to AccountRecoverySetting.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa-sms-email-message.html',
  check: facts => facts.pools.flatMap((pool): Hit[] => {
    const { MfaConfiguration, EnabledMfas } = pool.props;
    if (!['ON', 'OPTIONAL'].includes(MfaConfiguration) || hasPasskeyFactor(pool.props)) return [];
    const factors = asList<unknown>(EnabledMfas);
    const same = SAME_PLACE.find(({ factor, recovery }) => factors.length > 0 && factors.every(name => name === factor)
      && recoversOnlyBy(recovery, pool.props));
    return same ? [{ at: pool, message: `in ${pool.id} one ${same.place} resets the password and gets the only second factor` }] : [];
  }),
};

/** Without a setting, the phone comes first if text messages can be sent, and the mailbox after it. */
function recoversOnlyBy(recovery: string, props: any): boolean {
  const mechanisms = at(props, 'AccountRecoverySetting', 'RecoveryMechanisms');
  if (mechanisms === undefined) return recovery === 'verified_email' && props.SmsConfiguration === undefined;
  const names = asList(mechanisms).map(mechanism => at(mechanism, 'Name'));
  return names.length > 0 && names.every(name => name === recovery);
}

/** A passkey of which the user is verified counts as second factor. */
function hasPasskeyFactor(props: any): boolean {
  const configured = props.WebAuthnFactorConfiguration;
  return !lacks(at(props, 'Policies', 'SignInPolicy', 'AllowedFirstAuthFactors'), 'WEB_AUTHN')
    && (hasGap(configured) || configured === 'MULTI_FACTOR_WITH_USER_VERIFICATION');
}
