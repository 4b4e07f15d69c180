import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { join, posix, sep } from 'path';
import { transformSync } from 'esbuild';
import { linkedModule } from './linked-module';

/** Compiled modules by their paths below the folder they were in, without ending. */
export type Modules = ReadonlyMap<string, string>;

/** Where the linked files are, below the folder that the modules were in. */
const LINKED = 'linked';

/** Takes the compiled modules out of a folder, without the sources that jsii always writes into them. */
export function takeModules(root: string): Modules {
  const files = (readdirSync(root, { recursive: true }) as string[]).filter(file => file.endsWith('.js')).sort();
  const modules = new Map(files.map(file => [
    file.slice(0, -3).split(sep).join('/'), readFileSync(join(root, file), 'utf8').replace(/\n\/\/# sourceMappingURL=data:\S*\s*$/, '\n'),
  ]));
  files.forEach(file => rmSync(join(root, file)));
  return modules;
}

/**
 * Writes modules into a few files, in which a module is run when another first uses it, as in the CDK's own: to find and open a file
 * takes Node longer than to run what is in it. Returns the modules by number.
 *
 * @param entries what is required from outside: a file stays where each was
 * @param fileOf the name of the file that a module goes into
 */
export function linkModules(root: string, modules: Modules, entries: string[], fileOf: (module: string) => string): string[] {
  const files = [...new Set([...modules.keys()].map(fileOf))].sort();
  const inFile = (file: string) => [...modules.keys()].filter(module => fileOf(module) === file);
  const order = files.flatMap(inFile);
  const numbers = new Map(order.map((module, number) => [module, number]));
  const externals: string[] = [];
  const numberFrom = (module: string) => (request: string) => {
    const path = posix.join(posix.dirname(module), request);
    const own = request.startsWith('.') ? numbers.get(path) ?? numbers.get(`${path}/index`) : undefined;
    // what is beside the folder is one level farther from the linked files than from the folder
    const external = request.startsWith('.') ? posix.join('..', path) : request;
    return own ?? order.length + (externals.includes(external) ? externals.indexOf(external) : externals.push(external) - 1);
  };

  rmSync(join(root, LINKED), { recursive: true, force: true });
  mkdirSync(join(root, LINKED));
  files.forEach(file => writeFileSync(join(root, LINKED, `${file}.js`), `"use strict";
module.exports = (r, at) => ({
${inFile(file).map(module => `${numbers.get(module)}(exports) {
${minified(linkedModule(module, modules.get(module)!, numberFrom(module)))}}`).join(',\n')}
});
`));
  const firsts = files.map(file => [numbers.get(inFile(file)[0])!, `./${file}.js`]);
  writeFileSync(join(root, LINKED, 'index.js'), minified(runtime(firsts, order.length, externals)));
  entries.forEach(entry => writeFileSync(join(root, `${entry}.js`), `"use strict";
${exportedNames(modules.get(entry)!)}
module.exports = require("./${posix.relative(posix.dirname(entry), LINKED)}").r(${numbers.get(entry)});
`));
  return order;
}

/** What runs a module once, and loads the file that it is in. Numbers rise with the files. */
function runtime(firsts: (string | number)[][], externals: number, requests: string[]): string {
  return `"use strict";
const path = require("path");
const loaded = [];
const modules = {};
const at = folder => path.join(__dirname, "..", folder);
function r(number) {
  return loaded[number] ?? load(number);
}
function load(number) {
  if (number >= ${externals}) {
    return loaded[number] = external(number - ${externals});
  }
  if (!(number in modules)) {
    Object.assign(modules, require(${JSON.stringify(firsts)}.findLast(([first]) => first <= number)[1])(r, at));
  }
  const exports = loaded[number] = {};
  modules[number](exports);
  return exports;
}
function external(number) {
  switch (number) {
    ${requests.map((request, number) => `case ${number}: return require(${JSON.stringify(request)});`).join('\n    ')}
  }
}
module.exports = { r, loaded };`;
}

/** For Node's reader of CommonJS names, when an ES module imports them. */
function exportedNames(code: string): string {
  return /^0 && .*$/m.exec(code)?.[0] ?? '';
}

/**
 * Of one module alone: what stands at its top keeps its name, as classes have to, and variables within are renamed. Lines stay short, so
 * that a stack trace says where something happened.
 */
function minified(code: string): string {
  return transformSync(code, {
    loader: 'js', target: 'node20', charset: 'utf8', legalComments: 'none', minify: true, lineLimit: 200,
  }).code;
}
