import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { ClaimSource } from '../claims/claim-source';
import { ClaimUse } from '../claims/claim-use';
import { checkProviderClaim } from '../claims/provider-claims';
import { Providers, isSamePool, isSameProvider } from '../providers';
import { covers, isSame } from './rule-order';
import { fail } from '../../../private/fail';
import { warn } from '../../../private/warn';
import { IdentityRole } from '../../../roles/identity-role';
import { ExternalLogin } from '../../external-login';
import { RoleRule } from '../../role-rule';

export interface MappedRule {
  readonly id: string;
  readonly rule: RoleRule;
  readonly role: IdentityRole;
  readonly provider?: ExternalLogin;
  readonly userPool?: cognito.IUserPool;
}

/** The rules of one identity pool, in the order in which they were added, and whose tokens each of them reads. */
export class Rules {
  public readonly all: MappedRule[] = [];

  constructor(private readonly scope: Construct, private readonly providers: Providers) {}

  public add(rule: MappedRule): void {
    this.checkTarget(rule);
    const before = this.all.filter(other => readsAllOf(other, rule));
    const same = before.find(other => isSame(other.rule, rule.rule));
    if (same) {
      fail(this.scope, `addRule: '${rule.id}' has the same condition as '${same.id}' and would never be reached; remove one of them`);
    }
    const cover = before.find(other => covers(other.rule, rule.rule));
    if (cover) {
      warn(
        this.scope,
        'shadowed-rule',
        `rule '${rule.id}' is never the first to match: '${cover.id}' before it matches everyone it does. Add the narrower rule first.`,
      );
    }
    this.all.push(rule);
  }

  public ofPool(userPool: cognito.IUserPool): MappedRule[] {
    return this.all.filter(rule => !rule.provider && (!rule.userPool || isSamePool(rule.userPool, userPool)));
  }

  public ofProvider(provider: ExternalLogin): MappedRule[] {
    return this.all.filter(rule => rule.provider && isSameProvider(rule.provider, provider));
  }

  /** A provider may come after the rules for it. */
  public problems(): string[] {
    return this.all.filter(({ provider }) => provider && !this.providers.has(provider))
      .map(({ id, provider }) => `addRule: '${id}' is for ${provider!.name}, which is not registered; call addExternalLogin with it`);
  }

  private checkTarget(mapped: MappedRule): void {
    const { id, rule, provider, userPool } = mapped;
    if (provider && userPool) {
      fail(
        this.scope,
        `addRule: '${id}' names the provider ${provider.name} and the user pool ${userPool.node.path}; `
          + 'a rule reads the tokens of one of them',
      );
    }
    if (!provider && rule.claim._source === ClaimSource.PROVIDER) {
      fail(this.scope, `addRule: '${id}' reads '${rule.claim.name}' of a provider outside Cognito, `
        + 'but would look for it in the tokens of user pools; '
        + 'name the provider, or make the claim with customAttribute, standardAttribute or fromTrigger');
    }
    if (provider && !provider._hasClaims) {
      fail(this.scope, `addRule: the tokens of ${provider.name} carry no claims that a rule can read`);
    }
    if (provider) {
      checkProviderClaim(this.scope, `addRule: '${id}'`, useByRule(mapped), provider, rule.value);
    }
  }
}

export function useByRule({ id, rule: { claim, _match: match } }: MappedRule): ClaimUse {
  return { what: `rule '${id}'`, claim, match, choice: 'role', without: 'it never matches' };
}

/** Whether the earlier rule reads every token that the later one does. */
function readsAllOf(earlier: MappedRule, later: MappedRule): boolean {
  if (earlier.provider || later.provider) {
    return earlier.provider !== undefined && later.provider !== undefined && isSameProvider(earlier.provider, later.provider);
  }
  return !earlier.userPool || (later.userPool !== undefined && isSamePool(earlier.userPool, later.userPool));
}
