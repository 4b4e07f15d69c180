import { GuardrailRule, Hit } from '../../guardrail-rule';
import { isNot } from '../../private/facts/gaps';

/** The user pool can be deleted with all users. */
export const rule: GuardrailRule = {
  id: 'pool-deletable',
  catalogue: ['A82'],
  group: 'hygiene',
  severity: 'medium',
  title: 'The user pool can be deleted with all users',
  why: 'A renamed construct or a deleted stack takes every account with it; they cannot be restored.',
  fix: 'Set DeletionProtection to ACTIVE and DeletionPolicy to Retain.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-deletion-protection.html',
  check: facts => facts.pools.filter(({ props, deletionPolicy }) => isNot(
    props.DeletionProtection, 'ACTIVE',
  ) || deletionPolicy === 'Delete')
    .map((at): Hit => ({
      at, message: `${at.id} has ${isNot(at.props.DeletionProtection, 'ACTIVE') ? 'no deletion protection' : 'DeletionPolicy Delete'}`,
    })),
};
