import { asData, evaluate, Layer } from './private/evaluate';
import { compilePolicy } from './private/policy';
import { RequestContext } from './private/request-context';
import { PolicyDecision, PolicyDocument, TrustRequest } from './types';

/**
 * Does this trust policy let a federated principal with these keys make this call for its role?
 */
export function trusts(trust: PolicyDocument, request: TrustRequest): PolicyDecision {
  return asData(compileTrust(trust).decide(request));
}

/** A trust policy made ready for many decisions. */
export class CompiledTrust {
  private readonly layers: readonly Layer[];

  constructor(trust: PolicyDocument) {
    this.layers = [new Layer('the trust policy', [compilePolicy({ name: 'the trust policy', document: trust }, 'trust')])];
  }

  decide(request: TrustRequest): PolicyDecision {
    return evaluate(this.layers, {
      action: request.action,
      lowerCaseAction: request.action.toLowerCase(),
      resource: '',
      principal: request.principal,
      context: new RequestContext(request.context, request.shared),
    });
  }
}

/**
 * Parses a trust policy once. Later changes to the document are not seen.
 */
export function compileTrust(trust: PolicyDocument): CompiledTrust {
  return new CompiledTrust(trust);
}
