import { Decision } from '../decision';
import { PolicyDecision, StatementReference } from '../types';
import { EvaluatedRequest, NameKind } from './part';
import { CompiledPolicy } from './policy';
import { Statement } from './statement';
import { Truth, Unknown } from './truth';

/** Policies that add up. Where there are several layers, each of them has to allow. */
export class Layer {
  private readonly allows: readonly Statement[];
  private readonly denies: readonly Statement[];
  private readonly opaque?: Doubt;
  /** Whether something that is not known may allow. */
  private readonly open?: Doubt;

  /**
   * @param label for people, for example `the identity policies`
   */
  constructor(readonly label: string, policies: readonly CompiledPolicy[]) {
    const statements = policies.flatMap(policy => policy.statements);
    // A statement whose effect is not known might do either.
    this.allows = statements.filter(statement => statement.reference.effect !== 'Deny');
    this.denies = statements.filter(statement => statement.reference.effect !== 'Allow');
    this.opaque = doubtOf(policies.find(policy => policy.opaque !== undefined));
    this.open = this.opaque ?? doubtOf(policies.find(policy => policy.open !== undefined));
  }

  /** The statement that denies, or the doubt whether one does. */
  denial(request: EvaluatedRequest): Finding {
    return this.find(this.denies, request, this.opaque);
  }

  /** The statement that allows, or the doubt whether one does. */
  permission(request: EvaluatedRequest): Finding {
    return this.find(this.allows, request, this.open);
  }

  /** The statement that comes nearest to allowing, and where it fails; empty if none is about this action. */
  nearest(request: EvaluatedRequest): string {
    let best: Failure | undefined;
    for (const statement of this.allows) {
      const failure = failureOf(statement, request);
      if (failure && failure.progress > (best?.progress ?? 0)) {
        best = failure;
      }
    }
    return best ? `; nearest: ${best.text}` : '';
  }

  private find(statements: readonly Statement[], request: EvaluatedRequest, otherwise: Doubt | undefined): Finding {
    let doubt = otherwise;
    for (const statement of statements) {
      const applies = statement.applies(request);
      if (applies === true) {
        return { statement: statement.reference };
      }
      if (applies instanceof Unknown) {
        doubt = { statement: statement.reference, why: applies.why };
      }
    }
    return { doubt };
  }
}

interface Doubt {
  readonly statement?: StatementReference;
  readonly why: string;
}

interface Finding {
  readonly statement?: StatementReference;
  readonly doubt?: Doubt;
}

interface Failure {
  /** How many elements the request satisfies. */
  readonly progress: number;
  readonly text: string;
}

/** Policies on the resource. */
export interface ResourceLayer {
  readonly layer: Layer;
  /** Whether identity policies count only where it hands the decision to the account. */
  readonly decides: boolean;
}

/** A decision that finds its words when somebody asks for them. Getters of a class cost next to nothing, those of a literal do. */
class Answer implements PolicyDecision {
  readonly #words: () => string;

  constructor(readonly decision: Decision, words: () => string, readonly statement?: StatementReference) {
    this.#words = words;
  }

  get reason(): string {
    return this.#words();
  }
}

/** The same as data, which is compared and spread as such. */
export function asData({ decision, statement, reason }: PolicyDecision): PolicyDecision {
  return { decision, ...statement && { statement }, reason };
}

/**
 * The decision of IAM: a deny anywhere wins, then every layer has to allow. What a resource policy allows to the role counts as if the
 * first layer did; what it allows to the session itself, or to everybody, is allowed. Doubts count when the outcome depends on them.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-req-context.html
 */
export function evaluate(layers: readonly Layer[], request: EvaluatedRequest, onResource?: ResourceLayer): PolicyDecision {
  let denialDoubt: Doubt | undefined;
  for (const layer of onResource ? [...layers, onResource.layer] : layers) {
    const { statement, doubt } = layer.denial(request);
    if (statement) return new Answer(Decision.DENIED, () => `denied: ${describe(statement)} denies ${wish(request)}`, statement);
    denialDoubt ??= doubt;
  }
  const { statement: allowing, doubt: permissionDoubt, missing } = onResource
    ? permittedWith(onResource, layers, request)
    : permitted(layers, request);
  if (!allowing && !permissionDoubt) {
    return new Answer(Decision.DENIED, () => {
      const what = missing === layers[0] ? lackOfOwn(missing, request, onResource) : lack(missing!, request);
      return `denied: no statement of ${what}`;
    });
  }
  const doubt = allowing ? denialDoubt : permissionDoubt;
  if (doubt) {
    const verb = allowing ? 'denies' : 'allows';
    return new Answer(Decision.UNKNOWN, () => doubt.statement
      ? `unknown: whether ${describe(doubt.statement)} ${verb} ${wish(request)} depends on what is not known: ${doubt.why}`
      : `unknown: whether ${wish(request)} is ${allowing ? 'denied' : 'allowed'} depends on what is not known: ${doubt.why}`,
    doubt.statement);
  }
  return new Answer(Decision.ALLOWED, () => `allowed: ${describe(allowing!)} allows ${wish(request)}`, allowing);
}

interface Permission extends Finding {
  /** The first layer that does not allow. */
  readonly missing?: Layer;
}

/** What layers allow of which each has to. */
function permitted(layers: readonly Layer[], request: EvaluatedRequest): Permission {
  let together: Finding | undefined;
  for (const layer of layers) {
    const found = layer.permission(request);
    if (isNothing(found)) return { missing: layer };
    together = together ? both(together, found) : found;
  }
  return together!;
}

function permittedWith(onResource: ResourceLayer, layers: readonly Layer[], request: EvaluatedRequest): Permission {
  const [identity, ...limits] = layers;
  const named = (by: NameKind): Finding => onResource.layer.permission({ ...request, by });
  const own = onResource.decides ? both(identity.permission(request), named('account')) : identity.permission(request);
  const limited = [either(own, named('role')), ...limits.map(layer => layer.permission(request))];
  return { ...either(limited.reduce(both), named('session')), missing: layers[limited.findIndex(isNothing)] };
}

function isNothing({ statement, doubt }: Finding): boolean {
  return !statement && !doubt;
}

function both(one: Finding, other: Finding): Finding {
  if (one.statement && other.statement) return one;
  return { doubt: isNothing(one) || isNothing(other) ? undefined : one.doubt ?? other.doubt };
}

function either(one: Finding, other: Finding): Finding {
  if (one.statement) return one;
  return other.statement ? other : { doubt: one.doubt ?? other.doubt };
}

function lack(layer: Layer, request: EvaluatedRequest): string {
  return `${layer.label} allows ${wish(request)}${layer.nearest(request)}`;
}

/** That neither the identity policies nor the resource's own allow, or that the latter leave nothing to the former. */
function lackOfOwn(identity: Layer, request: EvaluatedRequest, onResource: ResourceLayer | undefined): string {
  if (!onResource) return lack(identity, request);
  if (onResource.decides) {
    const { statement, doubt } = onResource.layer.permission({ ...request, by: 'account' });
    if (!statement && !doubt) return `${lack(onResource.layer, request)}, and the identity policies do not count without it`;
  }
  const nearest = identity.nearest(request) || onResource.layer.nearest(request);
  return `${identity.label} or of ${onResource.layer.label} allows ${wish(request)}${nearest}`;
}

function doubtOf(policy: CompiledPolicy | undefined): Doubt | undefined {
  return policy && { why: `${policy.name}, ${policy.opaque ?? policy.open}` };
}

function failureOf(statement: Statement, request: EvaluatedRequest): Failure | undefined {
  const truths: Truth[] = statement.parts.map(part => part.matches(request));
  const about = statement.parts.every((part, index) => part.kind !== 'action' || truths[index] !== false);
  const failing = truths.indexOf(false);
  return about && failing >= 0
    ? {
      progress: truths.filter(truth => truth !== false).length,
      text: `${describe(statement.reference)} fails at ${statement.parts[failing].explain(request)}`,
    }
    : undefined;
}

function describe(statement: StatementReference): string {
  return `statement ${statement.sid ?? `#${statement.index}`} of ${statement.policy}`;
}

function wish(request: EvaluatedRequest): string {
  return request.principal === '' ? `${request.action} on ${request.resource}` : `${request.action} by ${request.principal}`;
}
