import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
const PROGRAMS = [
  ['typescript', 'first.ts'],
  ['python', 'first.py'],
  ['java', 'java/photos/src/main/java/First.java'],
  ['go', 'go/first/main.go'],
  ['typescript', 'photos.ts'],
  ['python', 'photos.py'],
  ['java', 'java/photos/src/main/java/Photos.java'],
  ['go', 'go/main.go'],
];

test.each(PROGRAMS)('the %s program of the guide is the one that verify/languages runs: %s', (language, file) => {
  const guide = readFileSync(join(ROOT, 'docs', 'guides', 'languages.md'), 'utf8');
  const shown = [...guide.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, program]) => program);
  const run = readFileSync(join(ROOT, 'verify', 'languages', file), 'utf8');
  expect(shown).toContain(`${run.trimEnd().replace("'../../src'", "'cdk-cognito-auth'")}\n`);
});
