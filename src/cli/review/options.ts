import { problemOfId, ReviewOptions } from '../../guardrails/check';
import { GuardrailAcknowledgement } from '../../guardrails/guardrail-acknowledgement';
import { ParsedArguments } from '../private/arguments';
import { UsageError } from '../private/usage-error';

/** The options by which a caller says what of the findings counts, as usage lines show them. */
export const REVIEW_USAGE = '[--acknowledge RULE=REASON]… [--ignore-acceptances] [--no-hygiene]';
export const REVIEW_OPTIONS = { lists: ['acknowledge'], flags: ['ignore-acceptances', 'no-hygiene'] };

/**
 * What the arguments say.
 *
 * @throws UsageError if an acknowledgement has no reason or names no rule
 */
export function reviewOptions({ flags, lists }: ParsedArguments): ReviewOptions {
  return {
    acknowledge: (lists.acknowledge ?? []).map(acknowledgement),
    ignoreAcceptances: flags['ignore-acceptances'] ?? false,
    hygiene: !flags['no-hygiene'],
  };
}

function acknowledgement(text: string): GuardrailAcknowledgement {
  const [, id, reason] = /^(?:cdk-cognito-auth::)?([\w-]+)=(.*)$/s.exec(text) ?? [];
  if (!id || reason.trim() === '') throw new UsageError(`--acknowledge is '${text}': give RULE=REASON`);
  const problem = problemOfId(id);
  if (problem !== undefined) throw new UsageError(`--acknowledge: ${problem}`);
  return { id, reason };
}
