import { deepStrictEqual } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const EXPECTED_TYPES = {
  'AWS::Cognito::IdentityPool': 1,
  'AWS::Cognito::IdentityPoolPrincipalTag': 1,
  'AWS::Cognito::IdentityPoolRoleAttachment': 1,
  'AWS::Cognito::ManagedLoginBranding': 1,
  'AWS::Cognito::UserPool': 1,
  'AWS::Cognito::UserPoolClient': 1,
  'AWS::Cognito::UserPoolDomain': 1,
  'AWS::Cognito::UserPoolGroup': 1,
  'AWS::Cognito::UserPoolIdentityProvider': 1,
  'AWS::IAM::Policy': 4,
  'AWS::IAM::Role': 4,
  'AWS::S3::Bucket': 1,
};
const EXPECTED_ANSWERS = ['guest public allowed', 'guest originals denied'];

interface Template { Resources: Record<string, { Type: string }> }

/** Holds what each language synthesized, one folder each, to what is expected, and to the template that TypeScript makes. */
function main(folder: string): void {
  const read = (...place: string[]): Template => JSON.parse(readFileSync(join(folder, ...place), 'utf8'));
  const template = (language: string) => read(language, 'cdk.out', 'Photos.template.json');
  const first = (language: string) => read(language, 'first', 'SignIn.template.json');
  const reference = template('typescript');
  deepStrictEqual(countTypes(reference), EXPECTED_TYPES);
  for (const language of readdirSync(folder)) {
    process.stdout.write(`${language}: `);
    const answers = readFileSync(join(folder, language, 'answers'), 'utf8').trim().split(/\r?\n/);
    deepStrictEqual(answers, EXPECTED_ANSWERS);
    deepStrictEqual(template(language), reference);
    deepStrictEqual(first(language), first('typescript'));
    console.log(`the ${Object.keys(reference.Resources).length} resources and the access decisions that are expected`);
  }
}

function countTypes(template: Template): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { Type } of Object.values(template.Resources)) counts[Type] = (counts[Type] ?? 0) + 1;
  return counts;
}

main(process.argv[2]);
