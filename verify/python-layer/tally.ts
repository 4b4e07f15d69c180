/** Counts what was checked, and says it as it goes. */
export class Tally {
  private passed = 0;
  private readonly failures: string[] = [];
  private skipped = 0;
  private readonly start = Date.now();

  constructor(private readonly print: (line: string) => void = console.log) {}

  public section(title: string): void {
    this.print(`\n--- ${title} (${Math.round((Date.now() - this.start) / 1000)} s) ---`);
  }

  /** Runs a check; it fails by throwing. Never throws itself, so the next check still runs. */
  public async check(name: string, action: () => unknown): Promise<boolean> {
    try {
      await action();
    } catch (error) {
      this.fail(name, (error as Error).message);
      return false;
    }
    this.passed++;
    this.print(`ok    ${name}`);
    return true;
  }

  public fail(name: string, reason: string): void {
    this.failures.push(name);
    this.print(`FAIL  ${name}\n      ${reason.split('\n').join('\n      ')}`);
  }

  /** Something that was not checked at all, and why. */
  public skip(name: string, reason: string): void {
    this.skipped++;
    this.print(`skip  ${name}: ${reason}`);
  }

  /** Something to know that is neither a success nor a failure. */
  public note(text: string): void {
    this.print(`      ${text}`);
  }

  /** Prints the totals; the exit code of the run. */
  public finish(): number {
    if (this.failures.length) this.print(`\nfailed:\n${this.failures.map(name => `  ${name}`).join('\n')}`);
    this.print(`\n${this.passed} passed, ${this.failures.length} failed, ${this.skipped} skipped `
      + `(${Math.round((Date.now() - this.start) / 1000)} s)`);
    return this.failures.length ? 1 : 0;
  }
}
