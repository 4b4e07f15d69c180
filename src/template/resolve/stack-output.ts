/** An output of another stack by that stack's name; where a place is left out, it is the asking stack's own. */
export interface StackOutput {
  readonly stack: string;
  readonly output: string;
  readonly region?: string;
  readonly account?: string;
}
