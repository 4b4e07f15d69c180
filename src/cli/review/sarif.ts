import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Placed } from './places';
import { Review } from '../../guardrails/check';
import { AcceptedFinding, described, Level } from '../../guardrails/guardrail-rule';
import { RULES } from '../../guardrails/rules';

const LEVEL_OF: Record<Level, string> = { critical: 'error', high: 'error', medium: 'warning', low: 'note' };
const SCORE: Record<Level, string> = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.0' };

/** What was not read is a question to people, see `kind` in SARIF 2.1.0, 3.27.9. */
const NOT_READ = 'A111';

/** Findings in the form that code scanning takes (SARIF 2.1.0). What is accepted is suppressed, with the reason. */
export function sarif({ findings, accepted, hygieneLeftOut, acceptedOfNoRule }: Review, template: string): object {
  const used = RULES.filter(rule => [...findings, ...accepted].some(finding => finding.rule === rule.id));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: {
        driver: {
          name: 'cdk-cognito-auth',
          rules: used.map(rule => ({
            id: rule.id,
            shortDescription: { text: rule.title },
            fullDescription: { text: rule.why },
            help: { text: rule.fix },
            helpUri: rule.source,
            properties: { 'tags': ['security', rule.group ?? 'access', ...rule.catalogue], 'security-severity': SCORE[rule.severity] },
          })),
        },
      },
      results: [...findings.map(finding => result(finding, template)), ...accepted.map(finding => suppressed(finding, template))],
      ...(hygieneLeftOut ?? acceptedOfNoRule) === undefined ? {} : { properties: { hygieneLeftOut, acceptedOfNoRule } },
    }],
  };
}

function suppressed(finding: AcceptedFinding, template: string): object {
  const kind = finding.outsideTemplate ? 'external' : 'inSource';
  return { ...result(finding, template), suppressions: [{ kind, status: 'accepted', justification: finding.reason }] };
}

/** A result that is open has no level, see 3.27.10. */
function result(finding: Placed, template: string): object {
  const open = finding.catalogue.includes(NOT_READ);
  const { file = template, line } = finding;
  return {
    ruleId: finding.rule,
    ...open ? { kind: 'open', level: 'none' } : { level: LEVEL_OF[finding.severity] },
    message: { text: `${described(finding)}. Fix: ${finding.fix}` },
    locations: [{
      physicalLocation: { artifactLocation: { uri: uriOf(file) }, ...line === undefined ? {} : { region: { startLine: line } } },
      logicalLocations: [{ name: finding.resource, fullyQualifiedName: finding.constructPath ?? finding.resource, kind: 'resource' }],
    }],
    properties: { group: finding.group, severity: finding.severity },
  };
}

/** A path as a reference to a URI, relative where the path is. */
function uriOf(file: string): string {
  if (path.isAbsolute(file)) return pathToFileURL(file).href;
  return file.split(path.sep).map(encodeURIComponent).join('/');
}
