import { asList } from '../../../private/as-list';
import { hasGap } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { at } from '../../private/facts/gaps';

/** Factors do not go together. */
export const rule: GuardrailRule = {
  id: 'mfa-refused',
  catalogue: ['A108'],
  severity: 'medium',
  title: 'Factors of sign-in do not go together',
  why: 'Cognito refuses the user pool, and the deployment fails.',
  fix: 'See the message: set what the factor needs, or take the factor out.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html',
  check: facts => facts.pools.flatMap((pool): Hit[] => {
    const wrong = [...secondFactors(pool.props), ...firstFactors(pool.props)];
    return wrong.length > 0 ? [{ at: pool, message: `${pool.id} has ${wrong.join(', and ')}` }] : [];
  }),
};

function secondFactors(props: any): string[] {
  const { MfaConfiguration, EnabledMfas, SmsConfiguration, EmailConfiguration } = props;
  const factors = asList<string>(EnabledMfas);
  const known = factors.filter(factor => !hasGap(factor));
  if (MfaConfiguration === 'OFF' && known.length > 0) return [`MfaConfiguration OFF, but ${known.join(', ')} in EnabledMfas`];
  if (MfaConfiguration !== 'ON' && MfaConfiguration !== 'OPTIONAL') return [];
  const account = at(EmailConfiguration, 'EmailSendingAccount');
  return [
    ...factors.length === 0 && SmsConfiguration === undefined
      ? [`MfaConfiguration ${MfaConfiguration}, but no factor in EnabledMfas`] : [],
    ...factors.includes('SMS_MFA') && SmsConfiguration === undefined ? ['SMS_MFA, but no SmsConfiguration'] : [],
    ...factors.includes('EMAIL_OTP') && account !== 'DEVELOPER' && !hasGap(account)
      ? ['EMAIL_OTP, but no EmailSendingAccount DEVELOPER'] : [],
  ];
}

/** A password is always among them, and one factor alone is too little where a second is required. */
function firstFactors(props: any): string[] {
  const factors = asList<string>(at(props, 'Policies', 'SignInPolicy', 'AllowedFirstAuthFactors'));
  const required = props.MfaConfiguration === 'ON';
  const codes = factors.filter(factor => factor === 'EMAIL_OTP' || factor === 'SMS_OTP');
  return [
    ...factors.length > 0 && !factors.some(factor => factor === 'PASSWORD' || hasGap(factor))
      ? ['AllowedFirstAuthFactors without PASSWORD'] : [],
    ...required && codes.length > 0 ? [`MfaConfiguration ON beside the first factor ${codes.join(', ')}`] : [],
    ...required && factors.includes('WEB_AUTHN') && props.WebAuthnFactorConfiguration === undefined
      ? ['MfaConfiguration ON beside the first factor WEB_AUTHN without WebAuthnFactorConfiguration'] : [],
  ];
}
