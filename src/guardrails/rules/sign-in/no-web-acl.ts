import { hasGap, keyOf } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { namesOf } from '../../private/judging/claims-in-use';

/** Open sign-up pages have no web ACL. Robots cost little by e-mail, and much by text message. */
export const rule: GuardrailRule = {
  id: 'no-web-acl',
  catalogue: ['A85'],
  group: 'hygiene',
  severity: 'medium',
  title: 'Open sign-up pages have no web ACL',
  why: 'Robots fill the pool and send messages at your cost. Where it sends no text messages, that is little, and the finding is low.',
  fix: 'Associate a WebACL with the ARN of the user pool.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-waf.html',
  check: facts => facts.pools.filter(pool => pool.selfSignUp && pool.domains.length > 0
    && !facts.ofType('AWS::WAFv2::WebACLAssociation')
      .some(({ props }) => keyOf(props.ResourceArn) === pool.key || hasGap(props.ResourceArn)))
    .map((at): Hit => ({
      at,
      severity: at.props.SmsConfiguration === undefined ? 'low' : 'medium',
      message: `${at.id} has open sign-up on ${namesOf(at.domains)} and no web ACL`,
    })),
};
