/** What is worked out of one template at this moment, and what for. */
export class Evaluation {
  private readonly running = new Set<string>();
  private readonly state = { deciding: false, inPolicy: false, asAction: false };

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

  /** Whether it is for the actions of a policy. */
  public get asAction(): boolean {
    return this.state.inPolicy && this.state.asAction;
  }

  public decide<T>(compute: () => T): T {
    return this.during('deciding', true, compute);
  }

  public forPolicy<T>(compute: () => T, inPolicy: boolean = true): T {
    return this.during('inPolicy', inPolicy, compute);
  }

  public forAction<T>(compute: () => T): T {
    return this.during('asAction', true, compute);
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

  private during<T>(state: 'deciding' | 'inPolicy' | 'asAction', value: boolean, compute: () => T): T {
    const before = this.state[state];
    this.state[state] = value;
    try {
      return compute();
    } finally {
      this.state[state] = before;
    }
  }
}
