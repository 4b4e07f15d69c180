/** A part of a statement that is asked for by each value that a parameter in it may have. */
export type TriedPart = 'actions' | 'resources';

/** What is worked out of one template at this moment, and what for. */
export class Evaluation {
  private readonly running = new Set<string>();
  private readonly state: { deciding: boolean; inPolicy: boolean; part?: TriedPart } = { deciding: false, inPolicy: false };

  /** @param unknown what stands for a value that has none */
  constructor(private readonly unknown: (why: string) => unknown) {}

  /** Whether it is for a condition, which may only hang on what is known, not on what is taken for granted. */
  public get deciding(): boolean {
    return this.state.deciding;
  }

  /** Whether it becomes part of a policy. */
  public get inPolicy(): boolean {
    return this.state.inPolicy;
  }

  /** Which part of a policy's statement it is for, if it is one of these. */
  public get part(): TriedPart | undefined {
    return this.state.inPolicy ? this.state.part : undefined;
  }

  public decide<T>(compute: () => T): T {
    return this.during('deciding', true, compute);
  }

  public forPolicy<T>(compute: () => T, inPolicy: boolean = true): T {
    return this.during('inPolicy', inPolicy, compute);
  }

  public forPart<T>(part: TriedPart, compute: () => T): T {
    return this.during('part', part, compute);
  }

  /** Unknown if it hangs on itself. */
  public guarded(what: string, compute: () => unknown): unknown {
    if (this.running.has(what)) return this.unknown(`${what} refers to itself`);
    this.running.add(what);
    try {
      return compute();
    } finally {
      this.running.delete(what);
    }
  }

  private during<T, S extends keyof Evaluation['state']>(state: S, value: Evaluation['state'][S], compute: () => T): T {
    const before = this.state[state];
    this.state[state] = value;
    try {
      return compute();
    } finally {
      this.state[state] = before;
    }
  }
}
