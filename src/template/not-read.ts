/** A part of a template that was not read although it could change what the template does. */
export interface NotRead {
  /** The logical id, or the section of the template. */
  readonly where: string;
  readonly what: string;
  readonly why: string;
  /** Whether a decision about access may hang on it. */
  readonly decides: boolean;
}

/** Stands in a template for a value that was not read. */
export function notRead(why: string): Record<string, unknown> {
  return { 'Fn::NotRead': why };
}

/** Whether resources of this type take part in decisions about access. */
export function decidesAccess(type: unknown): boolean {
  return typeof type === 'string' && /^AWS::(Cognito|IAM)::/.test(type);
}
