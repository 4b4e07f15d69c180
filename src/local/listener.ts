import { createServer, IncomingMessage, Server, ServerResponse } from 'http';
import { createServer as createSecureServer } from 'https';
import { AddressInfo } from 'net';

export interface ListenerOptions {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** Seconds that a client has to send a whole request. */
  readonly requestSeconds: number;
  /** By which certificate it speaks TLS; plain HTTP without. */
  readonly tls?: Certificate;
  readonly onError: (error: Error) => void;
}

/** A certificate and its private key, as PEM. */
export interface Certificate {
  readonly cert: string | Buffer;
  readonly key: string | Buffer;
}

const MAX_CONNECTIONS = 2_048;
const SHUTDOWN_MS = 2_000;

/** A port on which requests are taken. */
export class Listener {
  private readonly http: Server;

  /** @throws Error if the certificate and its key are none, or do not belong together */
  constructor(respond: (request: IncomingMessage, response: ServerResponse) => void, private readonly options: ListenerOptions) {
    const requestTimeout = options.requestSeconds * 1000;
    const limits = {
      requestTimeout,
      headersTimeout: Math.min(requestTimeout, 10_000),
      // longer than a client may be busy with the arithmetic of a sign-in, which would then write to a connection that is gone
      keepAliveTimeout: 60_000,
      connectionsCheckingInterval: Math.min(requestTimeout, 1_000),
    };
    this.http = options.tls ? secure({ ...limits, ...options.tls }, respond) : createServer(limits, respond);
    this.http.maxConnections = MAX_CONNECTIONS;
  }

  /**
   * Starts listening and returns the endpoint.
   *
   * @throws Error with the code of the system, e.g. EADDRINUSE
   */
  public async start(): Promise<string> {
    const { host, port: wanted, tls, onError } = this.options;
    await new Promise<void>((resolve, reject) => {
      this.http.once('error', reject);
      this.http.listen(wanted, host, () => resolve());
    });
    this.http.removeAllListeners('error').on('error', onError);
    const { port } = this.http.address() as AddressInfo;
    return `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`;
  }

  /** Answers what has been asked, and takes no more. */
  public async stop(): Promise<void> {
    const closed = new Promise<void>(resolve => this.http.close(() => resolve()));
    this.http.closeIdleConnections();
    const force = setTimeout(() => this.http.closeAllConnections(), SHUTDOWN_MS);
    await closed;
    clearTimeout(force);
  }
}

function secure(...given: Parameters<typeof createSecureServer>): Server {
  try {
    return createSecureServer(...given);
  } catch (error) {
    throw new Error(`the TLS certificate cannot be used with its key: ${(error as Error).message}`);
  }
}
