import { isMarked, shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { Facts, ResourceFact } from '../../private/facts/types';

/** A web ACL cannot be associated with the user pool as it is written. */
export const rule: GuardrailRule = {
  id: 'web-acl-refused',
  catalogue: ['A108'],
  severity: 'medium',
  title: 'A web ACL cannot be associated with the user pool as it is written',
  why: 'WAF takes ARNs, and regional web ACLs for user pools: the association is refused, and the pages stay unprotected.',
  fix: 'Write the Arn of the web ACL and of the user pool with Fn::GetAtt, and Scope REGIONAL.',
  source: 'https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html',
  check: facts => facts.ofType('AWS::WAFv2::WebACLAssociation').flatMap((at): Hit[] => {
    const pool = facts.target(at.props.ResourceArn);
    if (pool?.type !== 'AWS::Cognito::UserPool') return [];
    const wrong = [
      ...at.props.ResourceArn === `«${pool.key}»` ? [`names ${pool.id} by its id`] : [],
      ...wrongAcl(at, facts),
    ];
    return wrong.length > 0 ? [{ at, message: `${at.id} ${wrong.join(', and ')}` }] : [];
  }),
};

function wrongAcl({ props: { WebACLArn } }: ResourceFact, facts: Facts): string[] {
  const acl = facts.target(WebACLArn);
  if (acl?.type === 'AWS::WAFv2::WebACL') {
    return [
      ...String(WebACLArn).includes(`«${acl.key}.Arn»`) ? [] : [`names ${acl.id} otherwise than by its ARN`],
      ...acl.props.Scope === 'CLOUDFRONT' ? [`needs a regional web ACL, but ${acl.id} is for CloudFront`] : [],
    ];
  }
  const isOther = typeof WebACLArn === 'string' && !isMarked(WebACLArn);
  return isOther && !WebACLArn.startsWith('arn:') && !facts.isDefault(WebACLArn)
    ? [`has ${shown(WebACLArn)}, which is not an ARN, as web ACL`]
    : [];
}
