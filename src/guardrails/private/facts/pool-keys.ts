import { Facts, IdentityPoolFact, LoginFact, ResourceFact } from './types';
import { userPoolOfProvider } from '../../../identity-facts/user-pool-of-provider';
import { once } from '../../../private/once';
import { hasGap, keyOf, reference } from '../../../template/resolve/marks';

/** Which user pool a group or a client is of: the key of the resource, or what one that is made elsewhere goes by. */
export function userPoolOf(part: ResourceFact): string | undefined {
  return keyOfId(part.props.UserPoolId, part);
}

/** Which user pool a login or the key of a role mapping names, in a resource of that template. */
export function userPoolOfLogin(login: Pick<LoginFact, 'providerName' | 'pool'>, at: Pick<ResourceFact, 'template'>): string | undefined {
  return login.pool?.key ?? keyOf(/^«[^»]*»/.exec(login.providerName)?.[0]) ?? keyOfId(userPoolOfProvider(login.providerName), at);
}

/** The identity pools that take tokens of each user pool, which may be made elsewhere. */
export const joinedBy = once((identityPools: readonly IdentityPoolFact[]): Map<string, IdentityPoolFact[]> => {
  const joined = new Map<string, IdentityPoolFact[]>();
  for (const identityPool of identityPools) {
    for (const key of new Set(identityPool.logins.map(login => userPoolOfLogin(login, identityPool)))) {
      if (key !== undefined) joined.set(key, [...joined.get(key) ?? [], identityPool]);
    }
  }
  return joined;
});

/** What the templates add of a type to user pools that are made elsewhere, or of which it is not known where. */
export function partsElsewhere(type: string, { pools, ofType }: Pick<Facts, 'pools' | 'ofType'>): ResourceFact[] {
  const own = new Set<string | undefined>(pools.map(({ key }) => key));
  return ofType(type).filter(({ props }) => !own.has(keyOf(props.UserPoolId)));
}

/** The id of an identity pool of the templates, as its tokens have it in `aud`. */
export function audienceOf({ key }: Pick<IdentityPoolFact, 'key'>): string {
  const [template, id] = key.split(':');
  return reference(Number(template), id);
}

/** A parameter, an import or a lookup is one thing within its template; a gap that says why something is not known may be many. */
function keyOfId(id: unknown, { template }: Pick<ResourceFact, 'template'>): string | undefined {
  if (typeof id !== 'string') return undefined;
  if (!hasGap(id)) return keyOf(id) ?? id;
  return /^«\?([A-Za-z0-9]+|!(?!Fn::)[\w:.-]+|!\{\{[^{}»]*\}\})»$/.test(id) ? `${template} ${id}` : undefined;
}
