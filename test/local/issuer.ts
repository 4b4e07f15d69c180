import { createSign, generateKeyPairSync, KeyObject } from 'crypto';
import { createServer, Server } from 'http';
import { AddressInfo } from 'net';

/** A login provider of the tests: signs ID tokens, and publishes its keys where a user pool does. */
export class TestIssuer {
  public url = '';
  public requests = 0;
  private readonly keys: { kid: string; privateKey: KeyObject; jwk: object }[] = [];
  private readonly server: Server;

  constructor(private readonly poolId: string = 'us-east-1_Test00001') {
    this.rotate('key-1');
    this.server = createServer((request, response) => {
      this.requests += 1;
      const found = request.url === `/${this.poolId}/.well-known/jwks.json`;
      response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' })
        .end(JSON.stringify({ keys: this.keys.map(({ jwk }) => jwk) }));
    });
  }

  public async start(): Promise<this> {
    await new Promise<void>(done => this.server.listen(0, '127.0.0.1', done));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/${this.poolId}`;
    return this;
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(done => this.server.close(done));
  }

  /** Signs with a new key from now on; keeps publishing the old ones. */
  public rotate(kid: string): void {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    this.keys.unshift({ kid, privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' } });
  }

  /** An ID token of this issuer; claims given as `undefined` are left out. */
  public token(
    claims: Record<string, unknown> = {}, header: Record<string, unknown> = {}, key: KeyObject = this.keys[0].privateKey,
  ): string {
    const now = Math.floor(Date.now() / 1000);
    const payload = { iss: this.url, aud: 'Web', sub: 'alice', token_use: 'id', iat: now, exp: now + 300, ...claims };
    const signed = [
      { alg: 'RS256', kid: this.keys[0].kid, ...header }, payload,
    ].map(part => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key, 'base64url')}`;
  }
}
