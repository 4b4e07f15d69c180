import { ChildProcess, spawn } from 'child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { delimiter, join, resolve } from 'path';

/** A Lambda function that this machine can run. */
export interface RunnableFunction {
  readonly name: string;
  /** `file.export`. */
  readonly handler: string;
  /** Folder of the code; or `source`. */
  readonly folder?: string;
  /** Inline code. */
  readonly source?: string;
  readonly environment: Record<string, string>;
}

// what Cognito gives a trigger
const TIMEOUT_MS = 5_000;
const ATTEMPTS = 3;

const BOOT = `
process.once('message', async ({ file, name, event }) => {
  const reply = message => process.send(message, () => process.exit(0));
  try {
    const handler = (await import(file))[name] ?? require(file)[name];
    const functionName = process.env.AWS_LAMBDA_FUNCTION_NAME;
    const context = { functionName, awsRequestId: 'local', getRemainingTimeInMillis: () => ${TIMEOUT_MS} };
    const result = await new Promise((done, fail) => {
      const returned = handler(event, context, (error, value) => error ? fail(error) : done(value));
      if (returned && typeof returned.then === 'function') returned.then(done, fail);
    });
    reply({ result });
  } catch (error) {
    reply({ error: { errorType: error?.name ?? 'Error', errorMessage: error?.message ?? String(error) } });
  }
});`;

/** What a function answers or throws, or why nothing was heard of it. */
export type Outcome = { readonly result?: unknown }
| { readonly error: { readonly errorType: string; readonly errorMessage: string } }
| { readonly unheard: string };

/** Runs Node functions, each call in a process of its own. */
export class FunctionRunner {
  /** Names of the functions that were invoked, in order. */
  public readonly invocations: string[] = [];
  private folder?: string;
  private readonly functions = new Map<string, RunnableFunction & { file: string }>();
  private readonly running = new Set<ChildProcess>();

  /**
   * @param modules folders of packages that the functions may load
   * @param timeoutMs how long a function may take
   */
  constructor(private readonly modules: string[], private readonly timeoutMs = TIMEOUT_MS) {}

  /** @throws Error if its code is not there */
  public add(definition: RunnableFunction): void {
    const [module] = definition.handler.split('.');
    const folder = definition.folder ? resolve(definition.folder) : this.newFolder();
    if (definition.source !== undefined) writeFileSync(join(folder, `${module}.js`), definition.source);
    const file = readdirSync(folder).find(entry => [`${module}.js`, `${module}.mjs`, `${module}.cjs`].includes(entry));
    if (!file) throw new Error(`${definition.name}: no ${module}.js, .mjs or .cjs in ${folder}`);
    this.functions.set(definition.name, { ...definition, file: join(folder, file) });
  }

  /**
   * Calls a function, and returns what it answers or throws. One that takes too long is called again, as the service does.
   *
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
   */
  public async invoke(name: string, event: unknown): Promise<Outcome> {
    const target = this.functions.get(name);
    let outcome: Outcome = { unheard: `the function ${name} does not run here` };
    for (let attempt = 0; attempt < (target ? ATTEMPTS : 1) && 'unheard' in outcome; attempt += 1) {
      this.invocations.push(name);
      if (target) outcome = await this.run(target, event);
    }
    return outcome;
  }

  public stop(): void {
    for (const child of this.running) child.kill('SIGKILL');
    if (this.folder) rmSync(this.folder, { recursive: true, force: true });
  }

  private newFolder(): string {
    this.folder ??= mkdtempSync(join(tmpdir(), 'local-functions-'));
    return mkdtempSync(join(this.folder, 'fn-'));
  }

  private run(target: RunnableFunction & { file: string }, event: unknown): Promise<Outcome> {
    const child = spawn(process.execPath, ['-e', BOOT], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: {
        PATH: process.env.PATH, NODE_PATH: this.modules.join(delimiter), AWS_LAMBDA_FUNCTION_NAME: target.name, ...target.environment,
      },
    });
    this.running.add(child);
    return new Promise(done => {
      const timer = setTimeout(() => {
        done({ unheard: 'Socket timeout while invoking Lambda function' });
        child.kill('SIGKILL');
      }, this.timeoutMs);
      child.once('message', message => done(message as Outcome));
      const ended = () => done({
        error: { errorType: 'Runtime.ExitError', errorMessage: 'the function ended without an answer' },
      });
      child.once('exit', () => {
        clearTimeout(timer);
        this.running.delete(child);
        // an answer may still be on its way when the process has ended
        if (child.connected) child.once('disconnect', ended);
        else ended();
      });
      child.send({ file: target.file, name: target.handler.split('.').pop(), event });
    });
  }
}
