import { loadFile } from '../../access-model/private/load';
import { Finding } from '../../guardrails/guardrail-rule';

/** What the guardrails find in a template that has been read before; only a page shows it, so only that loads the rules. */
export function findingsOf(template: string): Finding[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the other formats need none of the rules
  const { checkTemplates } = require('../../guardrails/check') as typeof import('../../guardrails/check');
  return checkTemplates(loadFile(template), []);
}
