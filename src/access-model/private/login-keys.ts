import { isMadeHere, SignInClient } from './issued-claims';
import { OIDC_RESOURCE } from '../../identity-facts/audiences';
import type { IdentityPoolEntity, ModelEntities } from '../../identity-facts/entities/entities';
import { loginNames, otherProviders } from '../../identity-facts/logins';
import { asString, whyUnresolved } from '../../template/values';

/** Ids as AWS makes them, which the templates need not have. */
const POOL_ID = /^[a-z]{2}(-[a-z]+)+-\d_[A-Za-z0-9]+$/;
const CLIENT_ID = /^[a-z0-9]{20,128}$/;
/** Where a provider is a resource. */
const isProvider = (type: string) => type === 'AWS::IAM::SAMLProvider' || OIDC_RESOURCE.test(type);

/** How a request calls an app client. */
export function loginKeyOf(client: SignInClient, pools: IdentityPoolEntity[]): string {
  if (!isMadeHere(client)) return `${client.providerName}:${client.clientId}`;
  const { userPool, label, props } = client;
  if (userPool) return `userpool:${userPool.label}:${label}`;
  const registered = pools.flatMap(({ providers }) => providers).find(provider => provider.client === client);
  return registered ? `${registered.providerName}:${registered.clientId}` : `userpool:${asString(props.UserPoolId) ?? 'unknown'}:${label}`;
}

/**
 * A key that can be no provider of any identity pool is a slip of whoever asks: that the service would refuse it says nothing.
 *
 * @throws when it is one, with the providers that there are
 */
export function refuseSlip(key: string, pool: IdentityPoolEntity, entities: ModelEntities): void {
  const why = key.startsWith('userpool:') ? whyNoClient(key, entities) : whyNoName(key, pool, entities);
  if (why === undefined) return;
  throw new Error(`logins: '${key}' can be no provider: ${why}; ${pool.label} has ${loginNames(pool).join(', ') || 'none'}`);
}

function whyNoClient(key: string, { userPools, clients, identityPools }: ModelEntities): string | undefined {
  const [, pool, client, ...more] = key.split(':');
  if (!pool || !client || more.length > 0) return 'write userpool:POOL:CLIENT';
  const registered = identityPools.flatMap(({ providers }) => providers);
  const meant = clients.filter(({ label, logicalId, ref }) => [label, logicalId, ref].includes(client));
  if (meant.length === 0 && !CLIENT_ID.test(client) && !registered.some(({ clientId }) => clientId === client)) {
    return `there is no app client '${client}'`;
  }
  const isPool = userPools.some(({ label, logicalId, ref }) => [label, logicalId, ref].includes(pool))
    || registered.some(({ providerName }) => providerName.split('/')[1] === pool)
    || POOL_ID.test(pool) || meant.some(({ userPool }) => userPool === undefined);
  return isPool ? undefined : `there is no user pool '${pool}'`;
}

function whyNoName(key: string, pool: IdentityPoolEntity, { identityPools, resources }: ModelEntities): string | undefined {
  if (pool.providers.some(({ providerName }) => providerName === key)) return 'the app client is missing';
  const isResource = resources.some(({ label, logicalId, type }) => (label === key || logicalId === key) && isProvider(type));
  const known = identityPools.flatMap(otherProviders);
  const open = whyUnresolved(identityPools.map(({ props }) => props.DeveloperProviderName));
  return /[./]/.test(key) || isResource || known.includes(key) || open !== undefined
    ? undefined
    : 'it is neither the name or ARN of a provider nor a resource that is one';
}
