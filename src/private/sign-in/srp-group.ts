import { createHash, createHmac, getDiffieHellman } from 'node:crypto';

/** The group of 3072 bits of RFC 3526, which Cognito uses with a key derivation of its own. */
export const N = BigInt(`0x${getDiffieHellman('modp15').getPrime('hex')}`);
export const G = 2n;
const INFO = Buffer.from('Caldera Derived Key\x01');

export const sha256 = (...parts: (string | Buffer)[]) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
export const numberOf = (bytes: Buffer) => BigInt(`0x${bytes.toString('hex')}`);

/** A number as the two sides hash it: whole bytes, and never one that would count as negative. */
export function padded(value: bigint): Buffer {
  const hex = value.toString(16);
  const even = hex.length % 2 === 1 ? `0${hex}` : hex;
  return Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, 'hex');
}

export function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base % N;
  for (let rest = exponent; rest > 0n; rest /= 2n) {
    if (rest % 2n === 1n) result = result * square % N;
    square = square * square % N;
  }
  return result;
}

export const K = numberOf(sha256(padded(N), padded(G)));

/** Who signs in: what stands after `_` in the id of the user pool, and the name there. */
export interface SrpSubject {
  readonly poolName: string;
  readonly username: string;
}

/** What both sides keep of a password. */
export function privateKeyOf({ poolName, username }: SrpSubject, password: string, salt: bigint): bigint {
  return numberOf(sha256(padded(salt), sha256(`${poolName}${username}:${password}`)));
}

/** How the two public values are mixed. */
export function mixed(clientValue: bigint, serverValue: bigint): bigint {
  return numberOf(sha256(padded(clientValue), padded(serverValue)));
}

/** What only somebody can make who knows the password, from the number that both sides come to. */
export function proofOf(
  { poolName, username }: SrpSubject, shared: bigint, mix: bigint, secretBlock: string, timestamp: string,
): Buffer {
  const extracted = createHmac('sha256', padded(mix)).update(padded(shared)).digest();
  const key = createHmac('sha256', extracted).update(INFO).digest().subarray(0, 16);
  return [poolName, username, Buffer.from(secretBlock, 'base64'), timestamp]
    .reduce((hmac, part) => hmac.update(part), createHmac('sha256', key)).digest();
}
