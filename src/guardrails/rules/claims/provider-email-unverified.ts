import { asList } from '../../../private/as-list';
import { GuardrailRule, Hit } from '../../guardrail-rule';

/** They say nothing of whether an address is proven, so that nothing could be mapped; then it counts as not verified. */
const WITHOUT_FLAG = new Set(['SAML', 'Facebook', 'LoginWithAmazon']);

/** An identity provider's address counts without proof. */
export const rule: GuardrailRule = {
  id: 'provider-email-unverified',
  catalogue: ['A72'],
  severity: 'high',
  title: "An identity provider's address counts without proof",
  why: "Who enters another person's address at that provider signs in, or recovers the password, as that person.",
  fix: 'Map email_verified next to email.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-specifying-attribute-mapping.html',
  check: facts => facts.pools.flatMap(pool => {
    const names = [...asList(pool.props.UsernameAttributes), ...asList(pool.props.AliasAttributes)];
    return names.includes('email') ? pool.identityProviders
      .filter(({ props: { ProviderType, AttributeMapping } }) =>
        !WITHOUT_FLAG.has(ProviderType) && AttributeMapping?.email && !AttributeMapping.email_verified)
      .map((at): Hit => ({ at, message: `${at.id} maps email but not email_verified, and users of ${pool.id} sign in by e-mail` })) : [];
  }),
};
