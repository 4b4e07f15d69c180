import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'crypto';
import { ServiceError } from '../requests/service-error';

/** What a set of session credentials stands for. */
export interface Session {
  readonly roleArn: string;
  readonly roleId: string;
  readonly sessionName: string;
  /** Seconds since the epoch. */
  readonly expiration: number;
  readonly identityId?: string;
  readonly tags?: Record<string, string>;
}

/** Session credentials as both services hand them out. */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: number;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Issues session credentials and recognizes them again.
 *
 * The session travels sealed inside its own token and the secret follows from the access key, so that any number of
 * sessions costs no memory and a restart with the same key forgets none.
 */
export class Sessions {
  constructor(private readonly key: Buffer, private readonly now: () => number = () => Math.floor(Date.now() / 1000)) {}

  public issue(session: Session): SessionCredentials {
    const accessKeyId = 'ASIA' + Array.from(randomBytes(16), byte => ALPHABET[byte % 32]).join('');
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, iv);
    cipher.setAAD(Buffer.from(accessKeyId));
    const sealed = Buffer.concat([cipher.update(JSON.stringify(session), 'utf8'), cipher.final()]);
    return {
      accessKeyId,
      secretAccessKey: this.secretOf(accessKeyId),
      sessionToken: Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64'),
      expiration: session.expiration,
    };
  }

  /** The secret that belongs to an access key. */
  public secretOf(accessKeyId: string): string {
    return createHmac('sha256', this.key).update(accessKeyId).digest('base64').slice(0, 40);
  }

  /**
   * The session of an access key and its token.
   *
   * @throws ServiceError if they do not belong together, were issued by somebody else, or have expired
   */
  public resolve(accessKeyId: string, sessionToken: string | undefined): Session {
    const session = this.open(accessKeyId, sessionToken ?? '');
    if (!session) throw new ServiceError('InvalidClientTokenId', 'The security token included in the request is invalid.', 403);
    if (session.expiration <= this.now()) {
      throw new ServiceError(
        'ExpiredToken', 'The security token included in the request is expired', 403,
      );
    }
    return session;
  }

  private open(accessKeyId: string, sessionToken: string): Session | undefined {
    const raw = Buffer.from(sessionToken, 'base64');
    if (raw.length <= IV_BYTES + TAG_BYTES) return undefined;
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.key, raw.subarray(0, IV_BYTES));
      decipher.setAAD(Buffer.from(accessKeyId));
      decipher.setAuthTag(raw.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      const opened = Buffer.concat([decipher.update(raw.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
      return JSON.parse(opened.toString('utf8'));
    } catch {
      return undefined;
    }
  }
}
