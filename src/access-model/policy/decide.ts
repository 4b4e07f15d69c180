import { PolicyDecision, PolicyRequest, PolicySet } from './types';

/**
 * May this request be made under these policies?
 */
export function decide(request: PolicyRequest, policies: PolicySet): PolicyDecision {
  return compile(policies).decide(request);
}

/** Policies made ready for many decisions. */
export interface CompiledPolicies {
  decide(request: PolicyRequest): PolicyDecision;
}

/**
 * Parses the policies once.
 */
export function compile(policies: PolicySet): CompiledPolicies {
  const names = policies.identity.map(policy => policy.name).join(', ');
  return { decide: request => ({ decision: 'unknown', reason: `${request.action} under ${names} is not evaluated yet` }) };
}
