import { PolicyDecision, PolicyDocument, TrustRequest } from './types';

/**
 * Does this trust policy let a federated principal with these keys assume its role?
 */
export function trusts(trust: PolicyDocument, request: TrustRequest): PolicyDecision {
  return { decision: 'unknown', reason: `${request.action} under ${typeof trust} is not evaluated yet` };
}
