import { Operation } from './identity-api';
import { Directory, LocalPool } from '../directory/directory';
import { IDENTITY_ID, Input, POOL_ID, PROVIDER_NAME } from '../requests/input';
import { invalidParameter } from '../requests/service-error';
import { SignIn } from '../sign-in';
import { Identity, IdentityStore } from '../store/identity-store';

const PAGE_TOKEN = { min: 1, max: 65_535, pattern: /^[\S]+$/ };

/** The operations of Cognito Identity that show how the pools are set up, and the one setting that may change here. */
export class IdentitySettingsApi {
  public readonly operations: Record<string, Operation> = {
    ListIdentityPools: input => this.listPools(input),
    DescribeIdentityPool: input => ({ IdentityPoolId: this.pool(input).id, ...this.pool(input).description }),
    GetIdentityPoolRoles: input => ({ IdentityPoolId: this.pool(input).id, ...this.pool(input).roles }),
    DescribeIdentity: input => describe(this.signIn.identity(input.string('IdentityId', IDENTITY_ID)).identity),
    ListIdentities: input => this.listIdentities(input),
    GetPrincipalTagAttributeMap: input => this.getTagMap(input),
    SetPrincipalTagAttributeMap: input => this.setTagMap(input),
  };

  constructor(private readonly directory: Directory, private readonly store: IdentityStore, private readonly signIn: SignIn) {}

  private pool(input: Input): LocalPool {
    return this.signIn.pool(input.string('IdentityPoolId', POOL_ID));
  }

  private listPools(input: Input): object {
    const pools = [...this.directory.pools.values()].map(({ id, description }) =>
      ({ IdentityPoolId: id, IdentityPoolName: description.IdentityPoolName }));
    return page('IdentityPools', pools, input);
  }

  private listIdentities(input: Input): object {
    const pool = this.pool(input);
    return { IdentityPoolId: pool.id, ...page('Identities', this.store.list(pool.id).map(describe), input) };
  }

  private getTagMap(input: Input): object {
    const pool = this.pool(input);
    const provider = this.provider(pool, input);
    const map = this.store.tagMap(pool.id, provider) ?? pool.tagMaps.get(provider) ?? { useDefaults: false, tags: {} };
    return { IdentityPoolId: pool.id, IdentityProviderName: provider, UseDefaults: map.useDefaults, PrincipalTags: map.tags };
  }

  private setTagMap(input: Input): object {
    const pool = this.pool(input);
    const provider = this.provider(pool, input);
    const tags = Object.fromEntries(input.map('PrincipalTags', 50, PROVIDER_NAME, { min: 1, max: 256 }));
    const useDefaults = input.boolean('UseDefaults') ?? false;
    this.store.setTagMap(pool.id, provider, { useDefaults, tags });
    return { IdentityPoolId: pool.id, IdentityProviderName: provider, UseDefaults: useDefaults, PrincipalTags: tags };
  }

  private provider(pool: LocalPool, input: Input): string {
    const provider = input.string('IdentityProviderName', PROVIDER_NAME);
    if (!pool.logins.has(provider)) throw invalidParameter(`'${provider}' is not a provider of this identity pool.`);
    return provider;
  }
}

function describe(identity: Identity): object {
  return {
    IdentityId: identity.id,
    Logins: identity.logins.map(({ provider }) => provider),
    CreationDate: identity.created,
    LastModifiedDate: identity.created,
  };
}

function page(member: string, all: object[], input: Input): object {
  const size = input.integer('MaxResults', 1, 60);
  const start = Number(input.optionalString('NextToken', PAGE_TOKEN) ?? 0);
  if (!Number.isSafeInteger(start) || start < 0) throw invalidParameter('Invalid NextToken.');
  const end = start + size;
  return { [member]: all.slice(start, end), ...(end < all.length ? { NextToken: String(end) } : {}) };
}
