import { readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { transformSync } from 'esbuild';
import { makeIndicesLazy } from './private/lazy-index';
import { reachableTypes } from './private/reachable-types';

const LIB = join(__dirname, '../lib');

// Who requires the library loads only what they use of it.
makeIndicesLazy(LIB);

const files = (readdirSync(LIB, { recursive: true }) as string[]).map(name => join(LIB, name));

// What the public types do not lead to nobody can compile against.
const types = reachableTypes(join(LIB, 'index.d.ts'));
files.filter(file => file.endsWith('.d.ts') && !types.has(file)).forEach(file => rmSync(file));

// jsii always writes the sources into the compiled files, which makes them three times as large, and every docstring, which the
// types have as well. Names stay, and lines short, so that a stack trace still says where something happened.
for (const file of files.filter(name => name.endsWith('.js'))) {
  const { code } = transformSync(readFileSync(file, 'utf8').replace(/\n\/\/# sourceMappingURL=data:\S*\s*$/, '\n'), {
    loader: 'js', target: 'node20', charset: 'utf8', legalComments: 'none', minifyWhitespace: true, minifySyntax: true, lineLimit: 200,
  });
  writeFileSync(file, code);
}
