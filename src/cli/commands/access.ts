import { accessMatrices } from '../../access-model/access-matrix';
import { AccessModel } from '../../access-model/access-model';
import { atLeast, reviewTemplates } from '../../guardrails/check';
import { Level, LEVELS } from '../../guardrails/guardrail-rule';
import type { LoadedTemplate } from '../../template/text/load';
import { asHtml } from '../access/as-html';
import { asMarkdown, asText } from '../access/as-text';
import { AccessReport } from '../access/report';
import { oneOf, parseArguments } from '../private/arguments';
import { DEPLOYMENT_OPTIONS, DEPLOYMENT_USAGE } from '../private/deployment';
import { limitsOf } from '../private/limits';
import { allPrintable, printableJson } from '../private/printable';
import { readTemplates } from '../private/read-input';
import { Subcommand } from '../private/subcommand';
import { UsageError } from '../private/usage-error';
import { labelledReview, reviewAsJson } from '../review/findings';
import { REVIEW_OPTIONS, REVIEW_USAGE, reviewOptions } from '../review/options';

const USAGE = 'cdk-cognito-auth access TEMPLATE [--format text|json|markdown|html] [--fail-on critical|high|medium|low] '
  + `${REVIEW_USAGE} ${DEPLOYMENT_USAGE}`;
const FORMATS = ['text', 'json', 'markdown', 'html'] as const;

/**
 * Prints the access matrix: each kind of identity, the role it becomes, whom that role trusts, what it may do, and what the guardrails
 * find.
 */
export const command: Subcommand = {
  name: 'access',
  summary: 'the access matrix (each kind of identity, its role, what that may do) and the findings',
  run: async argv => {
    const parsed = parseArguments(argv, {
      usage: USAGE,
      positionals: ['TEMPLATE'],
      options: ['format', 'fail-on', ...DEPLOYMENT_OPTIONS.options],
      flags: REVIEW_OPTIONS.flags,
      lists: [...REVIEW_OPTIONS.lists, ...DEPLOYMENT_OPTIONS.lists],
    });
    if (!parsed) return 0;
    const format = oneOf(parsed, 'format', FORMATS, 'text');
    const failOn = parsed.values['fail-on'] === undefined ? undefined : oneOf<Level>(parsed, 'fail-on', LEVELS, 'high');
    const options = reviewOptions(parsed);
    const [template] = parsed.positionals;
    const templates = readTemplates(template, parsed);
    const model = AccessModel._fromTemplates(templates);
    const matrices = accessMatrices(model);
    if (matrices.length === 0 && format !== 'json') throw new UsageError(`${template}: there is no identity pool in it`);
    const review = reviewTemplates(templates, options);
    process.stdout.write(render({ matrices, review, limits: limitsOf(model, matrices, review, templates) }, templates, format));
    return failOn !== undefined && review.findings.some(({ severity }) => atLeast(severity, failOn)) ? 1 : 0;
  },
};

function render({ matrices, review, limits }: AccessReport, templates: LoadedTemplate[], format: typeof FORMATS[number]): string {
  if (format === 'json') {
    return `${printableJson({ identityPools: matrices, ...reviewAsJson(review), ...matrices.length > 0 ? limits : {} })}\n`;
  }
  const shown = allPrintable({ matrices, limits, review: labelledReview(review, templates) });
  switch (format) {
    case 'markdown': return asMarkdown(shown);
    case 'html': return asHtml(shown);
    default: return asText(shown);
  }
}
