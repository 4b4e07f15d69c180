import { createHmac, randomBytes, timingSafeEqual } from 'crypto';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP_SECONDS = 30;
/** How many codes before and after the one of now are taken, since clocks differ. */
const TOLERANCE = 1;

/** A secret as an authenticator app takes it. */
export function newSecret(): string {
  return [...randomBytes(32)].map(byte => LETTERS[byte % LETTERS.length]).join('');
}

/** Whether an authenticator app with the secret shows the code about now (RFC 6238). */
export function isTotp(secret: string, code: string, now = Date.now()): boolean {
  const step = Math.floor(now / 1000 / STEP_SECONDS);
  return Array.from({ length: 2 * TOLERANCE + 1 }, (_none, index) => codeAt(secret, step - TOLERANCE + index)).some(expected =>
    expected.length === code.length && timingSafeEqual(Buffer.from(expected), Buffer.from(code)));
}

function codeAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac('sha1', decoded(secret)).update(counter).digest();
  const offset = hash[hash.length - 1] % 16;
  return String(hash.readUInt32BE(offset) % 2 ** 31 % 10 ** 6).padStart(6, '0');
}

function decoded(secret: string): Buffer {
  const bits = [...secret].map(letter => LETTERS.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from(bits.match(/.{8}/g)!.map(byte => parseInt(byte, 2)));
}
