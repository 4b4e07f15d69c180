import { atLeast, problemOfId, Review, reviewTemplates } from '../../guardrails/check';
import { GuardrailAcknowledgement } from '../../guardrails/guardrail-acknowledgement';
import { Level, LEVELS } from '../../guardrails/guardrail-rule';
import { StandIn, standInsOf } from '../../template/resolve/stand-ins';
import { oneOf, parseArguments } from '../private/arguments';
import { DEPLOYMENT_OPTIONS, DEPLOYMENT_USAGE } from '../private/deployment';
import { labelled, reviewAsText } from '../private/findings';
import { standInTexts } from '../private/limits';
import { Places } from '../private/places';
import { allPrintable, printable, printableJson } from '../private/printable';
import { readTemplates } from '../private/read-input';
import { sarif } from '../private/sarif';
import { Subcommand } from '../private/subcommand';
import { UsageError } from '../private/usage-error';

const USAGE =
  'cdk-cognito-auth check TEMPLATE [--format text|json|sarif] [--fail-on critical|high|medium|low] [--acknowledge RULE=REASON]… '
  + '[--ignore-acceptances] [--no-hygiene] '
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
      flags: ['ignore-acceptances', 'no-hygiene'],
      lists: ['acknowledge', ...DEPLOYMENT_OPTIONS.lists],
    });
    if (!parsed) return 0;
    const acknowledge = (parsed.lists.acknowledge ?? []).map(acknowledgement);
    const format = oneOf(parsed, 'format', ['text', 'json', 'sarif'] as const, 'text');
    const failOn = oneOf<Level>(parsed, 'fail-on', LEVELS, 'high');
    const templates = readTemplates(parsed.positionals[0], parsed);
    const { findings, accepted } = reviewTemplates(templates, {
      acknowledge, ignoreAcceptances: parsed.flags['ignore-acceptances'] ?? false, hygiene: !parsed.flags['no-hygiene'],
    });
    const places = new Places(templates);
    const review = { findings: places.of(findings), accepted: places.of(accepted) };
    // where the templates are deployed decides no finding
    const defaults = standInsOf(templates).filter(({ what }) => what === 'parameter');
    const text = () => [
      reviewAsText(allPrintable({ findings: labelled(review.findings, templates), accepted: labelled(review.accepted, templates) })),
      ...standInTexts(defaults).map(line => `read with ${printable(line)}`),
    ].join('\n');
    const json = () => printableJson(format === 'json' ? asJson(review, defaults) : sarif(review, parsed.positionals[0]));
    process.stdout.write(`${format === 'text' ? text() : json()}\n`);
    return findings.some(finding => atLeast(finding.severity, failOn)) ? 1 : 0;
  },
};

function acknowledgement(text: string): GuardrailAcknowledgement {
  const [, id, reason] = /^(?:cdk-cognito-auth::)?([\w-]+)=(.*)$/s.exec(text) ?? [];
  if (!id || reason.trim() === '') throw new UsageError(`--acknowledge is '${text}': give RULE=REASON`);
  const problem = problemOfId(id);
  if (problem !== undefined) throw new UsageError(`--acknowledge: ${problem}`);
  return { id, reason };
}

/** What is accepted, and what was taken for granted, is listed where there is any. */
function asJson({ findings, accepted }: Review, standIns: StandIn[]): object {
  return { findings, ...accepted.length > 0 ? { accepted } : {}, ...standIns.length > 0 ? { standIns } : {} };
}
