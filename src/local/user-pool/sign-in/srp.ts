import { createHash, createHmac, getDiffieHellman, randomBytes, timingSafeEqual } from 'crypto';

/** The group of 3072 bits of RFC 3526, which Cognito uses with a key derivation of its own. */
const N = BigInt(`0x${getDiffieHellman('modp15').getPrime('hex')}`);
const G = 2n;
const INFO = Buffer.from('Caldera Derived Key\x01');

const sha256 = (...parts: (string | Buffer)[]) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const number = (bytes: Buffer) => BigInt('0x' + bytes.toString('hex'));

/** A number as the two sides hash it: whole bytes, and never one that would count as negative. */
function padded(value: bigint): Buffer {
  const hex = value.toString(16);
  const even = hex.length % 2 === 1 ? `0${hex}` : hex;
  return Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, 'hex');
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base % N;
  for (let rest = exponent; rest > 0n; rest /= 2n) {
    if (rest % 2n === 1n) result = result * square % N;
    square = square * square % N;
  }
  return result;
}

const K = number(sha256(padded(N), padded(G)));

/** What one sign-in without sending the password is about. */
export interface SrpLogin {
  /** What stands after `_` in the id of the user pool. */
  readonly poolName: string;
  readonly username: string;
  readonly password: string;
}

/** The server's half of one sign-in by Secure Remote Password: the client proves that it knows the password, and nobody sends it. */
export class SrpChallenge {
  public readonly salt = randomBytes(16);
  public readonly secretBlock = randomBytes(64).toString('base64');
  public readonly publicValue: bigint;
  private readonly verifier: bigint;
  private readonly secret = number(randomBytes(32));
  private readonly clientValue: bigint;

  /** @throws RangeError if the client's value is none that an honest client sends */
  constructor(private readonly login: SrpLogin, clientValue: string) {
    if (!/^[0-9a-f]{1,800}$/i.test(clientValue) || BigInt(`0x${clientValue}`) % N === 0n) throw new RangeError('Invalid SRP_A');
    this.clientValue = BigInt(`0x${clientValue}`);
    const inner = sha256(`${login.poolName}${login.username}:${login.password}`);
    this.verifier = power(G, number(sha256(padded(number(this.salt)), inner)));
    this.publicValue = (K * this.verifier + power(G, this.secret)) % N;
  }

  /** What the client gets to know. */
  public get parameters(): Record<string, string> {
    const { username } = this.login;
    return {
      SALT: number(this.salt).toString(16),
      SECRET_BLOCK: this.secretBlock,
      SRP_B: this.publicValue.toString(16),
      USERNAME: username,
      USER_ID_FOR_SRP: username,
    };
  }

  /** Whether the signature is that of somebody who knows the password. */
  public isProof(signature: string, timestamp: string): boolean {
    const { poolName, username } = this.login;
    const mixed = number(sha256(padded(this.clientValue), padded(this.publicValue)));
    const shared = power(this.clientValue * power(this.verifier, mixed), this.secret);
    const key = createHmac(
      'sha256', createHmac('sha256', padded(mixed)).update(padded(shared)).digest(),
    ).update(INFO).digest().subarray(0, 16);
    const expected = [poolName, username, Buffer.from(this.secretBlock, 'base64'), timestamp]
      .reduce((hmac, part) => hmac.update(part), createHmac('sha256', key)).digest();
    const given = Buffer.from(signature, 'base64');
    return given.length === expected.length && timingSafeEqual(given, expected);
  }
}
