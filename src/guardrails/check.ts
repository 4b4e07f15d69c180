import { GuardrailAcknowledgement } from './guardrail-acknowledgement';
import { Finding, Level, LEVELS } from './guardrail-rule';
import { factsOf } from './private/facts';
import { Findings } from './private/findings';
import { forEachWorld } from './private/worlds';
import { RULES } from './rules';
import { LoadedTemplate } from '../template/load';
import { shown } from '../template/marks';
import { World } from '../template/reading';

/**
 * What is wrong in templates that are read together, the worst first. Conditions that are not decided before deployment are tried
 * both ways, so that what only some of them bring is found too.
 */
export function checkTemplates(templates: LoadedTemplate[], accepted: GuardrailAcknowledgement[] = []): Finding[] {
  const found = new Findings(templates);
  forEachWorld((world, unasked) => {
    found.add(inOneWorld(templates, world).filter(finding => !accepted.some(entry => covers(entry, finding))), unasked);
  });
  return found.all().sort((a, b) => LEVELS.indexOf(b.severity) - LEVELS.indexOf(a.severity));
}

function inOneWorld(templates: LoadedTemplate[], world: World): Finding[] {
  const facts = factsOf(templates, world);
  return RULES.flatMap(rule => rule.check(facts).map((hit): Finding => ({
    rule: rule.id,
    catalogue: hit.catalogue ?? rule.catalogue,
    severity: hit.severity ?? rule.severity,
    resource: hit.at.id,
    template: hit.at.template,
    ...hit.at.path === undefined ? {} : { constructPath: hit.at.path },
    message: shown(hit.message),
    fix: hit.fix ?? rule.fix,
  })));
}

function covers(entry: GuardrailAcknowledgement, finding: Finding): boolean {
  if (entry.resource !== undefined && entry.resource !== finding.resource) return false;
  return entry.id === finding.rule || (finding.catalogue.includes(entry.id) && finding.catalogue.length === 1);
}

/** Whether a rule, or an entry of the catalogue, has this id. */
export function isKnown(id: string): boolean {
  return RULES.some(rule => rule.id === id || rule.catalogue.includes(id));
}

/** Whether a severity is at least another. */
export function atLeast(severity: Level, threshold: Level): boolean {
  return LEVELS.indexOf(severity) >= LEVELS.indexOf(threshold);
}
