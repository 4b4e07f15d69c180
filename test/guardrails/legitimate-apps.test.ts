import * as fs from 'node:fs';
import * as path from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as ts from 'typescript';
import * as library from '../../src';
import { reviewTemplates } from '../../src/guardrails/check';

const ROOT = path.join(__dirname, '..', '..');
const textOf = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8');
const blocksOf = (file: string) => [...textOf(file).matchAll(/^```ts(?: fixture=\w+)?\n([\s\S]*?)^```$/gm)].map(([, code]) => code);

/** What a program of the documentation brings, in a stack of its own. */
function findingsOf(code: string): string[] {
  const stack = new Stack(new App(), 'Example');
  const names = { ...library, s3, photos: new s3.Bucket(stack, 'Declared') };
  const plain = ts.transpileModule(code.replace(/^declare .*$/gm, ''), { compilerOptions: { target: ts.ScriptTarget.ES2022 } }).outputText;
  // a program may make the bucket itself
  const given = Object.keys(names).filter(name => !new RegExp(`const ${name}\\b`).test(plain));
  new Function(...given, plain).call(stack, ...given.map(name => (names as Record<string, unknown>)[name]));
  const body = Template.fromStack(stack).toJSON() as any;
  return reviewTemplates([{ name: 'Example', body }]).findings.filter(({ severity }) => severity !== 'low')
    .map(({ severity, rule, message }) => `${severity} ${rule}: ${message}`);
}

test.each([
  ['README.md', 0, 'new CognitoAuth'],
  ['README.md', 1, 'auth.addRule'],
  ['docs/guides/roles-and-grants.md', 0, 'auth.guests'],
])('the program of %s has no finding above low that it has not said yes to (%i)', (file, index, part) => {
  const code = blocksOf(file)[index];
  expect(code).toContain(part);
  expect(findingsOf(code)).toEqual([]);
});

test('a program that hands out more has one', () => {
  expect(findingsOf("photos.grantRead(new CognitoAuth(this, 'Auth').authenticated);")).toEqual([
    expect.stringContaining('role-not-per-identity'), expect.stringContaining('lists-whole-bucket'),
  ]);
});
