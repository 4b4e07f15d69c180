import { missingInSecondRegion } from '../../../identity-facts/entities/second-region';
import { hasGap, isMarked, keyOf } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { Facts, PoolFact, ResourceFact } from '../../private/facts/types';

/** An active second Region lacks what guards sign-in in the first. */
export const rule: GuardrailRule = {
  id: 'replica-settings-missing',
  catalogue: ['A108'],
  severity: 'medium',
  title: 'The second Region of a user pool lacks what the first has',
  why: 'Triggers, web ACL and senders are not copied: whom a trigger or the web ACL refuses in one Region signs in by the other.',
  fix: 'Set triggers, EmailConfiguration and SmsConfiguration in the second Region too, with a web ACL there; or leave it INACTIVE.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cognito-userpoolregionalconfigurationattachment.html',
  check: facts => facts.ofType('AWS::Cognito::UserPoolRegionalConfigurationAttachment').flatMap((at): Hit[] => {
    const pool = at.props.Status === 'ACTIVE' ? poolOf(at, facts) : undefined;
    if (!pool) return [];
    const missing = [...missingInSecondRegion(pool.props, at.props), ...lacksWebAcl(pool, at, facts) ? ['web ACL'] : []];
    return missing.length > 0 ? [{ at, message: `${at.id} is active without what ${pool.id} has: ${missing.join(', ')}` }] : [];
  }),
};

/** An id that is written out is that of the one pool with a replica. */
function poolOf({ props: { UserPoolId } }: ResourceFact, facts: Facts): PoolFact | undefined {
  if (isMarked(UserPoolId)) return facts.pools.find(({ key }) => key === keyOf(UserPoolId));
  const replicated = new Set(facts.ofType('AWS::Cognito::UserPoolReplica').map(({ props }) => keyOf(props.UserPoolId)));
  const [pool] = facts.pools.filter(({ key }) => replicated.has(key));
  const home = pool && facts.regionOf(pool);
  return replicated.size === 1 && (home === undefined || String(UserPoolId).startsWith(`${home}_`)) ? pool : undefined;
}

/** Which pool an association of the second Region is for stands in an ARN that is put together. */
function lacksWebAcl(pool: PoolFact, { template }: ResourceFact, facts: Facts): boolean {
  const associations = facts.ofType('AWS::WAFv2::WebACLAssociation');
  const isOfSecond = ({ props: { ResourceArn }, ...one }: ResourceFact) =>
    one.template === template && (hasGap(ResourceArn) || String(ResourceArn).includes(':userpool/'));
  return associations.some(({ props }) => keyOf(props.ResourceArn) === pool.key) && !associations.some(isOfSecond);
}
