import { RequestContext } from './request-context';
import { Truth, Unknown } from './truth';
import { SessionPrincipal } from '../types';

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
  /** Whose session asks, when resource policies count. */
  readonly session?: SessionPrincipal;
  /** By which of its names a resource policy has to mean the session; any when left out. */
  readonly by?: NameKind;
}

/** The session itself or everybody; its role; the account that the role is of. */
export type NameKind = 'session' | 'role' | 'account';

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
