import { randomUUID } from 'crypto';
import { IncomingMessage, ServerResponse } from 'http';
import { TLSSocket } from 'tls';
import { IdentityApi, Operation } from './apis/identity-api';
import { IdentitySettingsApi } from './apis/identity-settings-api';
import { StsApi, stsError } from './apis/sts-api';
import { Directory } from './directory/directory';
import { Certificate, Listener } from './listener';
import { isMeant } from './requests/host-check';
import { Input } from './requests/input';
import { readBody } from './requests/request-body';
import { ServiceError } from './requests/service-error';
import { unserved } from './requests/unserved';
import { SignIn } from './sign-in';
import { IdentityStore } from './store/identity-store';
import { IdentityTokens } from './tokens/identity-tokens';
import { Sessions } from './tokens/sessions';
import { UserPoolService } from './user-pool-service';

export interface LocalServerOptions {
  /** @default 0 any free port */
  readonly port?: number;
  /** @default '127.0.0.1' this machine only */
  readonly host?: string;
  /** Seconds that a client has to send a whole request. @default 15 */
  readonly requestSeconds?: number;
  /** Gets one line per request. @default - nothing is logged */
  readonly log?: (line: string) => void;
  /** The user pools that are served on the same endpoint. @default - none */
  readonly userPools?: UserPoolService;
  /** A second port, on which the same is served by TLS. @default - none */
  readonly tls?: Certificate & { readonly port: number };
}

const TARGET = /^AWSCognitoIdentityService\.(\w+)$/;
const USER_POOL_TARGET = /^AWSCognitoIdentityProviderService\.(\w+)$/;
const DOCUMENTS = ['/health', '/.well-known/jwks.json', '/.well-known/jwks_uri'];
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*, authorization',
  'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS',
  'access-control-expose-headers': 'x-amzn-errortype, x-amzn-requestid',
  'access-control-max-age': '600',
};

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly headers?: Record<string, string>;
  /** For the log: what was asked, and the error type if it was refused. */
  readonly what: string;
  readonly errorType?: string;
}

/** What a browser gets that was led here by another name. */
const MISDIRECTED: Answer = {
  status: 421,
  type: 'application/json',
  body: JSON.stringify({ message: 'This server is for this machine: call it localhost, or by its address.' }),
  what: 'another host',
  errorType: 'Misdirected',
};

/** Cognito Identity and STS for the identity pools of one template, on one HTTP endpoint, and by TLS on another where it is asked for. */
export class LocalServer {
  /** Where TLS is spoken, once it has started. */
  public tlsEndpoint?: string;
  private readonly plain: Listener;
  private readonly secure?: Listener;
  private readonly operations: Map<string, Operation>;
  private readonly sts: StsApi;
  private readonly tokens: IdentityTokens;

  constructor(directory: Directory, private readonly store: IdentityStore, private readonly options: LocalServerOptions = {}) {
    const sessions = new Sessions(store.sessionKey);
    this.tokens = new IdentityTokens(store.signingKey, directory.tokenIssuer);
    const signIn = new SignIn(directory, store, this.tokens, options.userPools && (claims => options.userPools!.checkLogin(claims)));
    this.operations = new Map([
      ...Object.entries(new IdentityApi(directory, store, sessions, this.tokens, signIn).operations),
      ...Object.entries(new IdentitySettingsApi(directory, store, signIn).operations),
    ]);
    this.sts = new StsApi(directory, sessions, this.tokens);
    const { host = '127.0.0.1', port = 0, requestSeconds = 15, tls } = options;
    const onError = (error: Error) => this.log(`server error: ${error.message}`);
    const listener = (at: { port: number; tls?: Certificate }) =>
      new Listener((request, response) => void this.respond(request, response), { host, requestSeconds, onError, ...at });
    this.plain = listener({ port });
    if (tls) this.secure = listener({ port: tls.port, tls: { cert: tls.cert, key: tls.key } });
  }

  /**
   * Starts listening and returns the endpoint.
   *
   * @throws Error with the code of the system, e.g. EADDRINUSE
   */
  public async start(): Promise<string> {
    const endpoint = await this.plain.start();
    this.tlsEndpoint = await this.secure?.start().catch(async error => {
      await this.plain.stop();
      throw error;
    });
    return endpoint;
  }

  /** Answers what has been asked, takes no more, and closes the state. */
  public async stop(): Promise<void> {
    await Promise.all([this.plain.stop(), this.secure?.stop()]);
    this.store.close();
  }

  private async respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = randomUUID();
    try {
      const answer = await this.answer(request, requestId);
      this.log(`${answer.what} ${answer.status}${answer.errorType ? ' ' + answer.errorType : ''}`);
      // the rest of a body that nobody will read must not be taken for the next request
      const unread = answer.status === 413 || !request.complete;
      response.writeHead(answer.status, {
        'content-type': answer.type,
        'content-length': Buffer.byteLength(answer.body),
        'x-amzn-requestid': requestId,
        ...answer.headers,
        ...(answer.errorType ? { 'x-amzn-errortype': answer.errorType } : {}),
        ...(unread ? { connection: 'close' } : {}),
        ...CORS,
      });
      response.end(answer.body);
      if (unread) request.resume().setTimeout(1_000, () => request.destroy());
    } catch (error) {
      this.log(`connection lost: ${(error as Error).message}`);
      request.destroy();
    }
  }

  private async answer(request: IncomingMessage, requestId: string): Promise<Answer> {
    const path = (request.url ?? '/').split('?', 1)[0];
    if (!isMeant(request.headers.host, this.options.host ?? '127.0.0.1')) return MISDIRECTED;
    if (request.method === 'OPTIONS') return { status: 204, type: 'text/plain', body: '', what: 'OPTIONS' };
    if (request.method === 'GET' && DOCUMENTS.includes(path)) return this.document(path);
    const target = request.headers['x-amz-target'];
    if (target === undefined && this.options.userPools) {
      const page = await this.page(request, path, this.options.userPools);
      if (page) return page;
    }
    if (request.method !== 'POST' || path !== '/') {
      return { ...unserved(request, requestId), what: `${request.method} ${path.slice(0, 80)}`, errorType: 'NotFound' };
    }
    return target === undefined ? this.query(request, requestId) : this.json(request, String(target));
  }

  private document(path: string): Answer {
    const what = `GET ${path}`;
    return { status: 200, type: 'application/json', body: path === '/health' ? '{"status":"ok"}' : JSON.stringify(this.tokens.jwks), what };
  }

  private async page(request: IncomingMessage, path: string, userPools: UserPoolService): Promise<Answer | undefined> {
    if (!userPools.hasPage(path)) return undefined;
    const what = `${request.method} ${path}`;
    try {
      const url = new URL(request.url ?? '/', originOf(request));
      const body = (await readBody(request)).toString('utf8');
      return { ...await userPools.page({ method: String(request.method), url, headers: request.headers, body }), what };
    } catch (thrown) {
      const { status, type, message } = this.serviceError(thrown, request);
      return {
        status,
        type: 'application/json',
        body: JSON.stringify({ error: 'invalid_request', error_description: message }),
        what,
        errorType: type,
      };
    }
  }

  private async json(request: IncomingMessage, target: string): Promise<Answer> {
    const type = 'application/x-amz-json-1.1';
    const poolOperation = USER_POOL_TARGET.exec(target)?.[1];
    const name = poolOperation ?? TARGET.exec(target)?.[1] ?? '';
    const what = name || target.slice(0, 80);
    try {
      const body = await readBody(request);
      if (poolOperation !== undefined && this.options.userPools) {
        const isSigned = /^AWS4-HMAC-SHA256 /.test(request.headers.authorization ?? '');
        return { status: 200, type, body: JSON.stringify(await this.options.userPools.call(name, parseObject(body), isSigned)), what };
      }
      const operation = poolOperation === undefined ? this.operations.get(name) : undefined;
      if (!operation) throw new ServiceError('UnknownOperationException', `${what} is not an operation of the local identity pool.`);
      return { status: 200, type, body: JSON.stringify(await operation(new Input(parse(body)))), what };
    } catch (thrown) {
      const error = this.serviceError(thrown, request);
      return {
        status: error.status, type, body: JSON.stringify({ __type: error.type, message: error.message }), what, errorType: error.type,
      };
    }
  }

  private async query(request: IncomingMessage, requestId: string): Promise<Answer> {
    const type = 'text/xml';
    let what = 'STS';
    try {
      const body = await readBody(request);
      const parameters = new URLSearchParams(body.toString('utf8'));
      what = parameters.get('Action')?.slice(0, 80) ?? what;
      const answer = this.sts.call(parameters, { method: 'POST', url: request.url ?? '/', headers: request.headers, body });
      return { status: 200, type, body: answer, what };
    } catch (thrown) {
      const error = this.serviceError(thrown, request);
      return { status: error.status, type, body: stsError(error, requestId), what, errorType: error.type };
    }
  }

  private serviceError(thrown: unknown, request: IncomingMessage): ServiceError {
    if (thrown instanceof ServiceError) return thrown;
    if (request.destroyed && !request.complete) throw thrown;
    this.log(`internal error: ${(thrown as Error)?.stack ?? thrown}`);
    return new ServiceError('InternalErrorException', 'The local identity pool failed; its log says why.', 500);
  }

  private log(line: string): void {
    this.options.log?.(line.replace(/[\x00-\x1f\x7f]+/g, ' '));
  }
}

/** Where the caller finds this server. */
function originOf({ socket, headers }: IncomingMessage): string {
  return `${socket instanceof TLSSocket ? 'https' : 'http'}://${headers.host ?? 'localhost'}`;
}

function parseObject(body: Buffer): Record<string, any> {
  const value = parse(body);
  if (typeof value !== 'object' || value === null) {
    throw new ServiceError(
      'SerializationException', 'The request body is not a JSON object.',
    );
  }
  return value;
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new ServiceError('SerializationException', 'The request body is not JSON.');
  }
}
