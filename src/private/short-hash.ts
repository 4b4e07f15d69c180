import { createHash } from 'node:crypto';

/** Keeps apart what would otherwise be called the same; ids contain it, so it never changes. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
