import type { Made } from './made';

/** What becomes of a resource. */
export type EditKind =
  /** Made anew, and then the old one is deleted. */
  | 'replaced'
  /** No longer in the template. */
  | 'gone'
  /** The service, or CloudFormation, says no in the middle of the deployment. */
  | 'refused';

/** One change of which somebody should know before it is deployed. */
export interface Edit {
  readonly kind: EditKind;
  /** Whether users, or what they have, are lost, or the deployment fails. */
  readonly isDangerous: boolean;
  /** False where it hangs on a value that is not known before the deployment, or on behaviour that AWS does not document. */
  readonly isSure: boolean;
  /** As it was before. */
  readonly at: Made;
  /** Which property; left out of what is gone. */
  readonly property?: string;
  readonly before?: string;
  readonly after?: string;
  /** What happens, in a sentence without an end. */
  readonly what: string;
  /** What comes of it. */
  readonly effect: string;
  readonly fix: string;
}

/** A value of a template as people read it, short. */
export function shownValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'string' ? `'${value}'` : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}
