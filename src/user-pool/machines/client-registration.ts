import { Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { REGISTER } from './register-scope';
import { SELF_SERVICE_SCOPE } from '../../identity-facts/claims/claim-writers';
import { Judged } from '../../private/judged';
import { presentIn } from '../../private/present';
import { userError } from '../../private/user-error';

/**
 * What clients that register themselves may ask for.
 */
export interface ClientRegistrationOptions {
  /**
   * The scopes beyond those about who the user is (`openid`, `email`, `phone`, `profile`): of resource servers of the pool.
   * @default - none
   */
  readonly scopes?: cognito.OAuthScope[];
}

/**
 * Dynamic client registration: apps and agents register app clients of their own at the endpoint `/oauth2/register`.
 *
 * Sets `DcrConfiguration` of the user pool. Such clients are in no template. They count against the pool's quota (1,000 by default), no
 * identity pool accepts their tokens, so their users get no AWS credentials, and `aws.cognito.signin.user.admin` is always withheld.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-dynamic-client-registration.html
 *
 * @example
 * const auth = new CognitoAuth(this, 'Auth', {
 *   clientRegistration: ClientRegistration.authenticated(),
 *   loginPages: LoginPages.prefix(),
 * });
 * auth.addClient('Registrar', AppClient.machine({ scopes: [ClientRegistration.scope()] }));
 */
export class ClientRegistration {
  /**
   * Only callers with an access token of the scope `ClientRegistration.scope()` can register clients, including clients for machines.
   *
   * @param options the scopes that registered clients may ask for
   * @throws in the pool, when a scope lets users change themselves, or there are more than 50
   */
  public static authenticated(options: ClientRegistrationOptions = {}): ClientRegistration {
    return new ClientRegistration(false, Judged.of(() => checked('ClientRegistration.authenticated', options)));
  }

  /**
   * Anyone can register clients, which sign people in with the authorization code grant and can do nothing else.
   *
   * People may write their own attributes through such a client, so that no rule or tag may look at an attribute that can change.
   *
   * @param options the scopes that registered clients may ask for
   * @throws in the pool, when a scope lets users change themselves, or there are more than 50
   */
  public static open(options: ClientRegistrationOptions = {}): ClientRegistration {
    return new ClientRegistration(true, Judged.of(() => checked('ClientRegistration.open', options)));
  }

  /**
   * The scope that a machine client needs in order to register clients.
   */
  public static scope(): cognito.OAuthScope {
    return cognito.OAuthScope.custom(REGISTER);
  }

  private constructor(
    /** @internal */
    public readonly _open: boolean,
    private readonly scopes: Judged<string[]>,
  ) {}

  /**
   * The scopes that clients may ask for besides, or what was wrong when they were named.
   *
   * @internal
   */
  public _scopesAt(scope: IConstruct): string[] {
    return this.scopes.at(scope, 'clientRegistration');
  }
}

const MAX_SCOPES = 50;

function checked(call: string, options: ClientRegistrationOptions | null): string[] {
  const names = presentIn(options?.scopes ?? []).map(({ scopeName }) => scopeName);
  const refused = names.find(name => !Token.isUnresolved(name) && (name === SELF_SERVICE_SCOPE || name === REGISTER));
  if (refused !== undefined) {
    const why = refused === REGISTER
      ? 'a registered client cannot register more'
      : 'users would change their attributes through clients that no template shows';
    throw userError(`${call}: scopes has '${refused}', but ${why}; leave it out`);
  }
  if (names.length > MAX_SCOPES) {
    throw userError(`${call}: scopes has ${names.length} entries; an app client takes at most ${MAX_SCOPES}`);
  }
  return names;
}
