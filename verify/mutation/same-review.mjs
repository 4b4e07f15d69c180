// While a guardrail rule is mutated, nearly all of a review is what it was: reading the templates and the other rules. So a review is made
// once without the mutant and kept; with the mutant only its own rule is asked again, and where it finds the same, so does the review.
import path from 'node:path';

const hitsOf = (rule, facts) => JSON.stringify(rule.check(facts)
  .map(({ at, message, catalogue, severity, fix, claim }) => [at.template, at.key, message, catalogue, severity, fix, claim]));

export class SameReview {
  constructor(require, root, ns) {
    this.ns = ns;
    this.check = require(path.join(root, 'src/guardrails/check.ts'));
    this.facts = require(path.join(root, 'src/guardrails/private/facts/facts.ts'));
    this.rules = require(path.join(root, 'src/guardrails/rules/index.ts')).RULES;
    this.rulesFolder = path.join(root, 'src/guardrails/rules') + path.sep;
    this.ruleOf = file => Object.values(require(file)).find(value => this.rules.includes(value));
    this.known = new Map();
  }

  /** Runs something with reviews of which only the rule of this file is asked again; other files get none of this. */
  async during(file, run) {
    const rule = file.startsWith(this.rulesFolder) ? this.ruleOf(file) : undefined;
    if (!rule) return run();
    const { checkTemplates, reviewTemplates } = this.check;
    this.check.reviewTemplates = (templates, options = {}) => this.review(reviewTemplates, rule, templates, options);
    this.check.checkTemplates = (templates, acknowledge = []) => this.check.reviewTemplates(templates, { acknowledge }).findings;
    try {
      return await run();
    } finally {
      Object.assign(this.check, { checkTemplates, reviewTemplates });
    }
  }

  review(make, rule, templates, options) {
    const key = JSON.stringify([templates, options]);
    if (!this.known.has(key)) this.known.set(key, this.withoutMutant(() => this.record(make, templates, options)));
    const { review, worlds } = this.known.get(key);
    for (const world of worlds) {
      if (!world.hits.has(rule)) world.hits.set(rule, this.withoutMutant(() => hitsOf(rule, world.facts)));
      if (hitsOf(rule, world.facts) !== world.hits.get(rule)) return make(templates, options);
    }
    return structuredClone(review);
  }

  record(make, templates, options) {
    const { factsOf } = this.facts;
    const worlds = [];
    this.facts.factsOf = (...given) => {
      const facts = factsOf(...given);
      worlds.push({ facts, hits: new Map() });
      return facts;
    };
    try {
      return { review: make(templates, options), worlds };
    } finally {
      this.facts.factsOf = factsOf;
    }
  }

  withoutMutant(work) {
    const { activeMutant, hitCount } = this.ns;
    this.ns.activeMutant = 'none';
    try {
      return work();
    } finally {
      this.ns.activeMutant = activeMutant;
      this.ns.hitCount = hitCount;
    }
  }
}
