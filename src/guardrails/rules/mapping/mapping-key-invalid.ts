import { hasGap, isMarked, shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';

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
    const [scheme] = /^https?:\/\//.exec(provider) ?? /^«\d+:\w+\.ProviderURL»/.exec(provider) ?? [];
    if (scheme !== undefined) return bad(`starts with ${scheme === 'http://' ? scheme : 'https://'}`);
    const userPool = provider.startsWith('cognito-idp.') || /^«\d+:\w+\.ProviderName»/.test(provider);
    if (userPool && !/(»|\/[\w-]+):[^/]+$/.test(provider)) return bad('does not say which client');
    if (!identityPool || hasGap(provider)) return [];
    const { logins, otherProviders, props } = identityPool;
    const known = userPool
      ? mapping.login !== undefined || logins.some(login => hasGap(login.providerName) || hasGap(login.clientId))
      : otherProviders.length === 0
        ? provider === props.DeveloperProviderName
        : otherProviders.some(other => other === provider || isMarked(other));
    return known ? [] : bad(`is not for a login of ${identityPool.id}`);
  }),
};
