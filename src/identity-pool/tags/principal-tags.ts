import { Lazy, Names, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { PrincipalTagOptions } from './principal-tag-options';
import { TagEntry, checkTag, useByTag } from './tag-entry';
import { accepts } from '../../app-tree/accepts';
import { WholeApp } from '../../app-tree/whole-app';
import { fail } from '../../private/fail';
import { presentOf, required, withoutNulls } from '../../private/present';
import { shortHash } from '../../private/short-hash';
import { warn } from '../../private/warn';
import { isSameTagKey } from '../../roles/tagged/tag-keys';
import { Claim } from '../claim';
import { ExternalLogin } from '../external-login';
import { acceptedClaims } from '../private/claims/accepted-claims';
import { ClaimUse } from '../private/claims/claim-use';
import { checkProviderClaim } from '../private/claims/provider-claims';
import { Providers, isSamePool, isSameProvider } from '../private/providers';

const TYPE = 'AWS::Cognito::IdentityPoolPrincipalTag';
const MAX_TAGS = 50;

/** The identity pool whose sessions are tagged. */
interface TaggedPool extends Construct {
  readonly identityPoolId: string;
  readonly cfnIdentityPool: cognito.CfnIdentityPool;
}

/** A provider whose tokens are read: a user pool, all of its clients together, or another one. */
interface Tagged {
  readonly id: string;
  readonly name: string;
  readonly entries: () => TagEntry[];
}

/**
 * The claims that become tags of sessions, and one resource for each provider that has them. Tags and providers come in any order.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/using-attributes-for-access-control.html
 */
export class PrincipalTags {
  private readonly entries: TagEntry[] = [];
  private readonly made = new Map<string, cognito.CfnIdentityPoolPrincipalTag>();
  private readonly wanted = new Map<string, string>();
  private readonly onFirst: (() => void)[] = [];

  constructor(private readonly pool: TaggedPool, private readonly providers: Providers) {}

  /** Whether any session is tagged. */
  public get any(): boolean {
    return this.entries.length > 0;
  }

  /** The keys of the tags that each provider sends, of those that send any. */
  public get keysByProvider(): string[][] {
    return this.tagged().map(({ entries }) => entries().map(({ key }) => key)).filter(keys => keys.length > 0);
  }

  public add(tags: Record<string, TagEntry['claim']>, target: PrincipalTagOptions): void {
    required(this.pool, 'tagPrincipals', { tags });
    const entries = Object.entries(presentOf(tags)).map(([key, claim]): TagEntry => ({ ...withoutNulls(target ?? {}), key, claim }));
    if (entries.length === 0) {
      fail(this.pool, 'tagPrincipals: tags is empty; name at least one tag and its claim');
    }
    this.refuseMixed(entries, 'tagPrincipals');
    for (const entry of entries) {
      checkTag(this.pool, entry);
      if (entry.provider) {
        checkProviderClaim(this.pool, `tagPrincipals: '${entry.key}'`, useByTag(entry), entry.provider);
      }
      const same = this.entries.find(other => isSameTagKey(other.key, entry.key) && overlap(other, entry));
      if (same) {
        fail(
          this.pool,
          `tagPrincipals: '${entry.key}' is there already, for '${same.claim.name}', and tags of one session differ by more than case; `
            + 'choose another key',
        );
      }
      this.entries.push(entry);
    }
    this.update();
    this.onFirst.splice(0).forEach(act => act());
  }

  /** The tags that the service makes by itself, of claims that nobody can write. */
  public addDefaults(target: Pick<PrincipalTagOptions, 'userPool'>): void {
    const claims = { username: Claim.sub(), client: Claim._audience() };
    const entries = Object.entries(claims).map(([key, claim]): TagEntry => ({ ...target, key, claim, byDefault: true }));
    this.refuseMixed(entries, 'tagPrincipalsByDefault');
    this.entries.push(...entries);
    this.update();
    this.onFirst.splice(0).forEach(act => act());
  }

  /** Does something once there are tags, which may be now. */
  public once(act: () => void): void {
    if (this.any) {
      act();
    } else {
      this.onFirst.push(act);
    }
  }

  /** A policy that asks for a tag, without which it allows nothing. */
  public want(key: string, by: string): void {
    this.wanted.set(key, by);
  }

  /** Makes what is missing, after a tag or a provider was added. */
  public update(): void {
    for (const { id, name, entries } of this.entries.length > 0 ? this.tagged() : []) {
      const count = entries().length;
      if (count > MAX_TAGS) {
        fail(this.pool, `tagPrincipals: at most ${MAX_TAGS} tags for one provider, got ${count}`);
      }
      if (count > 0 && !this.made.has(id)) {
        const resource = new cognito.CfnIdentityPoolPrincipalTag(this.pool, id, {
          identityPoolId: this.pool.identityPoolId,
          identityProviderName: name,
          ...entries().some(({ byDefault }) => byDefault) ? { useDefaults: true } : {
            principalTags: Lazy.uncachedAny({ produce: () => Object.fromEntries(entries().map(({ key, claim }) => [key, claim.name])) }),
            useDefaults: false,
          },
        });
        accepts(resource, () => acceptedClaims(entries().map(useByTag)));
        this.made.set(id, resource);
      }
    }
  }

  public usesOfPool(userPool: cognito.IUserPool): ClaimUse[] {
    return this.ofPool(userPool).filter(({ byDefault }) => !byDefault).map(useByTag);
  }

  public usesOfProvider(provider: ExternalLogin): ClaimUse[] {
    return this.ofProvider(provider).map(useByTag);
  }

  /** What only shows at the end. */
  public validate(app: WholeApp, roles: readonly iam.CfnRole[]): string[] {
    this.adviseRoleTags(app, roles);
    const own = [...this.made.values()];
    const raw = app.partsOf(this.pool.cfnIdentityPool, TYPE, 'IdentityPoolId').filter(resource => !own.some(made => made === resource));
    const missed = this.entries.filter(entry => (entry.provider && !this.providers.has(entry.provider))
      || (!entry.provider && !this.providers.userPools.some(pool => !entry.userPool || isSamePool(pool, entry.userPool))));
    return [
      ...raw.map(({ node }) => `${node.path} tags the sessions of this identity pool, `
        + 'and neither who writes its claims is checked nor do the roles allow sts:TagSession for it; '
        + 'use tagPrincipals of the identity pool instead'),
      ...missed.map(({ key, provider, userPool }) =>
        `tagPrincipals: '${key}' is for ${provider?.name ?? userPool?.node.path ?? 'user pools'}, `
        + `which ${provider || userPool ? 'is' : 'are'} not registered; call ${provider ? 'addExternalLogin' : 'addUserPool'} with it`),
      ...[...this.wanted].filter(([key]) => !this.entries.some(entry => isSameTagKey(entry.key, key)))
        .map(([key, by]) => `${by}: no session has the tag '${key}', so that this allows nothing; call tagPrincipals with it`),
    ];
  }

  /** What the service does with both is not documented. */
  private refuseMixed(entries: readonly TagEntry[], call: string): void {
    for (const entry of entries) {
      const other = this.entries.find(given => (entry.byDefault || given.byDefault) && overlap(given, entry));
      if (other) {
        fail(this.pool, `${call}: ${entry.byDefault && other.byDefault ? 'the default tags are there already; call it once'
          : `'${entry.byDefault ? other.key : entry.key}' and the default tags are for the same tokens, and one provider has either; `
            + 'name what you want of the defaults in tagPrincipals, as { username: Claim.sub() }'}`);
      }
    }
  }

  /** The tag of a session replaces the one of the role. */
  private adviseRoleTags(app: WholeApp, roles: readonly iam.CfnRole[]): void {
    for (const role of this.entries.length > 0 ? roles : []) {
      const tags = app.property(role, 'Tags');
      const keys: string[] = Array.isArray(tags) ? tags.map(({ Key }) => String(Key)) : [];
      const key = keys.find(name => this.entries.some(entry => isSameTagKey(entry.key, name)));
      if (key !== undefined) {
        warn(this.pool, 'principal-tag-over-role-tag', `tagPrincipals: the role ${role.node.path} has the tag '${key}' itself, which the `
          + 'claim replaces in every session. '
          + 'Policies that trust the tag of the role then see what the claim says. Use another key.');
      }
    }
  }

  private tagged(): Tagged[] {
    return [
      ...this.providers.userPools.map((userPool): Tagged => ({
        id: `TagsOf${Names.nodeUniqueId(userPool.node)}`,
        name: this.providers.logins.find(login => isSamePool(login.userPool, userPool))!.providerName,
        entries: () => this.ofPool(userPool),
      })),
      ...this.providers.others.map((provider): Tagged => ({
        id: `TagsOf${shortHash(JSON.stringify(Stack.of(this.pool).resolve(provider.name)))}`,
        name: provider.name,
        entries: () => this.ofProvider(provider),
      })),
    ];
  }

  private ofPool(userPool: cognito.IUserPool): TagEntry[] {
    return this.entries.filter(entry => !entry.provider && (!entry.userPool || isSamePool(entry.userPool, userPool)));
  }

  private ofProvider(provider: ExternalLogin): TagEntry[] {
    return this.entries.filter(entry => entry.provider && isSameProvider(entry.provider, provider));
  }
}

/** Whether a session can have both. */
function overlap(one: TagEntry, other: TagEntry): boolean {
  if (one.provider || other.provider) {
    return one.provider !== undefined && other.provider !== undefined && isSameProvider(one.provider, other.provider);
  }
  return !one.userPool || !other.userPool || isSamePool(one.userPool, other.userPool);
}
