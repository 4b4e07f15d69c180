import { shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { overlap } from '../../private/facts/rule-logic';

/** Users may choose between the roles of several rules. */
export const rule: GuardrailRule = {
  id: 'rules-overlap',
  catalogue: ['A17'],
  severity: 'medium',
  title: 'Users may choose between the roles of several rules',
  why: 'With CustomRoleArn the caller takes the role of any rule that matches, so the order of the rules restricts nobody.',
  fix: 'Make the rules exclude each other, or be content with the union of their roles.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html',
  check: facts => facts.mappings.flatMap((mapping): Hit[] => {
    const pairs = mapping.rules.flatMap((entry, index) => mapping.rules.slice(index + 1)
      .filter(later => entry.role !== later.role && overlap(entry, later)).map(later => `${entry.index + 1} and ${later.index + 1}`));
    if (pairs.length === 0) return [];
    return [{
      at: mapping.at,
      message: `rules ${pairs.slice(0, 3).join(', ')} of ${shown(mapping.provider)} can match the same user, `
        + 'who then picks either role with CustomRoleArn',
    }];
  }),
};
