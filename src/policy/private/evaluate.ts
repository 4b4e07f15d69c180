import { PolicyDecision, StatementReference } from '../types';
import { EvaluatedRequest } from './part';
import { CompiledPolicy } from './policy';
import { Statement } from './statement';
import { Truth, Unknown } from './truth';

/** Policies that add up. Where there are several layers, each of them has to allow. */
export class Layer {
  private readonly allows: readonly Statement[];
  private readonly denies: readonly Statement[];
  private readonly opaque?: Doubt;

  /**
   * @param label for people, for example `the identity policies`
   */
  constructor(readonly label: string, policies: readonly CompiledPolicy[]) {
    const statements = policies.flatMap(policy => policy.statements);
    // A statement whose effect is not known might do either.
    this.allows = statements.filter(statement => statement.reference.effect !== 'Deny');
    this.denies = statements.filter(statement => statement.reference.effect !== 'Allow');
    const opaque = policies.find(policy => policy.opaque !== undefined);
    if (opaque) {
      this.opaque = { why: `${opaque.name}, ${opaque.opaque}` };
    }
  }

  /** The statement that denies, or the doubt whether one does. */
  denial(request: EvaluatedRequest): Finding {
    return this.find(this.denies, request);
  }

  /** The statement that allows, or the doubt whether one does. */
  permission(request: EvaluatedRequest): Finding {
    return this.find(this.allows, request);
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

  private find(statements: readonly Statement[], request: EvaluatedRequest): Finding {
    let doubt = this.opaque;
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

/** The decision of IAM: a deny anywhere wins, then every layer has to allow. Doubts count when the outcome depends on them. */
export function evaluate(layers: readonly Layer[], request: EvaluatedRequest): PolicyDecision {
  let denialDoubt: Doubt | undefined;
  for (const layer of layers) {
    const { statement, doubt } = layer.denial(request);
    if (statement) {
      return { decision: 'denied', statement, reason: `denied: ${describe(statement)} denies ${wish(request)}` };
    }
    denialDoubt ??= doubt;
  }
  let allowing: StatementReference | undefined;
  let permissionDoubt: Doubt | undefined;
  for (const layer of layers) {
    const { statement, doubt } = layer.permission(request);
    if (!statement && !doubt) {
      return { decision: 'denied', reason: `denied: no statement of ${layer.label} allows ${wish(request)}${layer.nearest(request)}` };
    }
    allowing ??= statement;
    permissionDoubt ??= statement ? undefined : doubt;
  }
  const doubt = permissionDoubt ?? denialDoubt;
  if (doubt) {
    const verb = permissionDoubt ? 'allows' : 'denies';
    return {
      decision: 'unknown',
      ...(doubt.statement ? { statement: doubt.statement } : {}),
      reason: doubt.statement
        ? `unknown: whether ${describe(doubt.statement)} ${verb} ${wish(request)} depends on what is not known: ${doubt.why}`
        : `unknown: whether ${wish(request)} is ${permissionDoubt ? 'allowed' : 'denied'} depends on what is not known: ${doubt.why}`,
    };
  }
  return { decision: 'allowed', statement: allowing, reason: `allowed: ${describe(allowing!)} allows ${wish(request)}` };
}

function failureOf(statement: Statement, request: EvaluatedRequest): Failure | undefined {
  const truths: Truth[] = statement.parts.map(part => part.matches(request));
  const about = statement.parts.every((part, index) => part.kind !== 'action' || truths[index] !== false);
  const failing = truths.indexOf(false);
  return about && failing >= 0
    ? { progress: truths.filter(truth => truth !== false).length, text: `${describe(statement.reference)} fails at ${statement.parts[failing].explain(request)}` }
    : undefined;
}

function describe(statement: StatementReference): string {
  return `statement ${statement.sid ?? `#${statement.index}`} of ${statement.policy}`;
}

function wish(request: EvaluatedRequest): string {
  return request.principal === '' ? `${request.action} on ${request.resource}` : `${request.action} by ${request.principal}`;
}
