import { once } from '../../../private/once';
import { entriesOf } from '../facts/gaps';
import { userPoolOf, userPoolOfLogin } from '../facts/pool-keys';
import { Facts, IdentityPoolFact, IssuerFact, LoginFact, PoolFact, ResourceFact, RuleFact } from '../facts/types';

/** A claim of a user pool that decides about access: in a rule, or as a principal tag. */
interface AnyClaimUse {
  readonly claim: string;
  readonly at: ResourceFact;
  /** As a message says it. */
  readonly what: string;
  readonly tag: boolean;
  /** Whether the user pool is registered as an IAM OpenID Connect provider. */
  readonly issuer: boolean;
  /** The client of the mapping; tags are for all clients. */
  readonly client?: ResourceFact;
  /** The clients that are known to issue the tokens that it is read in. */
  readonly clients: ResourceFact[];
  /** The rule that reads it; tags have none. */
  readonly rule?: RuleFact;
}

/** One of a user pool in these templates. */
export interface ClaimUse extends AnyClaimUse {
  readonly pool: PoolFact;
}

/** One of a user pool that is made elsewhere. */
export interface ForeignClaimUse extends AnyClaimUse {
  readonly providerName: string;
  /** What the user pool goes by, as `userPoolOf` has it. */
  readonly poolKey?: string;
}

/** Who issues the tokens that a mapping or tags are for. */
type Source = Pick<LoginFact, 'providerName' | 'pool'> & Partial<Pick<LoginFact, 'client'> & Pick<IssuerFact, 'clients'>>;

/** The claims of user pools in these templates, that rules or principal tags look at. */
export const claimsInUse = once((facts: Facts): ClaimUse[] => facts.identityPools.flatMap(fromPool));

/** The claims of user pools that are made elsewhere, that rules or principal tags look at. */
export const foreignClaimsInUse = once((facts: Facts): ForeignClaimUse[] =>
  facts.identityPools.flatMap(identityPool => usesOf(identityPool)
    .flatMap(({ pool, ...use }) => pool ? [] : [{ ...use, poolKey: userPoolOfLogin(use, use.at) }])));

/** The custom attributes of the client's user pool, wherever that is made, that rules or principal tags look at. */
export function attributesUsed(client: ResourceFact, facts: Facts): AnyClaimUse[] {
  const key = userPoolOf(client);
  if (key === undefined) return [];
  return [
    ...claimsInUse(facts).filter(({ pool }) => pool.key === key), ...foreignClaimsInUse(facts).filter(({ poolKey }) => poolKey === key),
  ].filter(({ claim }) => claim.startsWith('custom:'));
}

/** The claims that one identity pool looks at. */
function fromPool(identityPool: IdentityPoolFact): ClaimUse[] {
  return usesOf(identityPool).flatMap(({ pool, ...use }) => pool ? [{ ...use, pool }] : []);
}

function usesOf(identityPool: IdentityPoolFact): (ForeignClaimUse & { readonly pool?: PoolFact })[] {
  return [...fromRules(identityPool), ...fromTags(identityPool)];
}

function fromRules(identityPool: IdentityPoolFact): (ForeignClaimUse & { readonly pool?: PoolFact })[] {
  return identityPool.mappings.flatMap(mapping => {
    const source: Source | undefined = mapping.login ?? mapping.issuer;
    return !source ? [] : mapping.rules.map(rule => ({
      claim: rule.claim,
      at: mapping.at,
      pool: source.pool,
      providerName: source.providerName,
      issuer: mapping.login === undefined,
      client: source.client,
      clients: mapping.login ? known([mapping.login]) : source.clients ?? [],
      rule,
      tag: false,
      what: `rule ${rule.index + 1} (${rule.claim} ${rule.match} '${rule.value}')`,
    }));
  });
}

function fromTags({ tags, logins, issuers }: IdentityPoolFact): (ForeignClaimUse & { readonly pool?: PoolFact })[] {
  return tags.flatMap(at => {
    const { IdentityProviderName: name } = at.props;
    const login = logins.find(({ providerName }) => providerName === name);
    const source: Source | undefined = login ?? issuers.find(({ provider, providerName }) => provider === name || providerName === name);
    return !source ? [] : entriesOf(at.props.PrincipalTags).map(([key, claim]) => ({
      claim: String(claim),
      at,
      pool: source.pool,
      providerName: source.providerName,
      issuer: login === undefined,
      clients: login ? known(logins.filter(({ providerName }) => providerName === name)) : source.clients ?? [],
      tag: true,
      what: `principal tag ${key} (${claim})`,
    }));
  });
}

function known(logins: LoginFact[]): ResourceFact[] {
  return logins.flatMap(({ client }) => client ?? []);
}

/** The entries of the catalogue for a use: that a user pool is an IAM provider makes none of its claims safer. */
export function entriesFor(use: Pick<AnyClaimUse, 'issuer'>, entries: string[]): string[] {
  return use.issuer ? [...entries, 'A104'] : entries;
}

/** One use for each claim and resource. */
export function distinct(uses: ClaimUse[]): ClaimUse[] {
  return [...new Map(uses.map(use => [`${use.at.key} ${use.claim} ${use.pool.key}`, use])).values()];
}

export function namesOf(resources: ResourceFact[]): string {
  return [...new Set(resources.map(resource => resource.id))].join(', ');
}
