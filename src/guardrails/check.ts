import { GuardrailAcknowledgement } from './guardrail-acknowledgement';
import { AcceptedFinding, Finding, Level, LEVELS } from './guardrail-rule';
import { factsOf } from './private/facts/facts';
import { Findings } from './private/findings/findings';
import { onePerCause } from './private/findings/one-per-cause';
import { forEachWorld } from './private/findings/worlds';
import { RULES } from './rules';
import { nearestWord } from '../private/text/nearest-word';
import { acceptancesOf } from '../template/acceptances';
import { shown } from '../template/resolve/marks';
import { World } from '../template/resolve/reading';
import { LoadedTemplate } from '../template/text/load';
import { asString } from '../template/values';

/** What is found in templates, the worst first, apart from what is accepted. */
export interface Review {
  readonly findings: Finding[];
  readonly accepted: AcceptedFinding[];
  /** How many about the hygiene of user pools are left out; absent if none is. */
  readonly hygieneLeftOut?: number;
  /** What the templates accept of rules that there are not, such as misspelt ones; absent if there is none. */
  readonly acceptedOfNoRule?: readonly string[];
}

/** What a review goes by. */
export interface ReviewOptions {
  /** What is accepted beside what the templates accept. */
  readonly acknowledge?: GuardrailAcknowledgement[];
  /** What the templates accept counts like all else: they are others'. */
  readonly ignoreAcceptances?: boolean;
  /** False leaves the hygiene of user pools out. */
  readonly hygiene?: boolean;
}

/** What is wrong in templates that are read together and accepted nowhere, the worst first. */
export function checkTemplates(templates: LoadedTemplate[], acknowledge: GuardrailAcknowledgement[] = []): Finding[] {
  return reviewTemplates(templates, { acknowledge }).findings;
}

/**
 * What is wrong in templates that are read together. Conditions that are not decided before deployment are tried both ways, so that
 * what only some of them bring is found too.
 */
export function reviewTemplates(templates: LoadedTemplate[], { acknowledge = [], ignoreAcceptances, hygiene }: ReviewOptions = {}): Review {
  const found = new Findings(templates);
  forEachWorld((world, unasked) => found.add(inOneWorld(templates, world), unasked));
  const bodies = new Map(templates.map(({ name, body }) => [name, body]));
  const findings: Finding[] = [];
  const accepted: AcceptedFinding[] = [];
  const all = found.all();
  const wanted = hygiene === false ? all.filter(({ group }) => group !== 'hygiene') : all;
  for (const finding of wanted) {
    const inTemplate = ignoreAcceptances ? [] : acceptancesOf(bodies.get(finding.template)?.Resources[finding.resource]?.Metadata);
    const isMeant = ({ id, resource = finding.resource }: GuardrailAcknowledgement) => id === finding.rule && resource === finding.resource;
    const given = acknowledge.find(isMeant)?.reason;
    const reason = given
      ?? inTemplate.find(({ rule, claim }) => rule === finding.rule && (claim === undefined || claim === finding.claim))?.reason;
    if (reason === undefined) findings.push(finding);
    else accepted.push({ ...finding, reason, ...given === undefined ? {} : { outsideTemplate: true } });
  }
  const leftOut = all.length - wanted.length;
  const ofNoRule = ignoreAcceptances ? [] : acceptedOfNoRule(templates);
  return {
    findings: findings.sort(worstFirst),
    accepted: accepted.sort(worstFirst),
    ...leftOut > 0 ? { hygieneLeftOut: leftOut } : {},
    ...ofNoRule.length > 0 ? { acceptedOfNoRule: ofNoRule } : {},
  };
}

/** Each id once, where it comes first: what is acknowledged around resources stands at all of them. */
function acceptedOfNoRule(templates: LoadedTemplate[]): string[] {
  const problems = new Map<string, string>();
  for (const [logicalId, { Metadata }] of templates.flatMap(({ body }) => Object.entries(body.Resources))) {
    for (const { rule } of acceptancesOf(Metadata)) {
      const problem = problems.has(rule) ? undefined : problemOfId(rule);
      const place = asString(Metadata?.['aws:cdk:path']) ?? logicalId;
      if (problem !== undefined) problems.set(rule, `the metadata of ${place} accepts nothing: ${problem}`);
    }
  }
  return [...problems.values()];
}

function worstFirst(a: Finding, b: Finding): number {
  return LEVELS.indexOf(b.severity) - LEVELS.indexOf(a.severity);
}

function inOneWorld(templates: LoadedTemplate[], world: World): Finding[] {
  const facts = factsOf(templates, world);
  return onePerCause(RULES.flatMap(rule => rule.check(facts).map((hit): Finding => ({
    rule: rule.id,
    catalogue: hit.catalogue ?? rule.catalogue,
    group: rule.group ?? 'access',
    severity: hit.severity ?? rule.severity,
    resource: hit.at.id,
    template: hit.at.template,
    ...hit.at.path === undefined ? {} : { constructPath: hit.at.path },
    ...hit.claim === undefined ? {} : { claim: hit.claim },
    message: shown(hit.message),
    fix: hit.fix ?? rule.fix,
  }))));
}

/** What is wrong with the id of a rule; nothing if there is such a rule. */
export function problemOfId(id: string): string | undefined {
  if (RULES.some(rule => rule.id === id)) return undefined;
  const ids = RULES.filter(({ catalogue }) => catalogue.includes(id)).map(rule => rule.id);
  const near = ids.length > 0 ? ids.join(' or ') : nearestWord(id, RULES.map(rule => rule.id));
  return `there is no rule '${id}': use ${near ?? 'an id of RULES.md'}`;
}

/** Whether a severity is at least another. */
export function atLeast(severity: Level, threshold: Level): boolean {
  return LEVELS.indexOf(severity) >= LEVELS.indexOf(threshold);
}
