import type { Decision } from '../policy/decision';

/**
 * The outcome of asking an identity pool for credentials.
 */
export enum Outcome {
  /** A role. */
  ROLE = 'role',
  /** The service refuses this person. */
  DENIED = 'denied',
  /** The service fails because of how it is set up. */
  ERROR = 'error',
  /** It depends on something that neither the templates nor the documentation say. */
  UNKNOWN = 'unknown',
}

/**
 * What decided which role a person gets.
 */
export enum Via {
  /** It is the role of everyone who signs in. */
  AUTHENTICATED = 'authenticated',
  /** It is the role of guests. */
  GUEST = 'guest',
  /** It is the role of the group with the lowest precedence. */
  GROUP = 'group',
  /** It is the role of the first rule that matches. */
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
  /** The outcome of the request. */
  readonly outcome: Outcome;

  /**
   * Logical id of the role, or its ARN if it is in no template. If the outcome is `unknown`, the role that it would be if its trust policy
   * allows it.
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
