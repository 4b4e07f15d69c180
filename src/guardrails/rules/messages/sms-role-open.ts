import { asList } from '../../../private/as-list';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { statementsOf } from '../../private/facts/roles';

/** Messages can be sent or read by others. */
export const rule: GuardrailRule = {
  id: 'sms-role-open',
  catalogue: ['A87'],
  severity: 'medium',
  title: 'Messages can be sent or read by others',
  why: 'Without an external id another party makes Cognito use the role; an open key policy lets anyone decrypt the codes.',
  fix: 'Set ExternalId in SmsConfiguration and in the trust policy; limit the key policy.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-sms-user-pool-settings.html',
  check: facts => facts.pools.flatMap(({ props }): Hit[] => {
    const role = facts.role(props.SmsConfiguration?.SnsCallerArn ?? props.SmsConfiguration?.EumsSms?.CallerArn);
    const open = role?.trust.some(({ effect, principal, condition }) => effect === 'Allow' && /cognito-idp/.test(JSON.stringify(principal))
      && !/sts:ExternalId|aws:SourceAccount|aws:SourceArn|«\?/i.test(JSON.stringify(condition)));
    const key = facts.target(props.LambdaConfig?.KMSKeyID);
    const anyone = key && statementsOf(key.props.KeyPolicy).some(({ effect, principal, condition }) =>
      effect === 'Allow' && (principal === '*' || asList(principal?.AWS).includes('*')) && Object.keys(condition).length === 0);
    return [
      ...role && open ? [{ at: role, message: `${role.id} trusts Cognito without sts:ExternalId` }] : [],
      ...key && anyone ? [{ at: key, message: `the key policy of ${key.id} is open to everyone` }] : [],
    ];
  }),
};
