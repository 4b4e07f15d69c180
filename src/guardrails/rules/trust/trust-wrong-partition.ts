import { asList } from '../../../private/as-list';
import { partitionOf } from '../../../private/text/region';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { Facts, RoleFact } from '../../private/facts/types';
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
    const principal = asList(statement.principal?.Federated).map(String).find(name => name.startsWith('cognito-identity'));
    // whom everybody is let in by, is said elsewhere
    if (principal === undefined) return [];
    const severity = role.uses.length > 0 ? 'high' : 'medium';
    const keys = [...aud, ...amr].filter(({ key }) => partitionOfService(key) !== partitionOfService(principal)
      && !(partitionOfService(principal) === 'aws-us-gov' && partitionOfService(key) === 'aws'));
    if (keys.length > 0) return [{ at: role, severity, message: `${role.id} trusts ${principal} but checks ${keys[0].key}` }];
    const place = placeOf(role, facts);
    return place && place.partition !== partitionOfService(principal)
      ? [{ at: role, severity, message: `${role.id} trusts ${principal}, but the template is for ${place.name}` }]
      : [];
  }),
};

/** The identity service has names of its own in two partitions; of others nobody knows it. */
function partitionOfService(service: string): string {
  return /us-gov/i.test(service) ? 'aws-us-gov' : /\.cn\b/i.test(service) ? 'aws-cn' : 'aws';
}

/** Where the role is made: the region of its stack, or else what ARNs and ids that are written out say. */
function placeOf(role: RoleFact, facts: Facts): { name: string; partition: string } | undefined {
  const region = facts.regionOf(role);
  if (region !== undefined) {
    const partition = partitionOf(region);
    return { name: region, partition: ['aws-us-gov', 'aws-cn'].includes(partition) ? partition : 'aws' };
  }
  const text = JSON.stringify([role.props, ...role.uses.map(use => use.by.props)]);
  const partition = /arn:(aws-us-gov|aws-cn):/.exec(text)?.[1]
    ?? (/us-gov-(east|west)-1[:_]/.test(text) ? 'aws-us-gov' : /cn-north(west)?-1[:_]/.test(text) ? 'aws-cn' : undefined);
  return partition === undefined ? undefined : { name: partition, partition };
}
