import { asList } from '../../../private/as-list';
import { shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { Facts, ResourceFact } from '../../private/facts/types';
import { PolicyUse, refusedIn } from '../../private/judging/policy-grammar';

interface Written {
  readonly at: ResourceFact;
  readonly what: string;
  readonly document: unknown;
  readonly use: PolicyUse;
}

/** IAM refuses a policy as it is written. */
export const rule: GuardrailRule = {
  id: 'policy-refused',
  catalogue: ['A108'],
  severity: 'medium',
  title: 'IAM refuses a policy as it is written',
  why: 'The deployment of the stack fails; no answer tells what the policy was meant to allow.',
  fix: 'Give each statement one Effect, Action or NotAction, and Resource or NotResource; in a trust policy a Principal and no Resource.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html',
  check: facts => written(facts).flatMap(({ at, what, document, use }): Hit[] => {
    const [why, ...more] = refusedIn(document, use);
    if (why === undefined) return [];
    return [{ at, message: `${what} of ${at.id}: ${why}${more.length > 0 ? `, and ${more.length} more of that kind` : ''}` }];
  }),
};

function written(facts: Facts): Written[] {
  const policies = ['AWS::IAM::Policy', 'AWS::IAM::RolePolicy', 'AWS::IAM::ManagedPolicy'].flatMap(type => facts.ofType(type));
  return [
    ...facts.roles.flatMap((at): Written[] => [
      { at, what: 'the trust policy', document: at.props.AssumeRolePolicyDocument, use: 'trust' },
      ...asList<any>(at.props.Policies).map((policy): Written => ({
        at, what: `the policy ${shown(policy?.PolicyName ?? '')}`.trimEnd(), document: policy?.PolicyDocument, use: 'identity',
      })),
    ]),
    ...policies.map((at): Written => ({ at, what: 'the policy', document: at.props.PolicyDocument, use: 'identity' })),
  ];
}
