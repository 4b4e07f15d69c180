import * as fc from 'fast-check';
import { programs, refusalsOf } from './generator/program';
import { run, Templates } from './generator/run';
import { Program } from './generator/statement';
import { inAnyOrder } from './oracle/in-any-order';
import { problemsOf } from './oracle/problems';

/**
 * 1,000 with the rest, always the same ones; `RANDOM_PROGRAMS=20000 npx jest test/programs/random` tries others, and
 * `RANDOM_PROGRAMS_SEED=1` certain others. What has been tried last is in CONTRIBUTING.
 */
const RUNS = Number(process.env.RANDOM_PROGRAMS ?? 1000);
const { RANDOM_PROGRAMS_SEED: GIVEN } = process.env;
const SEED = GIVEN ? { seed: Number(GIVEN) } : process.env.RANDOM_PROGRAMS ? { seed: Date.now() % 1_000_000_000 } : {};
/** Ours name the construct, and nobody's insides. */
const OURS = /^((Prod\/)?(Stack|Elsewhere)\b[^:\n]*: |Validation failed with the following errors:\n\s+(\[(Prod)?\] )?\[?(Prod\/)?Stack\/)/;
const FOREIGN = /\$\{Token\[|undefined|\[object Object\]|Cannot read|is not a function|TypeError|There is already a Construct/;

// the CDK prints a report of each validation, with a console that is not that of the tests
beforeAll(() => void jest.spyOn(process.stderr, 'write').mockReturnValue(true));
afterAll(() => jest.restoreAllMocks());

function outcome(program: Program): { templates?: Templates; message?: string } {
  try {
    return { templates: run(program) };
  } catch (error) {
    return { message: (error as Error).message };
  }
}

test('a random program ends in a template that deploys, or in a refusal of ours', () => {
  const tally = { rendered: 0, refused: 0 };
  fc.assert(fc.property(programs, program => {
    const expected = refusalsOf(program);
    const { templates, message } = outcome(program);
    if (message === undefined) {
      expect(expected.map(String)).toEqual([]);
      expect(problemsOf(templates!)).toEqual([]);
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

test('the same program gives the same templates, and statements in another order the same but for the order of lists', () => {
  fc.assert(fc.property(programs.filter(program => refusalsOf(program).length === 0), fc.nat(), (program, seed) => {
    const first = outcome(program);
    expect(outcome(program)).toEqual(first);
    const second = outcome({ ...program, statements: shuffled(program.statements, seed) });
    expect(second.message === undefined).toBe(first.message === undefined);
    if (first.templates) expect(inAnyOrder(second.templates!)).toEqual(inAnyOrder(first.templates));
  }), { numRuns: Math.ceil(RUNS / 10), ...SEED });
}, 3_600_000);

/** Those whose order has a meaning keep it among themselves. */
function shuffled(statements: Program['statements'], seed: number): Program['statements'] {
  const keys = new Map(statements.map((statement, i) => [statement, Math.sin(seed + i * 7919)]));
  const turned = [...statements].sort((one, other) => keys.get(one)! - keys.get(other)!);
  const ordered = statements.filter(statement => statement.ordered);
  return turned.map(statement => statement.ordered ? ordered.shift()! : statement);
}
