import { existsSync, readdirSync, rmSync } from 'fs';
import { join } from 'path';
import { makeIndicesLazy } from './private/lazy-index';
import { linkModules, takeModules } from './private/link-modules';
import { loadedByPlainProgram } from './private/plain-program';
import { reachableTypes } from './private/reachable-types';

const LIB = join(__dirname, '../lib');
/** What is required from outside. */
const ENTRIES = ['index', 'cli/main'];

// What the public types do not lead to nobody can compile against.
const types = reachableTypes(join(LIB, 'index.d.ts'));
(readdirSync(LIB, { recursive: true }) as string[]).map(name => join(LIB, name))
  .filter(file => file.endsWith('.d.ts') && !types.has(file)).forEach(file => rmSync(file));

// Who requires the library loads only what they use of it: one file that every program needs, and one for each room beside it.
if (!existsSync(join(LIB, 'linked'))) {
  makeIndicesLazy(LIB);
  const modules = takeModules(LIB);
  // what was generated is large, and few ask for it
  const room = (module: string) => (module.endsWith('.generated') ? module : module.split('/').slice(0, -1).slice(0, 2).join('/'))
    .replaceAll('/', '-') || 'plain';
  const numbered = linkModules(LIB, modules, ENTRIES, room);
  const plain = new Set(loadedByPlainProgram(LIB, LIB).modules.map(number => numbered[number]));
  linkModules(LIB, modules, ENTRIES, module => plain.has(module) ? 'plain' : room(module));
}
