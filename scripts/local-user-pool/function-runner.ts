import { spawn } from 'child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'fs';
import { createServer, IncomingMessage, Server, ServerResponse } from 'http';
import { AddressInfo } from 'net';
import { tmpdir } from 'os';
import { join, resolve } from 'path';

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

const INVOCATION = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;
// what Cognito gives a trigger
const TIMEOUT_MS = 5_000;

const BOOT = `
process.once('message', async ({ file, name, event }) => {
  const reply = message => process.send(message, () => process.exit(0));
  try {
    const handler = (await import(file))[name] ?? require(file)[name];
    const context = { functionName: process.env.AWS_LAMBDA_FUNCTION_NAME, awsRequestId: 'local', getRemainingTimeInMillis: () => ${TIMEOUT_MS} };
    const result = await new Promise((done, fail) => {
      const returned = handler(event, context, (error, value) => error ? fail(error) : done(value));
      if (returned && typeof returned.then === 'function') returned.then(done, fail);
    });
    reply({ result });
  } catch (error) {
    reply({ error: { errorType: error?.name ?? 'Error', errorMessage: error?.message ?? String(error) } });
  }
});`;

/** Answers Lambda's Invoke on loopback by running Node functions in processes of their own. */
export class FunctionRunner {
  public readonly invocations: string[] = [];
  private readonly folder = mkdtempSync(join(tmpdir(), 'local-functions-'));
  private readonly functions = new Map<string, RunnableFunction & { file: string }>();
  private readonly server: Server = createServer((request, response) => void this.respond(request, response));

  constructor(private readonly modules: string) {}

  public add(definition: RunnableFunction): void {
    const [module] = definition.handler.split('.');
    const folder = definition.folder ? resolve(definition.folder) : mkdtempSync(join(this.folder, 'fn-'));
    if (definition.source !== undefined) writeFileSync(join(folder, `${module}.js`), definition.source);
    const file = readdirSync(folder).find(entry => [`${module}.js`, `${module}.mjs`, `${module}.cjs`].includes(entry));
    if (!file) throw new Error(`${definition.name}: no ${module}.js, .mjs or .cjs in ${folder}`);
    this.functions.set(definition.name, { ...definition, file: join(folder, file) });
  }

  public async start(): Promise<string> {
    await new Promise<void>(done => this.server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(done => this.server.close(done));
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = this.functions.get(decodeURIComponent(INVOCATION.exec(request.url ?? '')?.[1] ?? ''));
    const body = await text(request);
    if (!target) {
      response.writeHead(404, { 'content-type': 'application/json' }).end(JSON.stringify({ Type: 'User', Message: 'Function not found' }));
      return;
    }
    this.invocations.push(target.name);
    const outcome = await this.invoke(target, JSON.parse(body || '{}'));
    response.writeHead(200, { 'content-type': 'application/json', ...('error' in outcome ? { 'x-amz-function-error': 'Unhandled' } : {}) });
    response.end(JSON.stringify('error' in outcome ? outcome.error : outcome.result ?? null));
  }

  private invoke(target: RunnableFunction & { file: string }, event: unknown): Promise<{ result?: unknown } | { error: object }> {
    const child = spawn(process.execPath, ['-e', BOOT], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { PATH: process.env.PATH, NODE_PATH: this.modules, AWS_LAMBDA_FUNCTION_NAME: target.name, ...target.environment },
    });
    return new Promise(done => {
      const timer = setTimeout(() => child.kill('SIGKILL'), TIMEOUT_MS);
      child.once('message', message => done(message as { result?: unknown }));
      child.once('exit', () => {
        clearTimeout(timer);
        done({ error: { errorType: 'Runtime.ExitError', errorMessage: 'the function ended or timed out without an answer' } });
      });
      child.send({ file: target.file, name: target.handler.split('.').pop(), event });
    });
  }
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
