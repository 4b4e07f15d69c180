import * as fs from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';

const ROOT = path.join(__dirname, '..');
const GUIDES = path.join(ROOT, 'docs', 'guides');
/** A block of code, with the fixture that it says it stands in, as rosetta reads the README. */
const BLOCK = /^```ts(?: fixture=(\w+))?\n([\s\S]*?)^```$/gm;

const files = new Map<string, string>();
for (const guide of fs.readdirSync(GUIDES).filter(name => name.endsWith('.md'))) {
  const text = fs.readFileSync(path.join(GUIDES, guide), 'utf8');
  for (const [index, [, fixture = 'default', code]] of [...text.matchAll(BLOCK)].entries()) {
    const frame = fs.readFileSync(path.join(ROOT, 'rosetta', `${fixture}.ts-fixture`), 'utf8');
    // what is declared stands outside of the class, as rosetta has it
    const lines = code.split('\n');
    const declared = lines.filter(line => line.startsWith('declare '));
    const rest = lines.filter(line => !line.startsWith('declare ')).join('\n');
    files.set(path.join(GUIDES, `${guide}.${index + 1}.ts`), [frame.replace('/// here', () => rest), ...declared].join('\n'));
  }
}

const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  paths: { 'cdk-cognito-auth': [path.join(ROOT, 'src', 'index.ts')] },
  types: ['node'],
};
const host = ts.createCompilerHost(options);
const { fileExists, readFile, getSourceFile } = host;
host.fileExists = name => files.has(path.normalize(name)) || fileExists(name);
host.readFile = name => files.get(path.normalize(name)) ?? readFile(name);
host.getSourceFile = (name, ...rest) => {
  const text = files.get(path.normalize(name));
  return text === undefined ? getSourceFile(name, ...rest) : ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
};
const program = ts.createProgram([...files.keys()], options, host);
const problems = [...files.keys()].flatMap(name => {
  const source = program.getSourceFile(name);
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
});
if (problems.length > 0) {
  process.stderr.write(ts.formatDiagnostics(problems, {
    getCanonicalFileName: name => name, getCurrentDirectory: () => ROOT, getNewLine: () => '\n',
  }));
  process.exit(1);
}
process.stdout.write(`${files.size} blocks of ${new Set([...files.keys()].map(name => path.basename(name).split('.')[0])).size} guides `
  + 'compile\n');
