import { dangersOf, dataWritesOf } from '../../../policy/dangerous-actions';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { callable, isWholeService, liveRoles, onAnybodys } from '../../private/judging/statements';

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
    const found = callable(at, (pattern, statement) => isWholeService(pattern) || !onAnybodys({ ...statement, actions: [pattern] })
      ? []
      : dangersOf(pattern).map(({ action }) => action));
    if (found.length === 0) return [];
    const catalogue = ['A98', ...found.some(({ pattern }) => dataWritesOf(pattern).length > 0) ? ['A99'] : []];
    const dangers = found.flatMap(({ pattern, actions }) => dangersOf(pattern).filter(({ action }) => actions.includes(action)));
    return [{
      at,
      catalogue,
      message: `users with ${at.id} may call on `
        + `anything ${dangers.slice(0, 4).map(({ action, does }) => `${action}, which ${does}`).join('; ')}`,
    }];
  }),
};
