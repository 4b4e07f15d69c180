import { GuardrailRule, Hit } from '../../guardrail-rule';

/** Guests get AWS credentials. */
export const rule: GuardrailRule = {
  id: 'guests-enabled',
  catalogue: ['A58'],
  severity: 'medium',
  title: 'Guests get AWS credentials',
  why: 'Anyone on the internet gets credentials of the guest role without signing in.',
  fix: 'Set AllowUnauthenticatedIdentities to false, or acknowledge that guests are intended.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools-security-best-practices.html',
  check: facts => facts.identityPools.filter(pool => pool.guests).map((at): Hit => ({
    at, message: `${at.id} gives credentials to anyone without signing in`,
  })),
};
