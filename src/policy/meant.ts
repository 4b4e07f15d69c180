import { RequestContext } from './private/request-context';
import { compileSessionPrincipals } from './private/session-principal';
import { some, Truth } from './private/truth';
import { SessionPrincipal } from './types';

/**
 * Whether a statement of a resource policy is about a session: a Deny also where it names the account, which in an Allow only hands over
 * to the account's own policies.
 */
export function meant(statement: Record<string, unknown>, session: SessionPrincipal): Truth {
  const part = compileSessionPrincipals(statement);
  const request = { action: '', lowerCaseAction: '', resource: '', principal: '', context: new RequestContext({}), session };
  return statement.Effect === 'Deny' ? part.matches(request) : some(['session', 'role'] as const, by => part.matches({ ...request, by }));
}
