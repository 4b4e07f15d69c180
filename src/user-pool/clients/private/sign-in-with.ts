import { presentIn } from '../../../private/present';
import { userError } from '../../../private/user-error';
import type { ISignInProvider } from '../../federation';
import { asksForProviders, offersUserPool } from '../../federation/pool-federation';
import { UserClientOptions } from '../app-client-props';
import { APP_CLIENT_DEFAULTS } from '../client-defaults';

/** Whom people sign in with through a client, and what follows from it. */
export interface SignInChoice {
  readonly signInWith?: ISignInProvider[];
  /** Whether refresh tokens rotate. */
  readonly rotation: boolean;
}

/** What a client says about passwords and challenges of the pool, by prop. */
type PoolFlows = { readonly [prop: string]: boolean | undefined };

/**
 * Without the pool itself, refreshing is the only flow left. Rotation excludes it, and an empty list counts as all flows.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
 */
export function signInChoice(preset: string, props: UserClientOptions, hasCallbacks: boolean, poolFlows: PoolFlows): SignInChoice {
  const signInWith = props.signInWith && presentIn(props.signInWith);
  if (signInWith?.length === 0) {
    throw userError(`${preset}: signInWith is empty, so nobody could sign in; name identity providers or IdentityProvider.userPool(), `
      + 'or leave it out');
  }
  if (asksForProviders(signInWith) && !hasCallbacks) {
    throw userError(`${preset}: signInWith names an identity provider, and people sign in with it on the login pages; give callbackUrls, `
      + 'to which they return');
  }
  if (offersUserPool(signInWith)) {
    return {
      ...(signInWith ? { signInWith } : {}), rotation: props.refreshTokenRotation ?? APP_CLIENT_DEFAULTS.refreshTokenRotation.value,
    };
  }
  const [contradiction] = Object.entries({
    ...poolFlows, refreshTokenRotation: props.refreshTokenRotation,
  }).find(([, wanted]) => wanted) ?? [];
  if (contradiction !== undefined) {
    const why = contradiction === 'refreshTokenRotation'
      ? 'Cognito rotates only where another flow than refreshing is listed'
      : 'that is a way into the pool itself';
    throw userError(`${preset}: ${contradiction} contradicts signInWith, which leaves the pool itself out: ${why}; leave one of them out, `
      + 'or add IdentityProvider.userPool()');
  }
  return { ...(signInWith ? { signInWith } : {}), rotation: false };
}
