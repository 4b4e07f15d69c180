import { Tally } from '../../verify/python-layer/tally';

describe('the tally', () => {
  const lines: string[] = [];
  const tally = () => new Tally(line => lines.push(line));
  beforeEach(() => { lines.length = 0; });

  test('counts passed, failed and skipped apart, and fails if anything failed', async () => {
    const some = tally();
    await some.check('good', () => undefined);
    await some.check('bad', () => { throw new Error('because\nof this'); });
    some.skip('missing', 'there is no Python');
    some.note('by the way');
    expect(some.finish()).toBe(1);
    expect(lines.join('\n')).toContain('1 passed, 1 failed, 1 skipped');
    expect(lines).toContain('FAIL  bad\n      because\n      of this');
    expect(lines).toContain('skip  missing: there is no Python');
  });

  test('succeeds with skips, which are not passes', () => {
    const some = tally();
    some.section('a part');
    some.skip('missing', 'there is no Python');
    expect(some.finish()).toBe(0);
    expect(lines.join('\n')).toContain('0 passed, 0 failed, 1 skipped');
  });
});
