import { shortHash } from './short-hash';

/** Names that the construct tree keeps apart as they are; it writes a slash as two dashes, and the library appends words of its own. */
const PLAIN = /^[\w-]+$/;
const ALIKE = /--|(Role|Rule|Group)$/;

/**
 * The construct id of what has a name: the name itself, or with a hash of it where others could come out the same.
 *
 * @param legible what stands before the hash
 */
export function idFromName(name: string, legible: string = name): string {
  return PLAIN.test(name) && !ALIKE.test(name) ? name : `${legible}${shortHash(name)}`;
}
