import { hasGap, keyOf } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';

/** Threat protection has no log delivery. */
export const rule: GuardrailRule = {
  id: 'no-event-log',
  catalogue: ['A84'],
  group: 'hygiene',
  severity: 'low',
  title: 'Threat protection has no log delivery',
  why: 'What it saw is gone after a while and cannot be searched.',
  fix: 'Add a LogDeliveryConfiguration for userAuthEvents.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/exporting-quotas-and-usage.html',
  check: facts => facts.pools.filter(pool => (pool.props.UserPoolTier === 'PLUS' || pool.props.UserPoolAddOns)
    && !facts.ofType('AWS::Cognito::LogDeliveryConfiguration')
      .some(({ props }) => keyOf(props.UserPoolId) === pool.key || hasGap(props.UserPoolId)))
    .map((at): Hit => ({ at, message: `${at.id} delivers no logs` })),
};
