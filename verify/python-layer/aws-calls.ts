import { ChildProcess, spawn } from 'node:child_process';
import * as path from 'node:path';
import { createInterface } from 'node:readline';

/** What signs a call; the emulator's root keys if none are given. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** A refusal by the service, with its error code. */
export class AwsError extends Error {
  constructor(public readonly code: string, message: string) {
    super(`${code}: ${message}`);
  }
}

/** Where the calls go, and as which account. */
export interface Target {
  readonly endpoint: string;
  readonly region: string;
  readonly account: string;
}

type Answer = (message: { result?: any; error?: { code: string; message: string } }) => void;

/** AWS calls through boto3, in one child process. */
export class AwsCalls {
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, Answer>();
  private last = 0;

  constructor(python: string, target: Target) {
    this.child = spawn(python, [path.join(__dirname, 'aws-calls.py'), target.endpoint, target.region, target.account], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    createInterface({ input: this.child.stdout! }).on('line', line => {
      const { id, ...message } = JSON.parse(line);
      this.waiting.get(id)?.(message);
      this.waiting.delete(id);
    });
    this.child.on('exit', code => {
      for (const answer of this.waiting.values()) answer({ error: { code: 'CallsProcessEnded', message: `exit code ${code}` } });
      this.waiting.clear();
    });
  }

  /** @throws AwsError if the service refuses */
  public call(service: string, operation: string, params: object = {}, credentials?: Credentials): Promise<any> {
    return this.send({ service, operation, params, ...(credentials ? { credentials } : {}) });
  }

  /** The same without the header by which a TLS terminator says that it was one. */
  public callOverPlainHttp(service: string, operation: string, params: object, credentials: Credentials): Promise<any> {
    return this.send({ service, operation, params, credentials, plainHttp: true });
  }

  /** The JSON body as the service sent it, with members that the SDK does not know. */
  public callRaw(service: string, operation: string, params: object): Promise<any> {
    return this.send({ service, operation, params, raw: true });
  }

  private async send(request: object): Promise<any> {
    const id = ++this.last;
    const answered = new Promise<Parameters<Answer>[0]>(resolve => this.waiting.set(id, resolve));
    this.child.stdin!.write(JSON.stringify({ id, ...request }) + '\n');
    const { result, error } = await answered;
    if (error) throw new AwsError(error.code, error.message);
    return result;
  }

  public close(): void {
    this.child.stdin!.end();
  }
}
