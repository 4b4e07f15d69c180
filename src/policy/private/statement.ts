import { Condition, compileConditions } from './condition';
import { partlyKnownGlob, resourceGlob } from './matching/arn';
import { Glob } from './matching/glob';
import { keepingLast, TextTemplate } from './matching/text-template';
import { EvaluatedRequest, Part, undecided } from './part';
import { compilePrincipals } from './principal';
import { compileSessionPrincipals } from './session-principal';
import { every, not, some, Truth, Unknown } from './truth';
import { actionGlob } from '../action-pattern';
import { NamedPolicy, StatementReference } from '../types';
import { isRecord, list, textOf, whyUnresolved } from './values';

/** Trust policies name principals, permission policies name resources, and those on a resource name both. */
export type PolicyKind = 'permission' | 'trust' | 'resource';

export interface Statement {
  readonly reference: StatementReference;
  readonly parts: readonly Part[];
  applies(request: EvaluatedRequest): Truth;
}

/** Where a statement stands. */
interface Origin {
  readonly policy: NamedPolicy;
  readonly index: number;
  readonly kind: PolicyKind;
  readonly variables: boolean;
}

interface Element {
  readonly negated: boolean;
  readonly values: readonly unknown[];
}

/** Parses one statement. What IAM would refuse, or what is not resolved, leaves the statement undecided instead of guessing. */
export function compileStatement(json: unknown, { policy, index, kind, variables }: Origin): Statement {
  const statement = isRecord(json) ? json : {};
  const reference: StatementReference = {
    policy: policy.name,
    ...(typeof statement.Sid === 'string' && statement.Sid !== '' ? { sid: statement.Sid } : {}),
    index,
    effect: statement.Effect === 'Allow' || statement.Effect === 'Deny' ? statement.Effect : 'unknown',
  };
  const problem = !isRecord(json) ? 'it is no JSON object' : whyUnresolved(json);
  const parts = [
    ...(problem === undefined ? partsOf(statement, reference, kind, variables) : [undecided('action', problem)]),
    ...(policy.doubt === undefined ? [] : [undecided('condition', policy.doubt)]),
  ];
  return { reference, parts, applies: request => every(parts, fits, request) };
}

function fits(part: Part, request: EvaluatedRequest): Truth {
  return part.matches(request);
}

function partsOf(statement: Record<string, unknown>, reference: StatementReference, kind: PolicyKind, variables: boolean): Part[] {
  return [
    ...(reference.effect === 'unknown' ? [undecided('action', 'its Effect is neither Allow nor Deny')] : []),
    ...(kind === 'trust' ? [compilePrincipals(statement)] : []),
    ...(kind === 'resource' ? [compileSessionPrincipals(statement)] : []),
    actionPart(statement),
    ...(kind === 'trust' ? [] : [resourcePart(statement, variables)]),
    ...compileConditions(statement.Condition, variables).map(conditionPart),
  ];
}

function actionPart(statement: Record<string, unknown>): Part {
  const element = elementOf(statement, 'Action');
  if (!element) {
    return undecided('action', 'it has neither Action nor NotAction, or both');
  }
  const tests = element.values.map(value => {
    const text = textOf(value);
    return text instanceof Unknown
      ? new Unknown(`an action is not known: ${text.why}`)
      : actionGlob(text);
  });
  return {
    kind: 'action',
    matches: request => {
      const named = some(tests, covers, request.lowerCaseAction);
      return element.negated ? not(named) : named;
    },
    explain: request =>
      `${element.negated ? 'NotAction' : 'Action'}, which ${element.negated ? 'excludes' : 'does not include'} ${request.action}`,
  };
}

function covers(test: Glob | Unknown, action: string): Truth {
  return test instanceof Unknown ? test : test(action);
}

function resourcePart(statement: Record<string, unknown>, variables: boolean): Part {
  const element = elementOf(statement, 'Resource');
  if (!element) {
    return undecided('resource', 'it has neither Resource nor NotResource, or both');
  }
  const tests = element.values.map(value => resourceTest(value, variables, element.negated));
  const mean = (test: (of: EvaluatedRequest) => Truth, request: EvaluatedRequest) => test(request);
  return {
    kind: 'resource',
    matches: request => {
      const named = some(tests, mean, request);
      return element.negated ? not(named) : named;
    },
    explain: () => `${element.negated ? 'NotResource' : 'Resource'} ${element.values.map(value => JSON.stringify(value)).join(', ')}`,
  };
}

function resourceTest(value: unknown, variables: boolean, negated: boolean): (request: EvaluatedRequest) => Truth {
  const text = textOf(value);
  if (text instanceof Unknown) {
    const unknown = new Unknown(`a resource is not known: ${text.why}`);
    const may = partlyKnownGlob(value);
    return request => meant(request, may) ? unknown : false;
  }
  const template = TextTemplate.parse(text, { variables, wildcards: true });
  const globOf = keepingLast(resourceGlob);
  const possible = () => partlyKnownGlob({ Pattern: text });
  const missing = negated
    && new Unknown(`NotResource ${text} has a variable that the request does not carry, and AWS says two things of that`);
  return request => {
    const unknown = template.unknown(request.context);
    if (unknown) {
      return meant(request, possible()) ? new Unknown(`resource ${text} has a variable that is not known: ${unknown.why}`) : false;
    }
    const pattern = template.resolve(request.context);
    return pattern === undefined ? missing : meant(request, globOf(pattern));
  };
}

/** Whether a pattern is for the resource, by any of its names. */
function meant({ resource, alias }: EvaluatedRequest, matches: Glob): boolean {
  return matches(resource) || alias !== undefined && matches(alias);
}

function conditionPart(condition: Condition): Part {
  return {
    kind: 'condition',
    matches: request => condition.holds(request.context),
    explain: request => condition.explain(request.context),
  };
}

function elementOf(statement: Record<string, unknown>, name: 'Action' | 'Resource'): Element | undefined {
  const negatedName = `Not${name}`;
  const negated = negatedName in statement;
  return negated === (name in statement) ? undefined : { negated, values: list(statement[negated ? negatedName : name]) };
}
