import { asBoolean } from '../../../template/values';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { appRoles } from '../../private/judging/statements';

/** Sessions of the classic flow may last longer than an hour. */
export const rule: GuardrailRule = {
  id: 'session-long-with-classic-flow',
  catalogue: ['A47'],
  severity: 'low',
  title: 'Sessions of the classic flow may last longer than an hour',
  why: 'Stolen credentials work for that long; only the classic flow can ask for it.',
  fix: 'Leave MaxSessionDuration at 3600.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html',
  check: facts => appRoles(facts)
    .filter(role => Number(role.props.MaxSessionDuration) > 3600)
    .filter(role => role.uses.some(use => asBoolean(use.identityPool?.props.AllowClassicFlow) === true))
    .map((at): Hit => ({
      at, message: `${at.id} allows sessions of ${at.props.MaxSessionDuration} seconds, and the classic flow can ask for them`,
    })),
};
