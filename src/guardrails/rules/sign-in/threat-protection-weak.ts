import { hasGap, keyOf } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { at } from '../../private/facts/gaps';

/** Threat protection does not act. */
export const rule: GuardrailRule = {
  id: 'threat-protection-weak',
  catalogue: ['A78', 'A79'],
  group: 'hygiene',
  severity: 'medium',
  title: 'Threat protection does not act',
  why: 'Leaked passwords and suspicious sign-ins are seen at most, not stopped.',
  fix: 'Set AdvancedSecurityMode to ENFORCED (Plus plan) and a risk configuration that blocks.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-threat-protection.html',
  check: facts => facts.pools.flatMap((pool): Hit[] => {
    const { UserPoolTier } = pool.props;
    const mode = at(pool.props, 'UserPoolAddOns', 'AdvancedSecurityMode');
    if (hasGap(mode) || (mode === undefined && hasGap(UserPoolTier))) return [];
    const plain = mode === undefined && (UserPoolTier === 'LITE' || UserPoolTier === 'ESSENTIALS');
    if (mode !== 'ENFORCED') {
      return plain ? [] : [
        { at: pool, catalogue: ['A78'], message: `threat protection of ${pool.id} is ${mode ?? 'not set'}` },
      ];
    }
    const risks = facts.ofType('AWS::Cognito::UserPoolRiskConfigurationAttachment')
      .filter(({ props }) => keyOf(props.UserPoolId) === pool.key || hasGap(props.UserPoolId));
    return risks.some(({ props }) => /BLOCK|MFA_REQUIRED|«\?/.test(JSON.stringify(props))) ? [] : [
      { at: pool, catalogue: ['A79'], message: `no risk configuration of ${pool.id} blocks` },
    ];
  }),
};
