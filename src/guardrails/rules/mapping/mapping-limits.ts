import { shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { entriesOf } from '../../private/facts/gaps';

/** A role mapping is larger than Cognito takes, or empty. */
export const rule: GuardrailRule = {
  id: 'mapping-limits',
  catalogue: ['A24'],
  severity: 'medium',
  title: 'A role mapping is larger than Cognito takes, or empty',
  why: 'The deployment fails.',
  fix: 'At most 25 rules for a provider and 10 providers, and at least one rule for type Rules.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/limits.html',
  check: facts => [
    ...facts.attachments.filter(at => entriesOf(at.props.RoleMappings).length > 10)
      .map((at): Hit => ({ at, message: `${Object.keys(at.props.RoleMappings).length} providers have role mappings; Cognito takes 10` })),
    ...facts.mappings.filter(({ type, rules }) => rules.length > 25 || (type === 'Rules' && rules.length === 0))
      .map((mapping): Hit => ({
        at: mapping.at, message: `${mapping.rules.length} rules for ${shown(mapping.provider)}; Cognito takes 1 to 25`,
      })),
  ],
};
