import type { Decision } from './decision';

/**
 * A policy as plain JSON, with every reference resolved. What could not be resolved is `{ "Fn::Unresolved": "<why>" }`,
 * in the place of any value; a `Pattern` beside it has the text that is known, with guillemets around what is not.
 */
export interface PolicyDocument {
  readonly Version?: any;
  readonly Statement: any;
}

/** The value of a key that a request has, and that is not known. */
export interface UnknownValue {
  readonly unknown: string;
  /** Whether it is not even known that the request has the key. */
  readonly mayBeAbsent?: boolean;
  /** The least that it may be, of a date or a number. */
  readonly atLeast?: string;
}

/** What is known of a request besides principal, action and resource; names in any case, an absent key is absent in the request. */
export type RequestContextValues = Readonly<Record<string, string | readonly string[] | UnknownValue>>;

/** Who asks: a session of a role, as resource policies may name it. */
export interface SessionPrincipal {
  readonly roleArn: string;
  /** What the session is called, where that is known. */
  readonly sessionName?: string;
  /** The federated principal through which the role was assumed, where that is known. */
  readonly federated?: string;
}

export interface PolicyRequest {
  /** For example `s3:GetObject`. */
  readonly action: string;
  /** An ARN, or `*` for an action that knows no resources. A wildcard in it is an ordinary character. */
  readonly resource: string;
  /** Another ARN under which policies may mean the same resource. */
  readonly alias?: string;
  readonly context: RequestContextValues;
  /** Resource policies can't be evaluated without it. */
  readonly principal?: SessionPrincipal;
}

export interface NamedPolicy {
  readonly name: string;
  /** Absent when its content is not known, as with most policies that AWS manages. */
  readonly document?: PolicyDocument;
  /** Whether it allows more than the document says, and what is not known; what it denies is in the document. */
  readonly partial?: boolean;
  /** Why it is not known whether the policy counts at all. */
  readonly doubt?: string;
  /** Of a policy that somebody else manages and may change: since when it is known to say this. */
  readonly asOf?: string;
}

export interface PolicySet {
  /** Inline and managed policies of the role; one of them has to allow. */
  readonly identity: readonly NamedPolicy[];
  /** Has to allow as well. */
  readonly boundary?: NamedPolicy;
  /** One of them has to allow as well; several passed to one session add up, as in IAM. */
  readonly session?: readonly NamedPolicy[];
  /** What stands on the resource, which is in the same account: adds to the identity policies. */
  readonly resource?: readonly NamedPolicy[];
  /** Whether the identity policies count only where a resource policy names the account, as with a KMS key. */
  readonly resourceDecides?: boolean;
}

/** Which statement decided; `index` counts from 0 in its policy. */
export interface StatementReference {
  readonly policy: string;
  readonly sid?: string;
  readonly index: number;
  readonly effect: 'Allow' | 'Deny' | 'unknown';
}

export interface PolicyDecision {
  readonly decision: Decision;
  /** The statement that allows, that denies, or whose outcome is not known. Absent when no statement applies. */
  readonly statement?: StatementReference;
  readonly reason: string;
}

export interface TrustRequest {
  /** The federated principal: `cognito-identity.amazonaws.com`, or the ARN of a provider. */
  readonly principal: string;
  /** For example `sts:AssumeRoleWithWebIdentity`. */
  readonly action: string;
  readonly context: RequestContextValues;
  /** Keys that many requests share, and that never change; those of this one go before them. */
  readonly shared?: RequestContextValues;
}
