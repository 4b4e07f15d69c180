import { existsSync, readFileSync } from 'fs';
import { dirname, join } from 'path';

/** The declarations that whoever compiles against the library can get to: those that its own lead to, and no other. */
export function reachableTypes(index: string): Set<string> {
  const found = new Set<string>();
  const open = [index];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    for (const [, to] of readFileSync(file, 'utf8').matchAll(/(?:from\s+|import\s*\(\s*|import\s+)'(\.{1,2}(?:\/[^']*)?)'/g)) {
      const target = join(dirname(file), to);
      open.push(...[`${target}.d.ts`, join(target, 'index.d.ts')].filter(candidate => existsSync(candidate)));
    }
  }
  return found;
}
