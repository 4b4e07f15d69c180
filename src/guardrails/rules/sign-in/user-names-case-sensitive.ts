import { asBoolean } from '../../../template/values';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { at } from '../../private/facts/gaps';

/** User names differ by case. */
export const rule: GuardrailRule = {
  id: 'user-names-case-sensitive',
  catalogue: ['A74'],
  severity: 'medium',
  title: 'User names differ by case',
  why: 'Mallory@example.com signs up next to mallory@example.com and is taken for the same person.',
  fix: 'Set UsernameConfiguration.CaseSensitive to false; it cannot be changed later.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-case-sensitivity.html',
  check: facts => facts.pools.filter(({ props }) => asBoolean(at(props, 'UsernameConfiguration', 'CaseSensitive') ?? true) === true)
    .map((pool): Hit => ({ at: pool, message: `user names of ${pool.id} are case-sensitive` })),
};
