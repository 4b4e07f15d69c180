import { AuthorizationRequest, Codes, refusal } from './authorization';
import { ServiceError } from '../../requests/service-error';
import { UserPoolApi } from '../api';
import { Person } from '../emulator/emulator';
import { newSession } from '../tokens/tokens';

/** Where somebody goes who has signed in: back to the app, with what it asked for. */
export class Arrivals {
  constructor(private readonly api: UserPoolApi, private readonly codes: Codes) {}

  /** @throws Refused if a function keeps the tokens back */
  public async locationFor(asked: AuthorizationRequest, person: Person): Promise<string> {
    return asked.responseType === 'code' ? this.codes.locationFor(asked, person.Username) : this.withTokens(asked, person);
  }

  /**
   * The implicit flow: tokens in the fragment, which no server sees, and none to renew them with.
   *
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html
   */
  private async withTokens(asked: AuthorizationRequest, person: Person): Promise<string> {
    const { pool, client, scopes, nonce, state, redirectUri } = asked;
    // what renews them is kept to itself, and ended with them by signing out everywhere
    const { IdToken, AccessToken, ExpiresIn } = await this.api.tokenApi.first(pool, client, person, newSession(scopes, nonce), 'HostedAuth')
      .catch((error: unknown) => {
        throw error instanceof ServiceError ? refusal(asked, 'invalid_request', error.message) : error;
      });
    const answer = new URLSearchParams({
      ...(scopes.includes('openid') ? { id_token: IdToken } : {}),
      access_token: AccessToken,
      token_type: 'bearer',
      expires_in: String(ExpiresIn),
      ...(state === undefined ? {} : { state }),
    });
    return `${redirectUri.split('#')[0]}#${answer}`;
  }
}
