import { asBoolean } from '../../../template/values';
import { GuardrailRule, Hit } from '../../guardrail-rule';

/** The classic flow is on. */
export const rule: GuardrailRule = {
  id: 'classic-flow',
  catalogue: ['A59', 'A60'],
  severity: 'high',
  title: 'The classic flow is on',
  why: 'The caller names the role: any role whose trust policy accepts the token, without the limits of guests; '
    + 'with role mappings its calls fail.',
  fix: 'Set AllowClassicFlow to false.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html',
  check: facts => facts.identityPools.filter(pool => asBoolean(pool.props.AllowClassicFlow) === true).map((at): Hit => ({
    at,
    catalogue: at.mappings.length > 0 ? ['A59', 'A60'] : ['A59'],
    message: `callers of ${at.id} choose their role `
      + `themselves${at.mappings.length > 0 ? ', and its role mappings do not work with the classic flow' : ''}`,
  })),
};
