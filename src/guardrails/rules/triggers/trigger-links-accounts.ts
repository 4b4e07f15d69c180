import { GuardrailRule, Hit } from '../../guardrail-rule';
import { mayCall } from '../../private/judging/statements';
import { triggersOf } from '../../private/judging/triggers';

/** A trigger may link accounts. */
export const rule: GuardrailRule = {
  id: 'trigger-links-accounts',
  catalogue: ['A71'],
  severity: 'critical',
  title: 'A trigger may link accounts',
  why: 'Linking by an unverified address takes over the account of the person who owns it.',
  fix: 'Link only when email_verified is true, and limit AdminLinkProviderForUser to the pool.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-identity-federation-consolidate-users.html',
  check: facts => facts.pools.flatMap(pool => triggersOf(pool, facts).flatMap(({ fn }): Hit[] => {
    const role = fn && facts.role(fn.props.Role);
    const links = role && mayCall(role, 'cognito-idp:AdminLinkProviderForUser');
    return fn && links ? [{ at: fn, message: `${fn.id}, a trigger of ${pool.id}, may call AdminLinkProviderForUser (${role.id})` }] : [];
  })),
};
