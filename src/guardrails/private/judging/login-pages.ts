import { goesToPages } from '../../../identity-facts/claims/client-flows';
import { asList } from '../../../private/as-list';
import { hasGap, isMarked, keyOf } from '../../../template/resolve/marks';
import { asBoolean } from '../../../template/values';
import { at, lacks } from '../facts/gaps';
import { Facts, PoolFact, ResourceFact } from '../facts/types';

/** The clients whose users sign in on the pages of the user pool, as far as that is certain. */
export function clientsWithPages(pool: PoolFact): ResourceFact[] {
  return pool.clients.filter(({ props }) => asBoolean(props.AllowedOAuthFlowsUserPoolClient) === true
    && goesToPages(asList(props.AllowedOAuthFlows)) && !goesStraightToProvider(props));
}

/** One provider that is not the user pool itself has no page before it. */
function goesStraightToProvider({ SupportedIdentityProviders }: any): boolean {
  const providers = asList(SupportedIdentityProviders);
  return hasGap(SupportedIdentityProviders) || (providers.length === 1 && providers[0] !== 'COGNITO');
}

/** Whether a domain has the pages of managed login; undefined if it is not known. */
export function hasManagedLogin({ props: { ManagedLoginVersion } }: ResourceFact): boolean | undefined {
  return isMarked(ManagedLoginVersion) ? undefined : String(ManagedLoginVersion) === '2';
}

/** Whether some domain may be for this pool that is not known to be. */
export function mayHaveOtherDomain(facts: Facts): boolean {
  return facts.ofType('AWS::Cognito::UserPoolDomain').some(({ props }) => keyOf(props.UserPoolId) === undefined);
}

/** Whether people may choose a passkey to sign in. */
export function allowsPasskeys({ props }: PoolFact): boolean {
  return asList(at(props, 'Policies', 'SignInPolicy', 'AllowedFirstAuthFactors')).includes('WEB_AUTHN');
}

/** Whether an app may offer passkeys on pages of its own. */
export function offersChoice({ props }: ResourceFact): boolean {
  return !lacks(props.ExplicitAuthFlows, 'ALLOW_USER_AUTH');
}
