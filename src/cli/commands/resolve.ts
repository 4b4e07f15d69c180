import { Outcome, RoleRequest } from '../../access-model';
import { oneOf, parseArguments, required } from '../private/arguments';
import { ask } from '../private/ask';
import { DEPLOYMENT_OPTIONS, DEPLOYMENT_USAGE } from '../private/deployment';
import { printable, printableJson } from '../private/printable';
import { readContext, readJsonObject, readModel } from '../private/read-input';
import { Subcommand } from '../private/subcommand';
import { UsageError } from '../private/usage-error';

const USAGE = 'cdk-cognito-auth resolve TEMPLATE --request REQUEST.json [--context KEY=VALUE]… [--format json|text] '
  + DEPLOYMENT_USAGE;
const KEYS = ['identityPool', 'logins', 'customRoleArn', 'flow', 'context'];

/** Says which role one request gets, and why. Its answer is JSON: a request is asked by programs. */
export const command: Subcommand = {
  name: 'resolve',
  summary: 'which role a request gets, and why',
  run: async argv => {
    const parsed = parseArguments(argv, {
      usage: USAGE,
      positionals: ['TEMPLATE'],
      options: ['request', 'format', ...DEPLOYMENT_OPTIONS.options],
      lists: ['context', ...DEPLOYMENT_OPTIONS.lists],
    });
    if (!parsed) return 0;
    const file = required(parsed, 'request', USAGE);
    const model = readModel(parsed.positionals[0], parsed);
    const request = readRequest(file);
    const context = { ...request.context, ...readContext(parsed.lists.context ?? []) };
    const outcome = ask(() => model.becomes({ ...request, context }));
    if (oneOf(parsed, 'format', ['json', 'text'] as const, 'json') === 'text') {
      const becomes = outcome.outcome === Outcome.ROLE ? outcome.role : outcome.outcome;
      process.stdout.write(`${printable(`${becomes}${outcome.via ? ` (${outcome.via})` : ''}: ${outcome.reason}`)}\n`);
    } else {
      process.stdout.write(`${printableJson(outcome)}\n`);
    }
    return 0;
  },
};

function readRequest(file: string): RoleRequest {
  const request = readJsonObject(file);
  const strange = Object.keys(request).find(key => !KEYS.includes(key));
  if (strange !== undefined) throw new UsageError(`${file}: unknown key '${strange}': a request has ${KEYS.join(', ')}`);
  for (const key of ['identityPool', 'customRoleArn', 'flow']) {
    if (request[key] !== undefined && typeof request[key] !== 'string') throw new UsageError(`${file}: '${key}' must be a string`);
  }
  const { logins } = request;
  if (logins !== undefined && (typeof logins !== 'object' || logins === null || Array.isArray(logins))) {
    throw new UsageError(`${file}: 'logins' must be an object from provider to claims`);
  }
  const { context } = request;
  if (context !== undefined && (typeof context !== 'object' || context === null || Array.isArray(context))) {
    throw new UsageError(`${file}: 'context' must be an object from condition key to value`);
  }
  return request as RoleRequest;
}
