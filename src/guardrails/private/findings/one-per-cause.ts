import { groupBy } from '../../../template/names';
import { Finding } from '../../guardrail-rule';

/** Rules by those that say the same of a resource in other words, and more of it. */
const SAID_BY: Readonly<Record<string, readonly string[]>> = {
  'guests-share-role': ['trust-amr-both'],
  'trust-several-pools': ['trust-audience-foreign'],
  'rule-claim-from-provider-writable': ['rule-claim-writable'],
  'writes-on-anything': ['guest-role-writes'],
  'role-unusable': ['guests-share-role', 'trust-audience-foreign', 'trust-wrong-partition'],
};

/** One finding for each cause: the most telling one, which also stands for the entries of the catalogue that the others name. */
export function onePerCause(findings: readonly Finding[]): Finding[] {
  const said = new Map<Finding, string[]>();
  const others = groupBy(findings, aboutWhat);
  const left = findings.filter(finding => {
    const rules = SAID_BY[finding.rule];
    const more = rules && others.get(aboutWhat(finding))?.find(other => rules.includes(other.rule));
    if (more) said.set(more, [...said.get(more) ?? [], ...finding.catalogue]);
    return more === undefined;
  });
  return left.map(finding => said.has(finding) ? {
    ...finding, catalogue: [...new Set([...finding.catalogue, ...said.get(finding)!])],
  } : finding);
}

function aboutWhat({ template, resource, claim }: Finding): string {
  return JSON.stringify([template, resource, claim]);
}
