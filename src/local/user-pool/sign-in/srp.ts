import { randomBytes, timingSafeEqual } from 'node:crypto';
import { G, K, mixed, N, numberOf, power, privateKeyOf, proofOf, SrpSubject } from '../../../private/sign-in/srp-group';

/** What one sign-in without sending the password is about. */
export interface SrpLogin extends SrpSubject {
  readonly password: string;
}

/** The server's half of one sign-in by Secure Remote Password: the client proves that it knows the password, and nobody sends it. */
export class SrpChallenge {
  public readonly salt = randomBytes(16);
  public readonly secretBlock = randomBytes(64).toString('base64');
  public readonly publicValue: bigint;
  private readonly verifier: bigint;
  private readonly secret = numberOf(randomBytes(32));
  private readonly clientValue: bigint;

  /** @throws RangeError if the client's value is none that an honest client sends */
  constructor(private readonly login: SrpLogin, clientValue: string) {
    if (!/^[0-9a-f]{1,800}$/i.test(clientValue) || BigInt(`0x${clientValue}`) % N === 0n) throw new RangeError('Invalid SRP_A');
    this.clientValue = BigInt(`0x${clientValue}`);
    this.verifier = power(G, privateKeyOf(login, login.password, numberOf(this.salt)));
    this.publicValue = (K * this.verifier + power(G, this.secret)) % N;
  }

  /** What the client gets to know. */
  public get parameters(): Record<string, string> {
    const { username } = this.login;
    return {
      SALT: numberOf(this.salt).toString(16),
      SECRET_BLOCK: this.secretBlock,
      SRP_B: this.publicValue.toString(16),
      USERNAME: username,
      USER_ID_FOR_SRP: username,
    };
  }

  /** Whether the signature is that of somebody who knows the password. */
  public isProof(signature: string, timestamp: string): boolean {
    const mix = mixed(this.clientValue, this.publicValue);
    const shared = power(this.clientValue * power(this.verifier, mix), this.secret);
    const expected = proofOf(this.login, shared, mix, this.secretBlock, timestamp);
    const given = Buffer.from(signature, 'base64');
    return given.length === expected.length && timingSafeEqual(given, expected);
  }
}
