import { tradesTokens } from '../../../identity-facts/claims/client-flows';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { isOff } from '../../private/facts/gaps';
import { settingsOf } from '../../private/judging/claim-writers';

/** Anyone may trade tokens of your users. */
export const rule: GuardrailRule = {
  id: 'token-exchange-on-public-client',
  catalogue: ['A94'],
  severity: 'high',
  title: 'Anyone may trade tokens of your users',
  why: 'A client without a secret proves nothing: whoever got hold of a token makes one for another API of it.',
  fix: 'Give the exchange to a client with a secret, and prefer ALLOW_TOKEN_EXCHANGE_DELEGATION, which names the actor in the token.',
  source: 'https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetDerivedToken.html',
  check: facts => facts.clients.filter(client => isOff(client.props.GenerateSecret) && tradesTokens(settingsOf(client)))
    .map((at): Hit => ({ at, message: `${at.id} has no secret and exchanges tokens` })),
};
