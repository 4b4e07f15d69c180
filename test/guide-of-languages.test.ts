import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
const PROGRAMS: Record<string, string> = {
  typescript: 'photos.ts',
  python: 'photos.py',
  java: 'java/photos/src/main/java/Photos.java',
  go: 'go/main.go',
};

test.each(Object.entries(PROGRAMS))('the %s program of the guide is the one that verify/languages runs', (language, file) => {
  const guide = readFileSync(join(ROOT, 'docs', 'guides', 'languages.md'), 'utf8');
  const shown = new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(guide)?.[1];
  const run = readFileSync(join(ROOT, 'verify', 'languages', file), 'utf8');
  expect(shown).toBe(`${run.trimEnd().replace("'../../src'", "'cdk-cognito-auth'")}\n`);
});
