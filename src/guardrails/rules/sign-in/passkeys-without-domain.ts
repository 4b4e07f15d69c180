import { GuardrailRule, Hit } from '../../guardrail-rule';
import { allowsPasskeys, clientsWithPages, hasManagedLogin, mayHaveOtherDomain, offersChoice } from '../../private/judging/login-pages';

/** Passkeys are allowed, and nobody can register one. */
export const rule: GuardrailRule = {
  id: 'passkeys-without-domain',
  catalogue: ['A109'],
  severity: 'high',
  title: 'Passkeys are allowed, and nobody can register one',
  why: 'A passkey belongs to a relying party, by default the domain of the user pool, and the classic pages do not register any.',
  fix: 'Set WebAuthnRelyingPartyID, or give the user pool a domain with ManagedLoginVersion 2.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html',
  check: facts => mayHaveOtherDomain(facts) ? [] : facts.pools.filter(allowsPasskeys).flatMap((pool): Hit[] => {
    if (pool.domains.length === 0) {
      if (pool.props.WebAuthnRelyingPartyID) return [];
      return [{ at: pool, message: `${pool.id} allows passkeys, but has neither a domain nor WebAuthnRelyingPartyID: nobody gets one` }];
    }
    const [client] = clientsWithPages(pool);
    if (!client || pool.domains.some(domain => hasManagedLogin(domain) !== false)) return [];
    const elsewhere = pool.clients.some(offersChoice);
    const message = `${pool.id} allows passkeys, but ${client.id} signs in on the classic pages of ${pool.domains[0].id}, which offer none`;
    return [{ at: pool, severity: elsewhere ? 'medium' : 'high', message }];
  }),
};
