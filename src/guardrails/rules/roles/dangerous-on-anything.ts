import { dangersOf, dataWritesOf } from '../../../policy/dangerous-actions';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { allows, isNarrowed, isWholeService, liveRoles, onAnything } from '../../private/judging/statements';

/** App users may change permissions or code, or read secrets, of the whole account. */
export const rule: GuardrailRule = {
  id: 'dangerous-on-anything',
  catalogue: ['A98'],
  severity: 'high',
  title: 'App users may change permissions or code, or read secrets, of the whole account',
  why: 'Whoever signs in, or steals the credentials of somebody who did, takes over what the account has.',
  fix: 'Leave these actions to an API of your own, or limit them to single resources.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
  check: facts => liveRoles(facts).flatMap((at): Hit[] => {
    const patterns = allows(at).filter(statement => onAnything(statement) && !isNarrowed(statement, at))
      .flatMap(({ actions }) => actions).filter(pattern => !isWholeService(pattern));
    const found = patterns.flatMap(dangersOf);
    if (found.length === 0) return [];
    const catalogue = [
      'A98', ...patterns.some(pattern => dangersOf(pattern).length > 0 && dataWritesOf(pattern).length > 0) ? ['A99'] : [],
    ];
    return [{
      at,
      catalogue,
      message: `users with ${at.id} may call on `
        + `anything ${found.slice(0, 4).map(({ action, does }) => `${action}, which ${does}`).join('; ')}`,
    }];
  }),
};
