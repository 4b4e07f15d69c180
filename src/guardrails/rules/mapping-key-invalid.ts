import { GuardrailRule, Hit } from '../guardrail-rule';
import { UNKNOWN } from '../private/reader';
import { shown } from '../private/values';

/** A role mapping names a provider that the identity pool does not have. */
export const rule: GuardrailRule = {
  id: 'mapping-key-invalid',
  catalogue: ['A23'],
  severity: 'high',
  title: 'A role mapping names a provider that the identity pool does not have',
  why: 'The deployment fails, or the mapping never applies and everyone gets the default role.',
  fix: 'Use IdentityProvider with <ProviderName of the pool>:<client id>, without https://, of a client that is registered.',
  source: 'https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetIdentityPoolRoles.html',
  check: facts => facts.mappings.flatMap((mapping): Hit[] => {
    const { provider, identityPool } = mapping;
    const bad = (what: string): Hit[] => [{ at: mapping.at, message: `role mapping for ${shown(provider)} ${what}` }];
    if (/^https?:\/\//.test(provider) || /«\d+:\w+\.ProviderURL»/.test(provider)) return bad('starts with https://');
    const userPool = provider.startsWith('cognito-idp.') || /^«\d+:\w+\.ProviderName»/.test(provider);
    if (userPool && !/(»|\/[\w-]+):[^/]+$/.test(provider)) return bad('does not say which client');
    if (!identityPool || provider.includes(UNKNOWN)) return [];
    const known = userPool ? mapping.login !== undefined || identityPool.logins.some(login => `${login.providerName}${login.clientId}`.includes(UNKNOWN))
      : identityPool.otherProviders.length === 0 ? provider === identityPool.props.DeveloperProviderName : identityPool.otherProviders.includes(provider) || identityPool.otherProviders.some(other => other.includes('«'));
    return known ? [] : bad(`is not for a login of ${identityPool.id}`);
  }),
};
