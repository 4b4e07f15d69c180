import * as fs from 'node:fs';
import * as path from 'node:path';
import { committedSchema, coverageMarkdown, installedSchema } from '../scripts/coverage';
import { proven } from '../scripts/covered/covered-type';
import { AppUserPool } from '../src';

test('docs/coverage.md is the outcome of the programs (else: npx projen coverage)', () => {
  expect(fs.readFileSync(path.join(__dirname, '..', 'docs', 'coverage.md'), 'utf8')).toBe(coverageMarkdown(committedSchema()));
});

test('everything that the installed schema has is in the committed one', () => {
  const { types } = committedSchema();
  const missing = Object.entries(installedSchema().types).flatMap(([type, properties]) =>
    properties.filter(property => !types[type]?.includes(property)).map(property => `${type}.${property}`));
  expect(missing).toEqual([]);
});

describe('a row', () => {
  const of = (sets: Record<string, readonly [string, unknown]>, leftOut = {}) => () => proven({
    type: 'UserPool', leftOut, proofs: [{ make: stack => void new AppUserPool(stack, 'Users', { selfSignUp: true }), sets }],
  }, ['MfaConfiguration', 'A', 'A.AllowAdminCreateUserOnly', 'AdminCreateUserConfig', 'AdminCreateUserConfig.AllowAdminCreateUserOnly']);

  test('counts with the value in the template, and its parents with it', () => {
    expect(of({ 'AdminCreateUserConfig.AllowAdminCreateUserOnly': ['selfSignUp', false] }, { A: 'why not' })()).toEqual([
      { path: 'MfaConfiguration' },
      { path: 'A', reason: 'why not' },
      { path: 'A.AllowAdminCreateUserOnly', reason: 'why not' },
      { path: 'AdminCreateUserConfig', prop: 'by its members' },
      { path: 'AdminCreateUserConfig.AllowAdminCreateUserOnly', prop: 'selfSignUp' },
    ]);
  });

  test('fails with another value, in no place, or said to be left out as well', () => {
    expect(of({ MfaConfiguration: ['mfa', 'ON'] })).toThrow('UserPool.MfaConfiguration: mfa should set ON, the template says ["OPTIONAL"]');
    expect(of({ A: ['a', 1] })).toThrow('the template says []');
    expect(of({ B: ['b', 1] })).toThrow('UserPool.B is not in the schema');
    expect(of({ MfaConfiguration: ['mfa', 'OPTIONAL'] }, { MfaConfiguration: 'why' }))
      .toThrow('said to be left out, but something sets it');
    expect(of({}, { B: 'why' })).toThrow('UserPool.B is said to be left out, but is not in the schema');
  });
});
