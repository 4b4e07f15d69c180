import { keyOf } from '../../access-model/private/marks';
import { GuardrailRule, Hit } from '../guardrail-rule';

/** Threat protection does not act. */
export const rule: GuardrailRule = {
  id: 'threat-protection-weak',
  catalogue: ['A78', 'A79'],
  severity: 'medium',
  title: 'Threat protection does not act',
  why: 'Leaked passwords and suspicious sign-ins are seen at most, not stopped.',
  fix: 'Set AdvancedSecurityMode to ENFORCED (Plus plan) and a risk configuration that blocks.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-threat-protection.html',
  check: facts => facts.pools.flatMap((at): Hit[] => {
    const { UserPoolAddOns, UserPoolTier } = at.props;
    const mode = UserPoolAddOns?.AdvancedSecurityMode;
    const plain = mode === undefined && (UserPoolTier === 'LITE' || UserPoolTier === 'ESSENTIALS');
    if (mode !== 'ENFORCED') return plain ? [] : [{ at, catalogue: ['A78'], message: `threat protection of ${at.id} is ${mode ?? 'not set'}` }];
    const risks = facts.ofType('AWS::Cognito::UserPoolRiskConfigurationAttachment').filter(({ props }) => keyOf(props.UserPoolId) === at.key);
    return risks.some(({ props }) => /BLOCK|MFA_REQUIRED/.test(JSON.stringify(props))) ? [] : [{ at, catalogue: ['A79'], message: `no risk configuration of ${at.id} blocks` }];
  }),
};
