import type { AccessDecision } from '../../access-model/answers';
import { parseArguments, oneOf, required } from '../private/arguments';
import { ask } from '../private/ask';
import { DEPLOYMENT_OPTIONS, DEPLOYMENT_USAGE } from '../private/deployment';
import { printable, printableJson } from '../private/printable';
import { readContext, readModel } from '../private/read-input';
import { Subcommand } from '../private/subcommand';

const USAGE =
  'cdk-cognito-auth can TEMPLATE --role LOGICAL_ID --action ACTION --resource ARN [--context KEY=VALUE|CONTEXT.json]… [--format json|text] '
  + DEPLOYMENT_USAGE;

/** Says whether a role may do one thing, and which statement decides. */
export const command: Subcommand = {
  name: 'can',
  summary: 'whether a role may do something, and why',
  run: async argv => {
    const parsed = parseArguments(argv, {
      usage: USAGE,
      positionals: ['TEMPLATE'],
      options: ['role', 'action', 'resource', 'format', ...DEPLOYMENT_OPTIONS.options],
      lists: ['context', ...DEPLOYMENT_OPTIONS.lists],
    });
    if (!parsed) return 0;
    const [role, action, resource] = ['role', 'action', 'resource'].map(name => required(parsed, name, USAGE));
    const format = oneOf(parsed, 'format', ['json', 'text'] as const, 'json');
    const model = readModel(parsed.positionals[0], parsed);
    const context = readContext(parsed.lists.context ?? []);
    const decision = ask(() => model.can(role, action, resource, { context }));
    process.stdout.write(`${format === 'text' ? printable(worded(decision)) : printableJson(decision)}\n`);
    return 0;
  },
};

/** The reason says the decision first, but where it comes of several. */
function worded({ decision, reason }: AccessDecision): string {
  return reason.startsWith(`${decision}:`) ? reason : `${decision}: ${reason}`;
}
