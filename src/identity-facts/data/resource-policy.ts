/** A resource, in either reading of the templates. */
export interface PolicyCarrier {
  readonly type: string;
  readonly label: string;
  readonly ref: unknown;
  readonly props: Record<string, any>;
}

/** A policy that stands on resources. */
export interface ResourcePolicy<T extends PolicyCarrier = PolicyCarrier> {
  /** What has it in the template. */
  readonly at: T;
  /** As actions name it. */
  readonly service: string;
  /** None for a key that is left with the policy that KMS gives it. */
  readonly document?: unknown;
  /** What it stands on, as the template names it: a bucket's name, a queue's URL, a function's name, or an ARN. */
  readonly targets: unknown;
  /** The actions, in lower case, about which it surely counts; all of the service if absent. */
  readonly only?: readonly string[];
  /** Why it may not count. */
  readonly doubt?: string;
  /** It is of a service whose resource policies are not evaluated. */
  readonly foreign?: boolean;
  /** The deployment refuses it. */
  readonly refused?: boolean;
}

/** A policy as one resource has it, before others say whether it counts. */
export type FoundPolicy = Omit<ResourcePolicy, 'at'>;
