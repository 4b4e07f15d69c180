import * as fc from 'fast-check';
import { Program, programs, refusalsOf, run } from './program';
import { problemsOf } from './template-rules';

/** 1,000 with the rest, always the same ones; `RANDOM_PROGRAMS=20000 npx jest test/programs` tries others. */
const RUNS = Number(process.env.RANDOM_PROGRAMS ?? 1000);
const SEED = process.env.RANDOM_PROGRAMS ? {} : { seed: 20261127 };
/** Ours name the construct, and nobody's insides. */
const OURS = /^(Stack\/Auth|Validation failed with the following errors:\n\s+\[Stack\/Auth)/;
const FOREIGN = /\$\{Token\[|undefined|\[object Object\]|Cannot read|is not a function|TypeError|There is already a Construct/;

function outcome(program: Program): { template?: Record<string, any>; message?: string } {
  try {
    return { template: run(program) };
  } catch (error) {
    return { message: (error as Error).message };
  }
}

test('a random program ends in a template that deploys, or in a refusal of ours', () => {
  const tally = { rendered: 0, refused: 0 };
  fc.assert(fc.property(programs, program => {
    const expected = refusalsOf(program);
    const { template, message } = outcome(program);
    if (message === undefined) {
      expect(expected.map(String)).toEqual([]);
      expect(problemsOf(template!)).toEqual([]);
      tally.rendered++;
    } else {
      expect(message).toMatch(OURS);
      expect(message).not.toMatch(FOREIGN);
      expect(expected.filter(refusal => refusal.test(message))).not.toEqual([]);
      tally.refused++;
    }
  }), { numRuns: RUNS, ...SEED });
  expect(tally.rendered).toBeGreaterThan(RUNS / 4);
  expect(tally.refused).toBeGreaterThan(RUNS / 20);
}, 3_600_000);

test('the same program gives the same template, and statements in another order the same resources', () => {
  fc.assert(fc.property(programs.filter(program => refusalsOf(program).length === 0), fc.nat(), (program, seed) => {
    const first = outcome(program);
    expect(outcome(program)).toEqual(first);
    const free = program.statements.filter(({ ordered }) => !ordered);
    const turn = free.length > 0 ? seed % free.length : 0;
    const turned = {
      ...program, statements: [...program.statements.filter(({ ordered }) => ordered), ...free.slice(turn), ...free.slice(0, turn)],
    };
    const second = outcome(turned);
    expect(second.message === undefined).toBe(first.message === undefined);
    if (first.template) {
      expect(Object.keys(second.template!.Resources).sort()).toEqual(Object.keys(first.template.Resources).sort());
    }
  }), { numRuns: Math.ceil(RUNS / 10), ...SEED });
}, 3_600_000);
