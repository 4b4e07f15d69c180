import { existsSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';

/** How a module that only re-exports does so after compilation: everything of another, or names of it. */
const EVERYTHING = /^__exportStar\(require\("(\.[^"]+)"\), exports\);$/gm;
const SOME = /^(?:var|const) (\w+) = require\("(\.[^"]+)"\);((?:\nObject\.defineProperty\(exports, "\w+", .* return \1\.\w+; } }\);)+)$/gm;
/** And what this leaves behind: the compiler does not write an index again whose own source stays as it is. */
const LAZY = /^\/\/ re-exports (?:(\w+(?:, \w+)*) from|all of) (\.\S+)$/gm;

/** Rewrites every `index.js` below a folder so that it loads a module when one of its exports is asked for. */
export function makeIndicesLazy(root: string): void {
  const indices = (readdirSync(root, { recursive: true }) as string[]).filter(file => /(^|[\\/])index\.js$/.test(file))
    .map(file => join(root, file));
  // all names are read before anything is written
  const rewritten = new Map(indices.map(file => [file, lazily(file)]));
  rewritten.forEach((text, file) => text !== undefined && writeFileSync(file, text));
}

function lazily(file: string): string | undefined {
  const text = readFileSync(file, 'utf8');
  const modules: { module: string; some?: string[] }[] = [
    ...[...text.matchAll(EVERYTHING)].map(([, module]) => ({ module })),
    ...[...text.matchAll(SOME)].map(([,, module, lines]) => ({
      module, some: [...lines.matchAll(/exports, "(\w+)"/g)].map(([, name]) => name),
    })),
    ...[...text.matchAll(LAZY)].map(([, some, module]) => ({ module, some: some?.split(', ') })),
  ];
  if (modules.length === 0 || modules.length < text.split('require("').length - 1) {
    return undefined;
  }
  const names = modules.map(({ module, some }) => ({ module, some, own: some ?? namesOf(join(dirname(file), module)) }));
  const all = names.flatMap(({ own }) => own);
  const twice = all.find((name, index) => all.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new Error(`${file} re-exports ${twice} from two modules`);
  }
  return `"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
// for Node's reader of CommonJS names, when an ES module imports them
0 && (module.exports = { ${all.join(', ')} });
function lazy(names, load) {
    for (const name of names) {
        Object.defineProperty(exports, name, {
            enumerable: true,
            configurable: true,
            get() {
                const value = load()[name];
                Object.defineProperty(exports, name, { enumerable: true, configurable: true, value });
                return value;
            },
        });
    }
}
${names.map(({ module, some, own }) => `// re-exports ${some ? `${some.join(', ')} from` : 'all of'} ${module}
${own.length > 0 ? `lazy(${JSON.stringify(own)}, () => require("${module}"));
` : ''}`).join('')}`;
}

function namesOf(module: string): string[] {
  const path = existsSync(`${module}.js`) ? `${module}.js` : join(module, 'index.js');
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return Object.keys(require(path));
}
