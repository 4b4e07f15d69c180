const { default: Sequencer } = require('@jest/test-sequencer');

const LONGEST = ['programs/random-programs', 'policy/differential', 'local/serve', 'guardrails/unknown-values', 'policy/resource-differential'];

/** On a clean checkout jest does not know yet which files take longest, and one of them begun last keeps a single core busy. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => LONGEST.findIndex(name => path.endsWith(`test/${name}.test.ts`));
    const sorted = super.sort(tests);
    return [...sorted.filter(test => rank(test) >= 0).sort((a, b) => rank(a) - rank(b)), ...sorted.filter(test => rank(test) < 0)];
  }
};
