import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { described, Finding, Level } from '../../guardrails/guardrail-rule';
import { RULES } from '../../guardrails/rules';

const LEVEL_OF: Record<Level, string> = { critical: 'error', high: 'error', medium: 'warning', low: 'note' };
const SCORE: Record<Level, string> = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.0' };

/** Findings in the form that code scanning takes (SARIF 2.1.0). */
export function sarif(findings: Finding[], template: string): object {
  const used = RULES.filter(rule => findings.some(finding => finding.rule === rule.id));
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
            properties: { 'tags': ['security', ...rule.catalogue], 'security-severity': SCORE[rule.severity] },
          })),
        },
      },
      results: findings.map(finding => ({
        ruleId: finding.rule,
        level: LEVEL_OF[finding.severity],
        message: { text: `${described(finding)}. Fix: ${finding.fix}` },
        locations: [{
          physicalLocation: { artifactLocation: { uri: uriOf(template) } },
          logicalLocations: [{ name: finding.resource, fullyQualifiedName: finding.constructPath ?? finding.resource, kind: 'resource' }],
        }],
      })),
    }],
  };
}

/** A path as a reference to a URI, relative where the path is. */
function uriOf(file: string): string {
  if (path.isAbsolute(file)) return pathToFileURL(file).href;
  return file.split(path.sep).map(encodeURIComponent).join('/');
}
