import { asData, evaluate, Layer, ResourceLayer } from './private/evaluate';
import { compilePolicy } from './private/policy';
import { RequestContext } from './private/request-context';
import { NamedPolicy, PolicyDecision, PolicyRequest, PolicySet } from './types';

/**
 * May this request be made under these policies? Who has many requests, compiles the policies once.
 */
export function decide(request: PolicyRequest, policies: PolicySet): PolicyDecision {
  return asData(compile(policies).decide(request));
}

/** Policies made ready for many decisions. */
export class CompiledPolicies {
  private readonly layers: readonly Layer[];
  private readonly onResource?: ResourceLayer;

  constructor(policies: PolicySet) {
    if (policies.resource !== undefined && policies.resource.length > 0) {
      const compiled = policies.resource.map(policy => compilePolicy(policy, 'resource'));
      const label = policies.resource.map(({ name }) => name).join(', ');
      this.onResource = { layer: new Layer(label, compiled), decides: policies.resourceDecides === true };
    }
    this.layers = [
      layer('the identity policies', policies.identity),
      ...(policies.boundary ? [layer(`the permissions boundary ${policies.boundary.name}`, [policies.boundary])] : []),
      ...(policies.session && policies.session.length > 0 ? [layer('the session policies', policies.session)] : []),
    ];
  }

  decide(request: PolicyRequest): PolicyDecision {
    return evaluate(this.layers, {
      action: request.action,
      lowerCaseAction: request.action.toLowerCase(),
      resource: request.resource,
      ...(request.alias === undefined ? {} : { alias: request.alias }),
      principal: '',
      context: new RequestContext(request.context),
      ...(request.principal ? { session: request.principal } : {}),
    }, this.onResource);
  }
}

/**
 * Parses policies once. Later changes to the documents are not seen.
 */
export function compile(policies: PolicySet): CompiledPolicies {
  return new CompiledPolicies(policies);
}

function layer(label: string, policies: readonly NamedPolicy[]): Layer {
  return new Layer(label, policies.map(policy => compilePolicy(policy, 'permission')));
}
