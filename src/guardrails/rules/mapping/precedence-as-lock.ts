import { shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { poolGroups } from '../../private/facts/pool-groups';

/** A group with a strong precedence is meant to take rights away. */
export const rule: GuardrailRule = {
  id: 'precedence-as-lock',
  catalogue: ['A18'],
  severity: 'medium',
  title: 'A group with a strong precedence is meant to take rights away',
  why: 'Precedence only picks the default: a suspended member asks for the role of any other group with CustomRoleArn.',
  fix: 'Disable the user, or remove them from the other groups.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html',
  check: facts => poolGroups(facts).flatMap(({ name, groups }) => {
    const withRoles = groups.filter(group => group.props.RoleArn !== undefined);
    return withRoles.length < 2 ? [] : withRoles
      .filter(group =>
        /suspend|block|banned|^ban$|den(y|ied)|disabled|revoked|restricted|locked|quarantine/i.test(String(group.props.GroupName)))
      .map((at): Hit => ({
        at,
        message: `group ${shown(at.props.GroupName)} of ${name} does not restrict its members: `
          + 'they may choose the role of any other group they are in',
      }));
  }),
};
