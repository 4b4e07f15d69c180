import { randomBytes } from 'crypto';
import { SrpChallenge } from './srp';
import { notAuthorized } from '../../requests/service-error';
import { wrongSession } from '../parts';

/** What was asked and answered in a sign-in by the pool's own functions, as they are told. */
export interface Round {
  readonly challengeName: string;
  readonly challengeResult: boolean;
  readonly challengeMetadata?: string | null;
}

/** Something that somebody who signs in has been asked for. */
export interface Challenge {
  readonly name: string;
  readonly poolId: string;
  readonly clientId: string;
  /** How long it can be answered. */
  readonly seconds: number;
  /** As the person is called in the pool; nobody if there is no such person, which the client is not told. */
  readonly username?: string;
  readonly srp?: SrpChallenge;
  readonly code?: string;
  /** What may be answered. */
  readonly choices?: readonly string[];
  /** Of an authenticator app that is being enrolled. */
  readonly secret?: string;
  readonly enrolled?: boolean;
  /** Of a sign-in by the pool's own functions: what was before, and what they keep for the next. */
  readonly rounds?: readonly Round[];
  readonly secrets?: Record<string, string>;
  readonly metadata?: string;
}

interface Open {
  readonly challenge: Challenge;
  readonly expires: number;
  attempts: number;
}

const ATTEMPTS = 5;
const MAX_OPEN = 10_000;

/** The challenges that wait for an answer, by their session. */
export class Challenges {
  private readonly open = new Map<string, Open>();

  public add(challenge: Challenge, session = randomBytes(48).toString('base64url')): string {
    for (const [id, { expires }] of this.open) {
      if (expires > Date.now() && this.open.size < MAX_OPEN) break;
      this.open.delete(id);
    }
    this.open.set(session, { challenge, expires: Date.now() + challenge.seconds * 1000, attempts: 0 });
    return session;
  }

  /**
   * The challenge that an answer is for. It stays open for another try, until it is closed.
   *
   * @throws ServiceError if there is none, or none any more
   */
  public find(session: unknown, name: string, clientId?: unknown): Challenge {
    const found = typeof session === 'string' ? this.open.get(session) : undefined;
    if (!found || found.challenge.name !== name || clientId !== undefined && found.challenge.clientId !== clientId) {
      throw wrongSession();
    }
    found.attempts += 1;
    if (found.expires <= Date.now() || found.attempts > ATTEMPTS) {
      this.close(session);
      throw notAuthorized('Invalid session for the user, session is expired.');
    }
    return found.challenge;
  }

  public close(session: unknown): void {
    this.open.delete(session as string);
  }
}
