// One line for each folder of a mutation report, and whether the whole is good enough.
import fs from 'node:fs';

const GOAL = 85;
const MOST_STATIC = 23;
const { files } = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const folders = new Map();
for (const [file, { mutants }] of Object.entries(files)) {
  const [, folder] = /^src\/(guardrails\/(?:rules|private)|[\w-]+)/.exec(file);
  folders.set(folder, [...folders.get(folder) ?? [], ...mutants.map(({ status }) => status)]);
}

let good = true;
console.log('| folder | mutants | killed | timeout | survived | no coverage | static | score |');
for (const [folder, all] of folders) {
  const count = status => all.filter(one => one === status).length;
  const [killed, timeout, survived, uncovered, ignored] = ['Killed', 'Timeout', 'Survived', 'NoCoverage', 'Ignored'].map(count);
  const score = 100 * (killed + timeout) / (killed + timeout + survived + uncovered);
  const atLoad = 100 * ignored / all.length;
  good &&= score >= GOAL && atLoad <= MOST_STATIC;
  console.log(`| ${folder} | ${all.length} | ${killed} | ${timeout} | ${survived} | ${uncovered} | ${ignored} (${atLoad.toFixed(0)} %) | ${score.toFixed(1)} % |`);
}
process.exitCode = good ? 0 : 1;
