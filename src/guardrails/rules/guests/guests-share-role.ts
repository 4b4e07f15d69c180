import { Decision } from '../../../policy';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { assumptionsOf, guestsPass } from '../../private/judging/trusts';

/** Guests can get a role that is meant for signed-in users. */
export const rule: GuardrailRule = {
  id: 'guests-share-role',
  catalogue: ['A39'],
  severity: 'high',
  title: 'Guests can get a role that is meant for signed-in users',
  why: 'Without signing in, anyone does what members may do.',
  fix: 'Use a role of its own for guests; trust amr authenticated in all others.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html',
  check: facts => facts.roles.flatMap((at): Hit[] => {
    const kinds = new Set(at.uses.map(use => use.kind));
    if (kinds.has('guest') && kinds.size > 1) {
      return [
        { at, message: `${at.id} is the role of guests and of ${[...kinds].filter(kind => kind !== 'guest').join(', ')} users` },
      ];
    }
    if (kinds.size === 0 || kinds.has('guest')) return [];
    return assumptionsOf(at).some(trust => trust.amr.length > 0 && guestsPass(trust) === Decision.ALLOWED) ? [
      { at, message: `${at.id} is for ${[...kinds].join(', ')} users, but its trust policy lets unauthenticated identities in` },
    ] : [];
  }),
};
