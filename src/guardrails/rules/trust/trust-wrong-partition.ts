import { asList } from '../../../private/as-list';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { assumptions } from '../../private/judging/trusts';

/** A role trusts the identity service of another partition. */
export const rule: GuardrailRule = {
  id: 'trust-wrong-partition',
  catalogue: ['A46'],
  severity: 'medium',
  title: 'A role trusts the identity service of another partition',
  why: 'Sign-in fails: the principal or the condition key is another one in GovCloud and China.',
  fix: 'Use the principal and the keys of the partition that the stack is deployed to.',
  source: 'https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-cog.html',
  check: facts => assumptions(facts).flatMap(({ role, statement, aud, amr }): Hit[] => {
    const principal = asList(statement.principal.Federated).map(String).find(name => name.startsWith('cognito-identity'))!;
    const partition = (name: string) => name.includes('us-gov') ? 'aws-us-gov' : name.includes('.cn') ? 'aws-cn' : 'aws';
    const text = JSON.stringify([role.props, ...role.uses.map(use => use.by.props)]);
    const region = /arn:(aws-us-gov|aws-cn):/.exec(text)?.[1] ?? (/us-gov-(east|west)-1[:_]/.test(text)
      ? 'aws-us-gov'
      : /cn-north(west)?-1[:_]/.test(text) ? 'aws-cn' : undefined);
    const keys = [...aud, ...amr].filter(({ key }) =>
      partition(key) !== partition(principal) && !(partition(principal) === 'aws-us-gov' && partition(key) === 'aws'));
    if (keys.length > 0) return [{ at: role, message: `${role.id} trusts ${principal} but checks ${keys[0].key}` }];
    return region && region !== partition(principal) ? [
      { at: role, message: `${role.id} trusts ${principal}, but the template is for ${region}` },
    ] : [];
  }),
};
