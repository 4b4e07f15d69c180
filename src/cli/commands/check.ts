import { atLeast, checkTemplates, isKnown } from '../../guardrails/check';
import { GuardrailAcknowledgement } from '../../guardrails/guardrail-acknowledgement';
import { Finding, Level, LEVELS } from '../../guardrails/guardrail-rule';
import type { LoadedTemplate } from '../../template/load';
import { oneOf, parseArguments } from '../private/arguments';
import { DEPLOYMENT_OPTIONS, DEPLOYMENT_USAGE } from '../private/deployment';
import { findingsAsText, labelled } from '../private/findings';
import { allPrintable, printableJson } from '../private/printable';
import { readTemplates } from '../private/read-input';
import { sarif } from '../private/sarif';
import { Subcommand } from '../private/subcommand';
import { UsageError } from '../private/usage-error';

const USAGE = 'cdk-cognito-auth check TEMPLATE [--format text|json|sarif] [--fail-on critical|high|medium|low] [--acknowledge ID=REASON]… '
  + DEPLOYMENT_USAGE;

/** Says what is wrong in a template. */
export const command: Subcommand = {
  name: 'check',
  summary: 'what is wrong with who gets in',
  run: async argv => {
    const parsed = parseArguments(argv, {
      usage: USAGE,
      positionals: ['TEMPLATE'],
      options: ['format', 'fail-on', ...DEPLOYMENT_OPTIONS.options],
      lists: ['acknowledge', ...DEPLOYMENT_OPTIONS.lists],
    });
    if (!parsed) return 0;
    const accepted = (parsed.lists.acknowledge ?? []).map(acknowledgement);
    const format = oneOf(parsed, 'format', ['text', 'json', 'sarif'] as const, 'text');
    const failOn = oneOf<Level>(parsed, 'fail-on', LEVELS, 'high');
    const templates = readTemplates(parsed.positionals[0], parsed);
    const findings = checkTemplates(templates, accepted);
    process.stdout.write(`${render(findings, format, parsed.positionals[0], templates)}\n`);
    return findings.some(finding => atLeast(finding.severity, failOn)) ? 1 : 0;
  },
};

function acknowledgement(text: string): GuardrailAcknowledgement {
  const [, id, reason] = /^([\w-]+)=(.*)$/s.exec(text) ?? [];
  if (!id || reason.trim() === '') throw new UsageError(`--acknowledge is '${text}': give ID=REASON`);
  if (!isKnown(id)) throw new UsageError(`--acknowledge: there is no rule '${id}'`);
  return { id, reason };
}

function render(findings: Finding[], format: 'text' | 'json' | 'sarif', template: string, templates: LoadedTemplate[]): string {
  if (format === 'json') return printableJson({ findings });
  if (format === 'sarif') return printableJson(sarif(findings, template));
  return findingsAsText(allPrintable(labelled(findings, templates)));
}
