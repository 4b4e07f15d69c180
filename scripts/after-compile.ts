import { readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { makeIndicesLazy } from './private/lazy-index';

const LIB = join(__dirname, '../lib');

// Who requires the library loads only what they use of it.
makeIndicesLazy(LIB);

// The command line and what it serves are no API, so nobody compiles against their types.
for (const file of ['cli', 'local'].flatMap(room => (readdirSync(join(LIB, room), { recursive: true }) as string[]).map(name => join(LIB, room, name)))) {
  if (file.endsWith('.d.ts')) rmSync(file);
}

// jsii always writes the sources into the compiled files, which makes them three times as large; without them they stay readable.
for (const file of (readdirSync(LIB, { recursive: true }) as string[]).filter(name => name.endsWith('.js'))) {
  const text = readFileSync(join(LIB, file), 'utf8');
  const lean = text.replace(/\n\/\/# sourceMappingURL=data:\S*\s*$/, '\n');
  if (lean !== text) {
    writeFileSync(join(LIB, file), lean);
  }
}
