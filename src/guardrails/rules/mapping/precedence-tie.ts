import { GuardrailRule, Hit } from '../../guardrail-rule';
import { poolGroups } from '../../private/facts/pool-groups';

/** Two groups with different roles have the same precedence. */
export const rule: GuardrailRule = {
  id: 'precedence-tie',
  catalogue: ['A19'],
  severity: 'medium',
  title: 'Two groups with different roles have the same precedence',
  why: 'A member of both gets no preferred role and falls to the ambiguous role resolution.',
  fix: 'Give the groups different precedences.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html',
  check: facts => poolGroups(facts).flatMap(({ name, groups }) => {
    const withRoles = groups.filter(group => group.props.RoleArn !== undefined);
    return withRoles.flatMap((at, index): Hit[] => {
      const other = withRoles.slice(0, index)
        .find(({ props }) => String(props.Precedence) === String(at.props.Precedence) && props.RoleArn !== at.props.RoleArn);
      if (!other) return [];
      const tie = at.props.Precedence === undefined ? 'both have no precedence' : `both have precedence ${at.props.Precedence}`;
      return [{ at, message: `${at.id} and ${other.id} of ${name} have different roles and ${tie}` }];
    });
  }),
};
