import { invalidParameter, notAuthorized } from '../../requests/service-error';
import { Operations, Parts, required } from '../parts';
import { checkSecret } from '../rules/client-rules';
import { ClientSettings } from '../settings';
import { UserPool } from '../user-pool';

/** What a machine gets: nobody signed in, so there is neither an ID token nor anything to renew. */
export interface MachineGrant {
  readonly AccessToken: string;
  readonly ExpiresIn: number;
  readonly TokenType: 'Bearer';
}

const FLOW = 'ALLOW_CLIENT_TOKEN_AUTH';

/** Tokens for clients that are no person's: by the API here, by the grant client_credentials at the token endpoint. */
export class MachineTokens {
  public readonly operations: Operations = {
    GetClientToken: async input => {
      const { pool, client } = this.parts.pools.ofClient(input.ClientId);
      if (client.secretValue === undefined) throw notAuthorized(`Client ${client.id} has no secret`);
      checkSecret(client, required(input, 'Secret'));
      if (!client.flows.includes(FLOW)) throw invalidParameter(`${FLOW} flow not enabled for this client`);
      const scopes = scopesFor(client, (input.Scopes as string[] | undefined) ?? []);
      if (!scopes) throw invalidParameter('Scopes has a scope that the client is not allowed');
      return { ClientAuthenticationResult: await this.issue(pool, client, scopes, input.ClientMetadata as object | undefined) };
    },
  };

  constructor(private readonly parts: Parts) {}

  public async issue(pool: UserPool, client: ClientSettings, scopes: readonly string[], clientMetadata?: object): Promise<MachineGrant> {
    const AccessToken = await this.parts.tokens.issueForMachine(pool, client, scopes, clientMetadata);
    return { AccessToken, ExpiresIn: client.validity.access, TokenType: 'Bearer' };
  }
}

/** Those that a machine asks for, all of its client's if it asks for none; nothing if one is not the client's. */
export function scopesFor({ scopes }: ClientSettings, asked: readonly string[]): readonly string[] | undefined {
  if (asked.length === 0) return scopes;
  return asked.every(scope => scopes.includes(scope)) ? asked : undefined;
}
