import { Facts, IssuerFact, PoolFact, ResourceFact } from './types';
import { clientIdsOf } from '../../../identity-facts/audiences';
import { sharedIssuer } from '../../../identity-facts/claims/shared-issuers';
import { asList } from '../../../private/as-list';
import { hasGap, keyOf } from '../../../template/resolve/marks';

const PROVIDERS = ['AWS::IAM::OIDCProvider', 'Custom::AWSCDKOpenIdConnectProvider'];

/**
 * The IAM OpenID Connect providers of an identity pool that are user pools: by their URL, or by an ARN that has it. The issuer of a pool
 * has one of two hosts, and the tokens of both are those of the pool.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_IssuerConfigurationType.html
 */
export function issuersOf(
  { props }: ResourceFact, target: (value: unknown) => ResourceFact | undefined, pools: Map<string | undefined, PoolFact>,
): IssuerFact[] {
  return asList(props.OpenIdConnectProviderARNs).map(String).flatMap((provider): IssuerFact[] => {
    const url = urlOf(provider, target);
    const own = /^(?:https:\/\/)?(?:issuer-)?«(\d+:\w+)\.Provider(?:URL|Name)»$/.exec(url)?.[1];
    const pool = pools.get(own);
    if (pool) return [{ provider, providerName: `«${pool.key}.ProviderName»`, pool, clients: takenFrom(pool, target(provider)) }];
    const name = /^(?:https:\/\/)?(?:issuer-)?(cognito-idp\.[^/]+\/[^/]+)$/.exec(url)?.[1];
    return name !== undefined && keyOf(name) === undefined ? [{ provider, providerName: name }] : [];
  });
}

/** All clients where the list is not known. */
function takenFrom({ clients }: PoolFact, made: ResourceFact | undefined): ResourceFact[] {
  const audiences = clientIdsOf(made?.props);
  if (audiences.length === 0 || audiences.some(hasGap)) return clients;
  return clients.filter(({ key }) => audiences.some(audience => keyOf(audience) === key));
}

/** The issuer of a provider's tokens, where anybody gets tokens from it. */
export function sharedIssuerOf(provider: string, facts: Facts): string | undefined {
  return sharedIssuer(urlOf(provider, facts.target));
}

function urlOf(provider: string, target: (value: unknown) => ResourceFact | undefined): string {
  const made = target(provider);
  return made && PROVIDERS.includes(made.type) ? String(made.props.Url) : /:oidc-provider\/(.+)$/.exec(provider)?.[1] ?? '';
}
