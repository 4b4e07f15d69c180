import { differencesBetween, Differences } from '../../diff/differences';
import { atLeast } from '../../guardrails/check';
import { Level, LEVELS } from '../../guardrails/guardrail-rule';
import { standInsOf } from '../../template/resolve/stand-ins';
import type { LoadedTemplate } from '../../template/text/load';
import { asMarkdown } from '../diff/as-markdown';
import { asText } from '../diff/as-text';
import { DiffReport } from '../diff/report';
import { oneOf, parseArguments, ParsedArguments } from '../private/arguments';
import { deployed, DEPLOYMENT_OPTIONS, DEPLOYMENT_USAGE } from '../private/deployment';
import { standInTexts } from '../private/limits';
import { allPrintable, printableJson } from '../private/printable';
import { readTemplates } from '../private/read-input';
import { Subcommand } from '../private/subcommand';
import { labelled } from '../review/findings';
import { REVIEW_OPTIONS, REVIEW_USAGE, reviewOptions } from '../review/options';

const USAGE = 'cdk-cognito-auth diff OLD NEW [--format text|json|markdown] [--fail-on critical|high|medium|low] [--fail-on-gain] '
  + `${REVIEW_USAGE} ${DEPLOYMENT_USAGE}`;
const FORMATS = ['text', 'json', 'markdown'] as const;

/** Says what deploying NEW over OLD does to users and to who may do what. */
export const command: Subcommand = {
  name: 'diff',
  summary: 'what a change does: users lost, edits that are refused, who gains and who loses access',
  run: async argv => {
    const parsed = parseArguments(argv, {
      usage: USAGE,
      positionals: ['OLD', 'NEW'],
      options: ['format', 'fail-on', ...DEPLOYMENT_OPTIONS.options],
      flags: ['fail-on-gain', ...REVIEW_OPTIONS.flags],
      lists: [...REVIEW_OPTIONS.lists, ...DEPLOYMENT_OPTIONS.lists],
    });
    if (!parsed) return 0;
    const format = oneOf(parsed, 'format', FORMATS, 'text');
    const failOn = oneOf<Level>(parsed, 'fail-on', LEVELS, 'high');
    const options = reviewOptions(parsed);
    const differences = differencesBetween(...bothSides(parsed), options);
    const isDangerous = differences.edits.some(edit => edit.isDangerous)
      || differences.findings.found.some(({ severity }) => atLeast(severity, failOn))
      || (parsed.flags['fail-on-gain'] === true && differences.access.some(({ gains, notes }) => gains.length + notes.length > 0));
    process.stdout.write(render(differences, isDangerous, format));
    return isDangerous ? 1 : 0;
  },
};

/** A parameter may be one of either side. */
function bothSides(parsed: ParsedArguments): [LoadedTemplate[], LoadedTemplate[]] {
  const before = readTemplates(parsed.positionals[0]);
  const all = deployed([...before, ...readTemplates(parsed.positionals[1])], parsed);
  return [all.slice(0, before.length), all.slice(before.length)];
}

function render({ edits, access, findings, after }: Differences, isDangerous: boolean, format: typeof FORMATS[number]): string {
  if (format === 'json') return `${printableJson({ dangerous: isDangerous, edits: edits.map(asJson), access, findings })}\n`;
  const shown: DiffReport = allPrintable({
    edits,
    access,
    findings: { found: labelled(findings.found, after), accepted: labelled(findings.accepted, after), settled: findings.settled },
    readWith: standInTexts(standInsOf(after)),
    isDangerous,
  });
  return format === 'markdown' ? asMarkdown(shown) : asText(shown);
}

function asJson({ at: { type, stack, logicalId, constructPath }, isDangerous, isSure, ...edit }: Differences['edits'][number]): object {
  return { ...edit, dangerous: isDangerous, sure: isSure, type, stack, logicalId, ...constructPath === undefined ? {} : { constructPath } };
}
