import { generateKeyPairSync, randomUUID, sign } from 'crypto';
import { createServer, Server } from 'http';
import { AddressInfo } from 'net';

const LIFETIME_SECONDS = 600;
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The OpenID Connect provider of somebody's employer, on this machine: keys that everybody may read, and tokens for who signs in there. */
export class Employer {
  /** What the tokens call their issuer; its keys are read from `keysAt`, since nobody answers at that address here. */
  public static readonly HOST = 'login.employer.example';

  public static async open(clientId: string): Promise<Employer> {
    const employer = new Employer(clientId);
    await new Promise<void>(done => employer.server.listen(0, '127.0.0.1', done));
    return employer;
  }

  private readonly keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  private readonly keyId = randomUUID();
  private readonly server: Server;

  private constructor(private readonly clientId: string) {
    const jwk = { ...this.keys.publicKey.export({ format: 'jwk' }), kid: this.keyId, alg: 'RS256', use: 'sig' };
    this.server = createServer((request, response) => {
      const found = request.url === '/jwks';
      response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(found ? { keys: [jwk] } : {}));
    });
  }

  public get keysAt(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/jwks`;
  }

  /** The ID token of an employee, who has signed in there in whatever way the employer has. */
  public idToken(employee: string, claims: Record<string, string>): string {
    return this.signed({ sub: employee, ...claims }, this.keys.privateKey);
  }

  /** What somebody makes who is not the employer: all is the same but the key. */
  public forgedToken(employee: string, claims: Record<string, string>): string {
    return this.signed({ sub: employee, ...claims }, generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);
  }

  public close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise(done => this.server.close(() => done()));
  }

  private signed(claims: Record<string, string>, key: Parameters<typeof sign>[2]): string {
    const now = Math.floor(Date.now() / 1000);
    const body = `${part({ alg: 'RS256', kid: this.keyId, typ: 'JWT' })}.${part({
      iss: `https://${Employer.HOST}`, aud: this.clientId, iat: now, exp: now + LIFETIME_SECONDS, ...claims,
    })}`;
    return `${body}.${sign('sha256', Buffer.from(body), key).toString('base64url')}`;
  }
}
