import { RequestContext } from './request-context';
import { Truth, Unknown } from './truth';

/** A request in the form that statements are tested with. */
export interface EvaluatedRequest {
  readonly action: string;
  readonly lowerCaseAction: string;
  /** Empty when a trust policy is asked: its resource is the role. */
  readonly resource: string;
  /** What else the resource is called. */
  readonly alias?: string;
  /** The federated principal when a trust policy is asked, else empty. */
  readonly principal: string;
  readonly context: RequestContext;
}

/** One element of a statement, for example its actions. */
export interface Part {
  readonly kind: 'principal' | 'action' | 'resource' | 'condition';
  matches(request: EvaluatedRequest): Truth;
  /** Names the element, for people, when the request fails at it. */
  explain(request: EvaluatedRequest): string;
}

/** An element that says nothing usable. */
export function undecided(kind: Part['kind'], why: string): Part {
  const unknown = new Unknown(why);
  return { kind, matches: () => unknown, explain: () => why };
}
