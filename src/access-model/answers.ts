import type { Decision } from '../policy/decision';

/**
 * What becomes of someone who asks an identity pool for credentials.
 */
export enum Outcome {
  /** A role. */
  ROLE = 'role',
  /** The service refuses this person. */
  DENIED = 'denied',
  /** The service can't answer as it is set up. */
  ERROR = 'error',
  /** It depends on something that neither the templates nor the documentation say. */
  UNKNOWN = 'unknown',
}

/**
 * What decided which role someone gets.
 */
export enum Via {
  /** It is the role of everyone who signs in. */
  AUTHENTICATED = 'authenticated',
  /** It is the role of guests. */
  GUEST = 'guest',
  /** The group of the lowest precedence has it. */
  GROUP = 'group',
  /** The first rule that matches gives it. */
  RULE = 'rule',
  /** The request asked for it. */
  CUSTOM_ROLE = 'custom-role',
  /** The claim `cognito:preferred_role` names it. */
  PREFERRED_ROLE = 'preferred-role',
}

/**
 * The role that someone gets, and why.
 */
export interface RoleOutcome {
  /** What becomes of the request. */
  readonly outcome: Outcome;

  /**
   * Logical id of the role, or its ARN when no template makes it; of an `unknown` outcome, the role that it is if its trust policy lets it.
   * @default - no role
   */
  readonly role?: string;

  /**
   * What decided.
   * @default - no role
   */
  readonly via?: Via;

  /**
   * Which rule decided, counted from 0.
   * @default - no rule did
   */
  readonly ruleIndex?: number;

  /**
   * The session tags that the claims become.
   * @default - none
   */
  readonly principalTags?: { [key: string]: string };

  /** Why, in a sentence. */
  readonly reason: string;
}

/**
 * Whether a role may do something, and why.
 */
export interface AccessDecision {
  /** Whether it may. */
  readonly decision: Decision;

  /**
   * The statement that decided.
   * @default - none did
   */
  readonly statement?: string;

  /** Why, in a sentence. */
  readonly reason: string;
}
