import { hasAnyHost } from '../../../identity-facts/claims/metadata-urls';
import { asList } from '../../../private/as-list';
import { GuardrailRule, Hit } from '../../guardrail-rule';

/** Any host may act as an app client. */
export const rule: GuardrailRule = {
  id: 'cimd-any-host',
  catalogue: ['A103'],
  severity: 'high',
  title: 'Any host may act as an app client',
  why: 'A client metadata document anywhere says where codes are sent, so that strangers sign your users in as that client.',
  fix: 'Name the hosts whose documents you trust in URLPatterns; a wildcard belongs behind the host, or below a domain of your own.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-cimdpolicy.html',
  check: facts => facts.ofType('AWS::Cognito::CIMDPolicy').flatMap((at): Hit[] => {
    const patterns = asList(at.props.URLPatterns).map(String).filter(hasAnyHost);
    return patterns.length > 0 ? [
      { at, message: `${at.id} takes client metadata of hosts that anyone may have: ${patterns.join(', ')}` },
    ] : [];
  }),
};
