import { hasGap } from '../../../template/resolve/marks';
import { asBoolean } from '../../../template/values';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { isOff } from '../../private/facts/gaps';

/** SAML requests are not signed, or sign-in may start at the provider. */
export const rule: GuardrailRule = {
  id: 'saml-weak',
  catalogue: ['A89'],
  severity: 'medium',
  title: 'SAML requests are not signed, or sign-in may start at the provider',
  why: 'A response that nobody asked for signs a victim in as somebody else; unsigned requests can be changed.',
  fix: 'Leave IDPInit off; set RequestSigningAlgorithm rsa-sha256 and EncryptedResponses true.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-SAML-signing-encryption.html',
  check: facts =>
    facts.ofType('AWS::Cognito::UserPoolIdentityProvider').filter(({ props }) => props.ProviderType === 'SAML').flatMap((at): Hit[] => {
      const details = at.props.ProviderDetails ?? {};
      if (hasGap(details)) return [];
      const weak = [
        ...asBoolean(details.IDPInit) === true ? ['IDPInit is on'] : [],
        ...details.RequestSigningAlgorithm ? [] : ['requests are not signed'],
        ...isOff(details.EncryptedResponses) ? ['responses are not encrypted'] : [],
      ];
      return weak.length > 0 ? [{ at, message: `${at.id}: ${weak.join(', ')}` }] : [];
    }),
};
