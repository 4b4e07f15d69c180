import { asList } from '../../../private/as-list';
import { groupBy } from '../../../template/names';
import { hasGap, keyOf, shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { Facts, ResourceFact } from '../../private/facts/types';

interface Inline {
  readonly at: ResourceFact;
  readonly name: string;
  readonly role: string;
}

/** Two stacks give one role an inline policy of the same name. */
export const rule: GuardrailRule = {
  id: 'policy-name-twice',
  catalogue: ['A112'],
  severity: 'high',
  title: 'Two stacks give one role an inline policy of the same name',
  why: 'A role has one inline policy of a name: the stack that is deployed later replaces what the other one granted, '
    + 'or its deployment fails.',
  fix: 'Give the policies names of their own, such as with the name of the stack in them.',
  source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html',
  check: facts => [...groupBy(inlinePolicies(facts), ({ name, role }) => `${role} ${name}`).values()].flatMap((same): Hit[] => {
    const [first, ...others] = same;
    const second = others.find(({ at }) => at.template !== first.at.template);
    return second === undefined ? [] : [{
      at: second.at,
      message: `${second.at.id} of ${second.at.template} and ${first.at.id} of ${first.at.template} both are the policy `
        + `'${shown(first.name)}' of ${shown(first.role)}`,
    }];
  }),
};

/** Each inline policy that stands outside its role, once for each role, where name and role are known. */
function inlinePolicies(facts: Facts): Inline[] {
  const attached = ['AWS::IAM::Policy', 'AWS::IAM::RolePolicy'].flatMap(type => facts.ofType(type));
  return attached.flatMap(at => [...asList(at.props.Roles), ...asList(at.props.RoleName)].flatMap((role): Inline[] => {
    const name = at.props.PolicyName;
    const target = keyOf(role) ?? role;
    return typeof name !== 'string' || name.includes('«') || typeof target !== 'string' || hasGap(target)
      ? []
      : [{ at, name, role: target }];
  }));
}
