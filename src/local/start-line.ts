import { Directory, LoginProvider } from './directory/directory';
import { isLoopback } from './tokens/login-tokens';

/** What the first line of the server says: everything a program needs to know to use it. */
export interface StartLine {
  readonly endpoint: string;
  readonly identityPools: Record<string, string>;
  /** The key of each client's tokens in a `Logins` map. */
  readonly providers: Record<string, string>;
  readonly userPools: Record<string, { readonly id: string; readonly issuer: string; readonly endpoint?: string }>;
  /** The client ids that tokens are taken of. */
  readonly clients: Record<string, string>;
  readonly roles: Record<string, string>;
  /** The same by TLS, if it was asked for. */
  readonly tlsEndpoint?: string;
  /** Of the user pools that are served here: the host of the login pages, if the template has a domain for them. */
  readonly loginDomains?: Record<string, string>;
  /** The secrets of the clients that have one, and are served here. */
  readonly clientSecrets?: Record<string, string>;
  /** Where the messages are that the user pools here would have sent. */
  readonly messages?: string;
}

export function startLine(endpoint: string, directory: Directory): StartLine {
  const pools = [...directory.pools.values()];
  const usable = pools.flatMap(pool => [...pool.logins.values()]).filter(({ keysAt }) => keysAt);
  const clients = usable.flatMap(provider => [...provider.clients].map(([id, client]) => ({ id, client, provider })));
  return {
    endpoint,
    identityPools: Object.fromEntries(pools.map(pool => [pool.label, pool.id])),
    providers: Object.fromEntries(clients.map(({ client, provider }) => [client.displayName, provider.key])),
    userPools: Object.fromEntries(usable.flatMap(userPool)),
    clients: Object.fromEntries(clients.filter(({ provider }) => provider.userPool).map(({ id, client }) => [
      client.displayName.split(':').pop(), id,
    ])),
    roles: Object.fromEntries([...directory.roles.values()].map(role => [role.label, role.arn])),
  };
}

/** An emulator answers for the user pool where its keys are; the real service is found by its region. */
function userPool({ userPool: pool, issuer, keysAt }: LoginProvider): [string, StartLine['userPools'][string]][] {
  if (!pool || !issuer || !keysAt) return [];
  const { hostname, origin } = new URL(keysAt);
  return [[pool.name, { id: pool.id, issuer, ...(isLoopback(hostname) ? { endpoint: origin } : {}) }]];
}
