import { asList } from '../../../private/as-list';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { isOff } from '../../private/facts/gaps';

/** A public client sends passwords as they are. */
export const rule: GuardrailRule = {
  id: 'password-flow-on-public-client',
  catalogue: ['A94'],
  severity: 'medium',
  title: 'A public client sends passwords as they are',
  why: 'Anyone may try passwords without SRP, and code that sees them can keep them.',
  fix: 'Use ALLOW_USER_SRP_AUTH or ALLOW_USER_AUTH.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html',
  check: facts => facts.clients.filter(({ props }) => isOff(props.GenerateSecret)).flatMap((at): Hit[] => {
    const flows = asList(at.props.ExplicitAuthFlows).filter(flow => /USER_PASSWORD_AUTH$|^ADMIN_NO_SRP_AUTH$/.test(flow));
    return flows.length > 0 ? [{ at, message: `${at.id} has no secret and allows ${flows.join(', ')}` }] : [];
  }),
};
