import { atLeast, Review, reviewTemplates } from '../../guardrails/check';
import { Level, LEVELS } from '../../guardrails/guardrail-rule';
import { StandIn, standInsOf } from '../../template/resolve/stand-ins';
import { oneOf, parseArguments } from '../private/arguments';
import { DEPLOYMENT_OPTIONS, DEPLOYMENT_USAGE } from '../private/deployment';
import { standInTexts } from '../private/limits';
import { allPrintable, printable, printableJson } from '../private/printable';
import { readTemplates } from '../private/read-input';
import { Subcommand } from '../private/subcommand';
import { labelledReview, reviewAsJson, reviewAsText } from '../review/findings';
import { REVIEW_OPTIONS, REVIEW_USAGE, reviewOptions } from '../review/options';
import { Places } from '../review/places';
import { sarif } from '../review/sarif';

const USAGE =
  `cdk-cognito-auth check TEMPLATE [--format text|json|sarif] [--fail-on critical|high|medium|low] ${REVIEW_USAGE} ${DEPLOYMENT_USAGE}`;

const HOW_TO_ACCEPT = 'accept what is meant, with a reason: --acknowledge RULE=REASON, or in the app '
  + "Validations.of(construct).acknowledge({ id: 'cdk-cognito-auth::RULE', reason })";

/** Says what is wrong in a template. */
export const command: Subcommand = {
  name: 'check',
  summary: 'what is wrong with who gets in',
  run: async argv => {
    const parsed = parseArguments(argv, {
      usage: USAGE,
      positionals: ['TEMPLATE'],
      options: ['format', 'fail-on', ...DEPLOYMENT_OPTIONS.options],
      flags: REVIEW_OPTIONS.flags,
      lists: [...REVIEW_OPTIONS.lists, ...DEPLOYMENT_OPTIONS.lists],
    });
    if (!parsed) return 0;
    const format = oneOf(parsed, 'format', ['text', 'json', 'sarif'] as const, 'text');
    const failOn = oneOf<Level>(parsed, 'fail-on', LEVELS, 'high');
    const options = reviewOptions(parsed);
    const templates = readTemplates(parsed.positionals[0], parsed);
    const review = new Places(templates).ofAll(reviewTemplates(templates, options));
    // where the templates are deployed decides no finding
    const defaults = standInsOf(templates).filter(({ what }) => what === 'parameter');
    const text = () => [
      reviewAsText(allPrintable(labelledReview(review, templates))),
      ...review.findings.length > 0 ? [HOW_TO_ACCEPT] : [],
      ...(review.acceptedOfNoRule ?? []).map(problem => printable(problem)),
      ...standInTexts(defaults).map(line => `read with ${printable(line)}`),
    ].join('\n');
    const json = () => printableJson(format === 'json' ? asJson(review, defaults) : sarif(review, parsed.positionals[0]));
    process.stdout.write(`${format === 'text' ? text() : json()}\n`);
    return review.findings.some(finding => atLeast(finding.severity, failOn)) ? 1 : 0;
  },
};

/** What was taken for granted is listed where there is any. */
function asJson(review: Review, standIns: StandIn[]): object {
  return { ...reviewAsJson(review), ...standIns.length > 0 ? { standIns } : {} };
}
