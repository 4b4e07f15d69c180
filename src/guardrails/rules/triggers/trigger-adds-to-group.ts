import { GuardrailRule, Hit } from '../../guardrail-rule';
import { mayCall } from '../../private/judging/statements';
import { triggersOf } from '../../private/judging/triggers';

/** A trigger puts new users into groups. */
export const rule: GuardrailRule = {
  id: 'trigger-adds-to-group',
  catalogue: ['A30'],
  severity: 'high',
  title: 'A trigger puts new users into groups',
  why: 'When the group follows from what users say about themselves at sign-up, they choose their own role.',
  fix: 'Let an administrator assign groups, or turn self sign-up off.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-confirmation.html',
  check: facts => facts.pools.filter(pool => pool.selfSignUp).flatMap((pool): Hit[] => {
    const [fn] = triggersOf(pool, facts).filter(({ name }) => name === 'PostConfirmation').flatMap(trigger => trigger.fn ?? []);
    const role = fn && facts.role(fn.props.Role);
    if (!fn || !role || !mayCall(role, 'cognito-idp:AdminAddUserToGroup')) return [];
    return [{ at: fn, message: `${fn.id} runs after anyone signs up to ${pool.id} and may add them to any group (${role.id})` }];
  }),
};
