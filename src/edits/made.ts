/** A resource of one state of an app: of a template, of the construct tree, or of a lock file. */
export interface Made {
  readonly type: string;
  /** The stack's name in its app: its construct path, and of a nested stack also the logical ids that lead to it. */
  readonly stack: string;
  readonly logicalId: string;
  readonly constructPath?: string;
  /** As CloudFormation names them; what is not known there is a function, or stands for what was not read. */
  readonly props: Readonly<Record<string, unknown>>;
  /** The properties as they are written, where `props` has the functions of the template evaluated. */
  readonly written?: Readonly<Record<string, unknown>>;
  /** The conditions on which it is made. */
  readonly conditions?: readonly string[];
  /** Whether it stays when the stack no longer has it. */
  readonly isRetained?: boolean;
}

/** Under what a resource is known between two states of an app. */
export function keyOf({ stack, logicalId }: Pick<Made, 'stack' | 'logicalId'>): string {
  return `${stack}/${logicalId}`;
}

/** As people find it: the construct, or the logical id in its stack. */
export function placeOf(made: Made): string {
  return made.constructPath ?? keyOf(made);
}
