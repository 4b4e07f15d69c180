import { asList } from '../../../private/as-list';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { missingFrom } from '../../private/facts/schema';

/** A client reads or writes an attribute that the user pool does not have. */
export const rule: GuardrailRule = {
  id: 'client-attribute-unknown',
  catalogue: ['A108'],
  severity: 'medium',
  title: 'A client reads or writes an attribute that the user pool does not have',
  why: 'Cognito refuses the client, and the deployment fails.',
  fix: 'Add the attribute to Schema, or write its name as it is there, a custom one with custom: before it.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html',
  check: facts => facts.pools.flatMap(pool => pool.clients.flatMap((at): Hit[] =>
    ['WriteAttributes', 'ReadAttributes'].flatMap((list): Hit[] => {
      const missing = missingFrom(pool, asList(at.props[list]));
      return missing.length > 0 ? [{ at, message: `${list} of ${at.id} has ${missing.join(', ')}, which ${pool.id} does not have` }] : [];
    }))),
};
