import { generateKeyPairSync, KeyObject, randomUUID, sign } from 'crypto';
import { createServer, IncomingMessage, Server } from 'http';
import { AddressInfo } from 'net';

const LIFETIME_SECONDS = 600;
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

export type Claims = Record<string, unknown>;

/** An answer over HTTP. */
export interface Answer {
  readonly status: number;
  readonly body?: object | string;
  readonly location?: string;
}

/** What an app asked for, once somebody has signed in for it. */
export interface Asked {
  readonly employee: string;
  readonly query: URLSearchParams;
}

/**
 * The OpenID Connect provider of somebody's employer, on this machine: keys that everybody may read, tokens for who signs in there, and a
 * page on which employees say who they are.
 */
export class Employer {
  /** What tokens call their issuer that are handed over; its keys are read from `keysAt`, since nobody answers at that address here. */
  public static readonly HOST = 'login.employer.example';

  public static async open(clientId: string, clientSecret?: string): Promise<Employer> {
    return new Employer(clientId, clientSecret).start();
  }

  /** What it says of each of its people. */
  public readonly employees = new Map<string, Claims>();
  private readonly keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  private readonly keyId = randomUUID();
  private readonly signedIn = new Map<string, Asked>();
  private readonly server: Server;

  protected constructor(protected readonly clientId: string, private readonly clientSecret?: string) {
    this.server = createServer(async (request, response) => {
      const { status, body = {}, location } = await this.answer(request);
      const isPage = typeof body === 'string';
      response.writeHead(status, { 'content-type': isPage ? 'text/html' : 'application/json', ...(location ? { location } : {}) });
      response.end(isPage ? body : JSON.stringify(body));
    });
  }

  /** The issuer of who signs in on its page. */
  public get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public get keysAt(): string {
    return `${this.url}/jwks`;
  }

  /** The ID token of an employee, who has signed in there in whatever way the employer has. */
  public idToken(employee: string, claims: Claims): string {
    return this.signed({ sub: employee, ...claims });
  }

  /** What somebody makes who is not the employer: all is the same but the key. */
  public forgedToken(employee: string, claims: Claims): string {
    return this.signed({ sub: employee, ...claims }, generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);
  }

  public close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise(done => this.server.close(() => done()));
  }

  protected async start(): Promise<this> {
    await new Promise<void>(done => this.server.listen(0, '127.0.0.1', done));
    return this;
  }

  protected discovery(): object {
    return {
      issuer: this.url,
      authorization_endpoint: `${this.url}/authorize`,
      token_endpoint: `${this.url}/token`,
      userinfo_endpoint: `${this.url}/userinfo`,
      jwks_uri: this.keysAt,
    };
  }

  /** What an app gets that has the code of somebody who signed in. */
  protected tokens({ employee, query }: Asked): Answer {
    const nonce = query.get('nonce') ?? undefined;
    const idToken = this.idToken(employee, { iss: this.url, nonce });
    return { status: 200, body: { id_token: idToken, access_token: employee, token_type: 'Bearer' } };
  }

  protected userInfo(employee: string): Answer {
    return { status: 200, body: { sub: employee, ...this.employees.get(employee) } };
  }

  protected signed(claims: Claims, key: KeyObject = this.keys.privateKey): string {
    const now = Math.floor(Date.now() / 1000);
    const body = `${part({ alg: 'RS256', kid: this.keyId, typ: 'JWT' })}.${part({
      iss: `https://${Employer.HOST}`, aud: this.clientId, iat: now, exp: now + LIFETIME_SECONDS, ...claims,
    })}`;
    return `${body}.${sign('sha256', Buffer.from(body), key).toString('base64url')}`;
  }

  private async answer(request: IncomingMessage): Promise<Answer> {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    switch (pathname) {
      case '/jwks':
        return {
          status: 200,
          body: { keys: [{ ...this.keys.publicKey.export({ format: 'jwk' }), kid: this.keyId, alg: 'RS256', use: 'sig' }] },
        };
      case '/.well-known/openid-configuration':
        return { status: 200, body: this.discovery() };
      case '/authorize':
        return this.authorize(searchParams);
      case '/token': {
        let text = '';
        for await (const chunk of request) text += chunk;
        return this.exchange(new URLSearchParams(text));
      }
      case '/userinfo':
        return this.userInfo(/^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '');
      default:
        return { status: 404 };
    }
  }

  /** Nobody shows anything but their name here; whoever `employee` names has clicked on it. */
  private authorize(query: URLSearchParams): Answer {
    const employee = query.get('employee');
    if (employee === null) {
      const address = `/authorize?${query}`.replaceAll('&', '&amp;');
      const links = [...this.employees.keys()].map(name => `<p><a href="${address}&amp;employee=${name}">I am ${name}</a></p>`);
      return { status: 200, body: `<!doctype html><title>Your employer</title><h1>Your employer</h1>${links.join('')}` };
    }
    const back = new URL(query.get('redirect_uri')!);
    back.searchParams.set('state', query.get('state') ?? '');
    if (this.employees.has(employee)) {
      const code = randomUUID();
      this.signedIn.set(code, { employee, query });
      back.searchParams.set('code', code);
    } else {
      back.searchParams.set('error', 'access_denied');
      back.searchParams.set('error_description', `${employee} does not work here`);
    }
    return { status: 302, location: back.href };
  }

  private exchange(form: URLSearchParams): Answer {
    const asked = this.signedIn.get(form.get('code') ?? '');
    this.signedIn.delete(form.get('code') ?? '');
    if (form.get('client_id') !== this.clientId || form.get('client_secret') !== (this.clientSecret ?? null)) {
      return { status: 401, body: { error: 'invalid_client', error_description: 'the secret is another' } };
    }
    const isFor = asked?.query.get('client_id') === this.clientId && asked.query.get('redirect_uri') === form.get('redirect_uri');
    return asked && isFor ? this.tokens(asked) : { status: 400, body: { error: 'invalid_grant' } };
  }
}
