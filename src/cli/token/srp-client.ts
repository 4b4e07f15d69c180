import { createHash, createHmac, getDiffieHellman, hkdfSync, randomBytes } from 'crypto';

const PRIME = BigInt(`0x${getDiffieHellman('modp15').getPrime('hex')}`);
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** What the service tells a client that begins. */
export type SrpParameters = Record<'SALT' | 'SECRET_BLOCK' | 'SRP_B' | 'USER_ID_FOR_SRP', string>;

/** The client's half of a sign-in by SRP, as Amplify does it: the password stays here. */
export class SrpClient {
  /** SRP_A */
  public readonly publicValue: string;
  private readonly secret = fromHex(randomBytes(128).toString('hex'));

  constructor(private readonly userPoolId: string) {
    this.publicValue = modPow(2n, this.secret).toString(16);
  }

  /** The answers to PASSWORD_VERIFIER. */
  public prove(parameters: SrpParameters, password: string, now = new Date()): Record<string, string> {
    const [, poolName] = this.userPoolId.split('_');
    const { SALT, SECRET_BLOCK, SRP_B, USER_ID_FOR_SRP } = parameters;
    const theirs = fromHex(SRP_B);
    const scrambling = fromHex(sha256(padHex(fromHex(this.publicValue)) + padHex(theirs)));
    const identity = createHash('sha256').update(`${poolName}${USER_ID_FOR_SRP}:${password}`).digest('hex');
    const x = fromHex(sha256(padHex(fromHex(SALT)) + identity));
    const k = fromHex(sha256(padHex(PRIME) + padHex(2n)));
    const base = ((theirs - k * modPow(2n, x)) % PRIME + PRIME) % PRIME;
    const shared = modPow(base, this.secret + scrambling * x);
    const key = hkdfSync('sha256', Buffer.from(padHex(shared), 'hex'), Buffer.from(padHex(scrambling), 'hex'), 'Caldera Derived Key', 16);
    const timestamp = timestampOf(now);
    const signature = createHmac('sha256', Buffer.from(key))
      .update(`${poolName}${USER_ID_FOR_SRP}`).update(Buffer.from(SECRET_BLOCK, 'base64')).update(timestamp).digest('base64');
    return {
      USERNAME: USER_ID_FOR_SRP, PASSWORD_CLAIM_SECRET_BLOCK: SECRET_BLOCK, PASSWORD_CLAIM_SIGNATURE: signature, TIMESTAMP: timestamp,
    };
  }
}

const fromHex = (hex: string) => BigInt(`0x${hex}`);

const sha256 = (hex: string) => createHash('sha256').update(Buffer.from(hex, 'hex')).digest('hex');

function padHex(value: bigint): string {
  const hex = value.toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return parseInt(even.slice(0, 2), 16) >= 0x80 ? `00${even}` : even;
}

function modPow(base: bigint, exponent: bigint): bigint {
  let [result, square, rest] = [1n, base % PRIME, exponent];
  while (rest > 0n) {
    if (rest % 2n === 1n) result = result * square % PRIME;
    square = square * square % PRIME;
    rest /= 2n;
  }
  return result;
}

/** `Fri Nov 27 09:05:07 UTC 2026` */
function timestampOf(date: Date): string {
  const time = date.toISOString().slice(11, 19);
  return `${DAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()} ${time} UTC ${date.getUTCFullYear()}`;
}
