import { asList } from '../../../private/as-list';
import { GuardrailRule, Hit } from '../../guardrail-rule';

/** The implicit grant is allowed. */
export const rule: GuardrailRule = {
  id: 'implicit-grant',
  catalogue: ['A91'],
  severity: 'high',
  title: 'The implicit grant is allowed',
  why: 'Tokens stand in the address of the page and leak through history, logs and other scripts.',
  fix: 'Use the code grant with PKCE.',
  source: 'https://datatracker.ietf.org/doc/html/rfc9700',
  check: facts => facts.clients.filter(({ props }) => asList(props.AllowedOAuthFlows).includes('implicit')).map((at): Hit => ({
    at, message: `${at.id} allows the implicit grant`,
  })),
};
