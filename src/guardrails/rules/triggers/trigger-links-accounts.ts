import { GuardrailRule, Hit } from '../../guardrail-rule';
import { allows, granting } from '../../private/judging/statements';

/** A trigger may link accounts. */
export const rule: GuardrailRule = {
  id: 'trigger-links-accounts',
  catalogue: ['A71'],
  severity: 'critical',
  title: 'A trigger may link accounts',
  why: 'Linking by an unverified address takes over the account of the person who owns it.',
  fix: 'Link only when email_verified is true, and limit AdminLinkProviderForUser to the pool.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-identity-federation-consolidate-users.html',
  check: facts => facts.pools.flatMap(pool => Object.values<any>(pool.props.LambdaConfig ?? {}).flatMap((value): Hit[] => {
    const fn = facts.target(value?.LambdaArn ?? value);
    const role = fn && facts.role(fn.props.Role);
    const links = role && allows(role).some(statement => granting(statement, ['cognito-idp:AdminLinkProviderForUser']).length > 0);
    return fn && links ? [{ at: fn, message: `${fn.id}, a trigger of ${pool.id}, may call AdminLinkProviderForUser (${role.id})` }] : [];
  })),
};
