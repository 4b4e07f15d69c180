import { notAuthorized, ServiceError } from '../../requests/service-error';
import { Person } from '../emulator/emulator';
import { checkEnabled, Input, Operations, Parts, required } from '../parts';
import { checkFlow, checkSecret, checkSecretHash, isSecret } from '../rules/client-rules';
import { ClientSettings } from '../settings';
import { UserPool, valueOf } from '../user-pool';
import { Session } from './tokens';

/** What somebody gets who signed in. */
export interface Grant {
  readonly AccessToken: string;
  readonly IdToken: string;
  readonly RefreshToken?: string;
  readonly ExpiresIn: number;
  readonly TokenType: 'Bearer';
}

/** Giving tokens, giving them again, and taking them back. */
export class TokenApi {
  public readonly operations: Operations = {
    GetTokensFromRefreshToken: async input => {
      const { pool, client } = this.parts.pools.ofClient(input.ClientId);
      checkSecret(client, input.ClientSecret);
      if (!client.rotation) checkFlow(client, 'REFRESH_TOKEN_AUTH');
      return { AuthenticationResult: await this.again(pool, client, required(input, 'RefreshToken')) };
    },
    RevokeToken: async input => {
      const { client } = this.parts.pools.ofClient(input.ClientId);
      if (!isSecret(client, input.ClientSecret)) throw new ServiceError('UnauthorizedException', 'Invalid client secret');
      if (!client.revocation) throw new ServiceError('UnsupportedOperationException', 'Token revocation is not enabled for this client');
      await this.parts.refreshTokens.revoke(required(input, 'Token'), client);
      return {};
    },
  };

  constructor(private readonly parts: Parts) {}

  /** The tokens of a new sign-in. */
  public async first(pool: UserPool, client: ClientSettings, person: Person, session: Session, source: string): Promise<Grant> {
    const { id, access } = await this.parts.tokens.issue(pool, client, person, session, source);
    const refresh = await this.parts.refreshTokens.issue(pool, client, person, session);
    return grant(client, id, access, refresh);
  }

  /** The tokens that a refresh token gives: with another in its place, where the client has it so. */
  public async again(pool: UserPool, client: ClientSettings, token: string): Promise<Grant> {
    const { session, username, sub } = this.parts.refreshTokens.read(token, pool, client);
    const person = await pool.find(username);
    if (!person || valueOf(person, 'sub') !== sub) throw notAuthorized('Refresh Token has been revoked');
    checkEnabled(person);
    const { id, access } = await this.parts.tokens.issue(pool, client, person, session, 'RefreshTokens');
    return grant(client, id, access, client.rotation ? await this.parts.refreshTokens.rotate(token, pool, client, person) : undefined);
  }

  /** REFRESH_TOKEN_AUTH: its hash is for the username, which the client may know by another name. */
  public async byFlow(pool: UserPool, client: ClientSettings, parameters: Input): Promise<object> {
    const token = required(parameters, 'REFRESH_TOKEN');
    const { username } = this.parts.refreshTokens.read(token, pool, client);
    const person = await pool.find(username);
    const names = [username, ...['sub', 'email', 'phone_number'].flatMap(name => (person && valueOf(person, name)) ?? [])];
    checkSecretHash(client, names, parameters.SECRET_HASH);
    return { AuthenticationResult: await this.again(pool, client, token), ChallengeParameters: {} };
  }
}

function grant({ validity }: ClientSettings, id: string, access: string, refresh: string | undefined): Grant {
  return {
    AccessToken: access,
    IdToken: id,
    ...(refresh === undefined ? {} : { RefreshToken: refresh }),
    ExpiresIn: validity.access,
    TokenType: 'Bearer',
  };
}
