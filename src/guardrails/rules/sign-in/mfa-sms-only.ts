import { asList } from '../../../private/as-list';
import { GuardrailRule, Hit } from '../../guardrail-rule';

/** Text messages are the only second factor. */
export const rule: GuardrailRule = {
  id: 'mfa-sms-only',
  catalogue: ['A76'],
  group: 'hygiene',
  severity: 'medium',
  title: 'Text messages are the only second factor',
  why: 'A swapped SIM card takes the second factor over, and often the recovery of the password too.',
  fix: 'Add SOFTWARE_TOKEN_MFA to EnabledMfas.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa-sms-email-message.html',
  check: facts => facts.pools.filter(({ props }) =>
    asList(props.EnabledMfas).length > 0 && asList(props.EnabledMfas).every(factor => factor === 'SMS_MFA'))
    .map((at): Hit => ({ at, message: `${at.id} offers only text messages as second factor` })),
};
