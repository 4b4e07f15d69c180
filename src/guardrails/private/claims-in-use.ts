import { entriesOf } from './gaps';
import { once } from './once';
import { Facts, IdentityPoolFact, PoolFact, ResourceFact } from './types';

/** A claim that decides about access: in a rule, or as a principal tag. */
export interface ClaimUse {
  readonly claim: string;
  readonly at: ResourceFact;
  readonly pool: PoolFact;
  /** As a message says it. */
  readonly what: string;
  readonly tag: boolean;
  /** The client of the mapping; tags are for all clients. */
  readonly client?: ResourceFact;
}

/** The claims of user pools in these templates, that rules or principal tags look at. */
export const claimsInUse = once((facts: Facts): ClaimUse[] => facts.identityPools.flatMap(fromPool));

/** The claims that one identity pool looks at. */
export function fromPool(identityPool: IdentityPoolFact): ClaimUse[] {
  return [...fromRules(identityPool), ...fromTags(identityPool)];
}

function fromRules(identityPool: IdentityPoolFact): ClaimUse[] {
  return identityPool.mappings.flatMap(mapping => mapping.rules.flatMap(rule => mapping.login?.pool ? [{
    claim: rule.claim,
    at: mapping.at,
    pool: mapping.login.pool,
    client: mapping.login.client,
    tag: false,
    what: `rule ${rule.index + 1} (${rule.claim} ${rule.match} '${rule.value}')`,
  }] : []));
}

function fromTags(identityPool: IdentityPoolFact): ClaimUse[] {
  return identityPool.tags.flatMap(at => {
    const pool = identityPool.logins.find(login => login.providerName === at.props.IdentityProviderName)?.pool;
    if (!pool) return [];
    return entriesOf(at.props.PrincipalTags).map(([key, claim]) => ({
      claim: String(claim), at, pool, tag: true, what: `principal tag ${key} (${claim})`,
    }));
  });
}

/** One use for each claim and resource. */
export function distinct(uses: ClaimUse[]): ClaimUse[] {
  return [...new Map(uses.map(use => [`${use.at.key} ${use.claim} ${use.pool.key}`, use])).values()];
}

export function namesOf(resources: ResourceFact[]): string {
  return [...new Set(resources.map(resource => resource.id))].join(', ');
}
