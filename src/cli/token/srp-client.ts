import { randomBytes } from 'node:crypto';
import { G, K, mixed, N, numberOf, power, privateKeyOf, proofOf } from '../../private/sign-in/srp-group';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** What the service tells a client that begins. */
export type SrpParameters = Record<'SALT' | 'SECRET_BLOCK' | 'SRP_B' | 'USER_ID_FOR_SRP', string>;

/** The client's half of a sign-in by SRP, as Amplify does it: the password stays here. */
export class SrpClient {
  /** SRP_A */
  public readonly publicValue: string;
  private readonly secret = numberOf(randomBytes(128));

  constructor(private readonly userPoolId: string) {
    this.publicValue = power(G, this.secret).toString(16);
  }

  /** The answers to PASSWORD_VERIFIER. */
  public prove(parameters: SrpParameters, password: string, now = new Date()): Record<string, string> {
    const { SALT, SECRET_BLOCK, SRP_B, USER_ID_FOR_SRP: username } = parameters;
    const subject = { poolName: this.userPoolId.split('_')[1], username };
    const theirs = fromHex(SRP_B);
    const mix = mixed(fromHex(this.publicValue), theirs);
    const x = privateKeyOf(subject, password, fromHex(SALT));
    const base = ((theirs - K * power(G, x)) % N + N) % N;
    const timestamp = timestampOf(now);
    const proof = proofOf(subject, power(base, this.secret + mix * x), mix, SECRET_BLOCK, timestamp);
    return {
      USERNAME: username,
      PASSWORD_CLAIM_SECRET_BLOCK: SECRET_BLOCK,
      PASSWORD_CLAIM_SIGNATURE: proof.toString('base64'),
      TIMESTAMP: timestamp,
    };
  }
}

const fromHex = (hex: string) => BigInt(`0x${hex}`);

/** `Fri Nov 27 09:05:07 UTC 2026` */
function timestampOf(date: Date): string {
  const time = date.toISOString().slice(11, 19);
  return `${DAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()} ${time} UTC ${date.getUTCFullYear()}`;
}
