/** Tells what happens while it happens, and keeps count of what was expected and did not happen. */
export class Story {
  public readonly differences: string[] = [];
  public steps = 0;

  constructor(private readonly print: (line: string) => void = line => console.log(line)) {}

  public chapter(title: string): void {
    this.print(`\n${title}`);
  }

  public say(text: string): void {
    this.print(`  ${text}`);
  }

  /** Something that must succeed. */
  public async does<T>(text: string, action: () => Promise<T>): Promise<T> {
    this.steps += 1;
    try {
      const result = await action();
      this.print(`  ✓ ${text}`);
      return result;
    } catch (error) {
      this.differs(`${text}: ${describe(error)}`);
      throw new StoryEnds();
    }
  }

  /** Something that must be refused, with this very error. */
  public async isRefused(text: string, errorName: string, action: () => Promise<unknown>): Promise<void> {
    this.steps += 1;
    try {
      await action();
    } catch (error) {
      if ((error as Error).name === errorName) this.print(`  ✓ ${text} → ${errorName}`);
      else this.differs(`${text}: expected ${errorName}, got ${describe(error)}`);
      return;
    }
    this.differs(`${text}: expected ${errorName}, but it was allowed`);
  }

  public expect(text: string, actual: unknown, expected: unknown): void {
    this.steps += 1;
    if (actual === expected) this.print(`  ✓ ${text}: ${actual}`);
    else this.differs(`${text}: expected ${expected}, got ${actual}`);
  }

  public differs(text: string): void {
    this.differences.push(text);
    this.print(`  ✗ ${text}`);
  }
}

/** A step without which the rest makes no sense has failed; it is on the record already. */
export class StoryEnds extends Error {}

const describe = (error: unknown) => `${(error as Error)?.name}: ${(error as Error)?.message}`;
