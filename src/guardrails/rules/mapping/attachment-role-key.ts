import { GuardrailRule, Hit } from '../../guardrail-rule';
import { entriesOf } from '../../private/facts/gaps';

/** A role attachment has a key that is not authenticated or unauthenticated. */
export const rule: GuardrailRule = {
  id: 'attachment-role-key',
  catalogue: ['A26'],
  severity: 'medium',
  title: 'A role attachment has a key that is not authenticated or unauthenticated',
  why: 'The deployment fails.',
  fix: 'Use the keys authenticated and unauthenticated.',
  source: 'https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetIdentityPoolRoles.html',
  check: facts => facts.attachments.flatMap((at): Hit[] => {
    const bad = entriesOf(at.props.Roles).map(([key]) => key).filter(key => key !== 'authenticated' && key !== 'unauthenticated');
    return bad.length === 0 ? [] : [{ at, message: `Roles has the key ${bad.join(', ')}` }];
  }),
};
