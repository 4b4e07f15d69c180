import { createHash, createHmac, randomBytes } from 'node:crypto';

/** The 3072-bit group of RFC 5054, appendix A, with the generator that Cognito uses. */
const N = BigInt('0x' + [
  'FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74', '020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437',
  '4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED', 'EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF05',
  '98DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB', '9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B',
  'E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF695581718', '3995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33',
  'A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7', 'ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864',
  'D87602733EC86A64521F2B18177B200CBBE117577A615D6C770988C0BAD946E2', '08E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF',
].join(''));
const G = 2n;

/** The client half of Cognito's SRP-6a, as USER_SRP_AUTH wants it. */
export class SrpClient {
  private readonly a = BigInt('0x' + randomBytes(128).toString('hex')) % N;
  /** `SRP_A` */
  public readonly publicValue = modPow(G, this.a, N).toString(16);

  /** The challenge responses that prove the password. */
  public prove(poolId: string, password: string, challenge: Record<string, string>, now = new Date()): Record<string, string> {
    const user = challenge.USER_ID_FOR_SRP;
    const poolName = poolId.split('_')[1];
    const serverValue = BigInt('0x' + challenge.SRP_B);
    const u = BigInt('0x' + hash(pad(BigInt('0x' + this.publicValue)) + pad(serverValue)));
    const k = BigInt('0x' + hash(pad(N) + pad(G)));
    const inner = createHash('sha256').update(`${poolName}${user}:${password}`).digest('hex');
    const x = BigInt('0x' + hash(pad(BigInt('0x' + challenge.SALT)) + inner));
    const base = ((serverValue - k * modPow(G, x, N)) % N + N) % N;
    const secret = modPow(base, this.a + u * x, N);
    const extracted = createHmac('sha256', Buffer.from(pad(u), 'hex')).update(Buffer.from(pad(secret), 'hex')).digest();
    const key = createHmac('sha256', extracted).update('Caldera Derived Key\u0001').digest().subarray(0, 16);
    const timestamp = cognitoTime(now);
    const signature = createHmac('sha256', key)
      .update(poolName).update(user).update(Buffer.from(challenge.SECRET_BLOCK, 'base64')).update(timestamp).digest('base64');
    return {
      USERNAME: user, PASSWORD_CLAIM_SECRET_BLOCK: challenge.SECRET_BLOCK, PASSWORD_CLAIM_SIGNATURE: signature, TIMESTAMP: timestamp,
    };
  }
}

function cognitoTime(now: Date): string {
  const [day, date, month, year, time] = now.toUTCString().replace(',', '').split(' ');
  return `${day} ${month} ${Number(date)} ${time} UTC ${year}`;
}

/** Hex of a positive number in two's complement: an even number of digits, and no leading one bit. */
function pad(value: bigint): string {
  const hex = value.toString(16);
  const even = hex.length % 2 ? '0' + hex : hex;
  return /^[89a-f]/.test(even) ? '00' + even : even;
}

function hash(hex: string): string {
  return createHash('sha256').update(Buffer.from(hex, 'hex')).digest('hex');
}

function modPow(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (let b = base % modulus, e = exponent; e > 0n; e /= 2n, b = (b * b) % modulus) {
    if (e % 2n === 1n) result = (result * b) % modulus;
  }
  return result;
}
