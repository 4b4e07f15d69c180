import { Directory } from './directory';

/** The first line that the server prints: everything a program needs to know to use it. */
export function startLine(endpoint: string, directory: Directory): object {
  const pools = [...directory.pools.values()];
  const providers = pools.flatMap(pool => [...pool.logins.values()]).flatMap(provider =>
    provider.issuer ? [...provider.clients.values()].map(client => [client.displayName, provider.key]) : []);
  return {
    endpoint,
    identityPools: Object.fromEntries(pools.map(pool => [pool.label, pool.id])),
    providers: Object.fromEntries(providers),
    roles: Object.fromEntries([...directory.roles.values()].map(role => [role.label, role.arn])),
  };
}
