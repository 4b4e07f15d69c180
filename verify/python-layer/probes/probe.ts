/** One thing that the emulator may or may not refuse, with the input that it has to accept. */
export interface Probe {
  readonly claim: string;
  /** Must succeed. */
  readonly right: () => Promise<unknown>;
  readonly wrongInput: string;
  /** Must be refused. */
  readonly wrong: () => Promise<unknown>;
  /** What the name of the refusal looks like. */
  readonly refusal: RegExp;
  /** With the pinned version the claim does not hold, so nothing may rest on it; says what happens instead. */
  readonly notProved?: string;
}

/** @throws Error with the message if the condition does not hold */
export function must(condition: unknown, message: string): void {
  if (!condition) throw new Error(message);
}
