import { asList } from '../../../private/as-list';
import { shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { problemOf } from '../../private/judging/client-urls';

/** Tokens can be sent to an address that is not yours. */
export const rule: GuardrailRule = {
  id: 'callback-unsafe',
  catalogue: ['A92'],
  severity: 'high',
  title: 'Tokens can be sent to an address that is not yours',
  why: 'Who controls the address, the network on the way, or another app with the same scheme receives the code.',
  fix: 'Use https addresses of your own, on phones by app links or universal links; keep localhost to development. '
    + 'Where an app needs a scheme of its own, accept the finding and say why.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-app-idp-settings.html',
  check: facts => facts.clients.flatMap((at): Hit[] => {
    const found = [...asList(at.props.CallbackURLs), ...asList(at.props.LogoutURLs), ...asList(at.props.DefaultRedirectURI)].map(String)
      .flatMap(url => { const problem = problemOf(url); return problem ? [{ url, ...problem }] : []; });
    if (found.length === 0) return [];
    const severity = found.some(problem => problem.severity === 'high') ? 'high' : 'medium';
    return [{
      at, severity, message: `${at.id} redirects to ${[...new Set(found.map(({ url, what }) => `${shown(url)} (${what})`))].join(', ')}`,
    }];
  }),
};
