import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { UsageError } from '../private/usage-error';

/** Something that only whoever signs in knows. */
export interface Question {
  readonly text: string;
  /** Not to be seen while it is typed. */
  readonly hidden?: boolean;
  /** The environment variable that may answer it. */
  readonly environment?: string;
}

export type Ask = (question: Question) => Promise<string>;

/**
 * Asks at the terminal, or takes a line of standard input for each question. Nothing is taken from the command line: other users of the
 * machine can read it.
 */
export class Questions {
  private lines?: AsyncIterator<string>;

  public readonly ask: Ask = async ({ text, hidden, environment }) => {
    const given = environment === undefined ? undefined : process.env[environment];
    if (given) return given;
    const answer = process.stdin.isTTY ? await typed(text, hidden === true) : await this.nextLine();
    if (answer) return answer;
    const elsewhere = environment === undefined ? '' : `, or in ${environment}`;
    throw new UsageError(`no answer to '${text}': type it at a terminal, or give it as a line of standard input${elsewhere}`);
  };

  /** Lets go of standard input, which would keep the process waiting. */
  public close(): void {
    if (this.lines) process.stdin.destroy();
  }

  private async nextLine(): Promise<string | undefined> {
    this.lines ??= createInterface({ input: process.stdin })[Symbol.asyncIterator]();
    const { value, done } = await this.lines.next();
    return done ? undefined : value;
  }
}

function typed(text: string, hidden: boolean): Promise<string> {
  process.stderr.write(`${text}: `);
  const output = new Writable({
    write: (chunk, _encoding, done) => {
      if (!hidden) process.stderr.write(chunk);
      done();
    },
  });
  const reader = createInterface({ input: process.stdin, output, terminal: true });
  return new Promise(done => {
    let answer = '';
    reader.once('line', line => {
      answer = line;
      reader.close();
    });
    reader.once('SIGINT', () => reader.close());
    reader.once('close', () => {
      if (hidden) process.stderr.write('\n');
      done(answer);
    });
  });
}
