import { Facts, ResourceFact } from './private/facts/types';

/** How bad a finding is. */
export type Level = 'critical' | 'high' | 'medium' | 'low';

/** From the mildest to the worst. */
export const LEVELS: Level[] = ['low', 'medium', 'high', 'critical'];

/** Who becomes which role and what it may do, or what every user pool should have whatever it is for. */
export type Group = 'access' | 'hygiene';

/**
 * What a rule found at one resource; what it leaves out is as the rule says.
 */
export interface Hit {
  readonly at: ResourceFact;
  readonly message: string;
  /** The entries of the catalogue that apply here; all of the rule's when left out. */
  readonly catalogue?: string[];
  readonly severity?: Level;
  readonly fix?: string;
  /** The claim that it is about, where an acceptance can name one. */
  readonly claim?: string;
}

/**
 * One guardrail: one kind of mistake, recognised in the facts of the templates.
 */
export interface GuardrailRule {
  readonly id: string;
  readonly catalogue: string[];
  /** 'access' when left out. */
  readonly group?: Group;
  readonly severity: Level;
  readonly title: string;
  /** Who could do what. */
  readonly why: string;
  readonly fix: string;
  readonly source: string;
  check(facts: Facts): Hit[];
}

/**
 * What `check` prints for one resource.
 */
export interface Finding {
  readonly rule: string;
  readonly catalogue: string[];
  readonly group: Group;
  readonly severity: Level;
  /** Logical id. */
  readonly resource: string;
  readonly template: string;
  readonly constructPath?: string;
  /** The claim that it is about. */
  readonly claim?: string;
  readonly message: string;
  /** The conditions of the templates under which it holds; left out where it always does. */
  readonly condition?: string;
  readonly fix: string;
}

/** A finding that somebody gave a reason for. */
export interface AcceptedFinding extends Finding {
  readonly reason: string;
  /** Whether it is the caller who accepts it, and not the template. */
  readonly outsideTemplate?: boolean;
}

/** What was found, and when it holds. */
export function described({ message, condition }: Finding): string {
  return condition === undefined ? message : `${message} (only if: ${condition})`;
}
