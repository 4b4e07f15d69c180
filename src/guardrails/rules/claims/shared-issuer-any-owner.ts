import { namesOwner } from '../../../identity-facts/claims/shared-issuers';
import { hasGap, shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { sharedIssuerOf } from '../../private/facts/issuers';
import { Facts, MappingFact } from '../../private/facts/types';
import { mayReachOthers } from '../../private/judging/statements';

/** Anybody's tokens of a shared issuer give a role. */
export const rule: GuardrailRule = {
  id: 'shared-issuer-any-owner',
  catalogue: ['A114'],
  severity: 'high',
  title: "Anybody's tokens of a shared issuer give a role",
  why: 'Everyone runs workflows at GitHub or GitLab, with the branch, environment or audience that the rule asks for.',
  fix: "Compare what names the owner and the branch at once, as sub Equals 'repo:acme/shop:ref:refs/heads/main' does, "
    + 'or repository_owner_id, repository or project_path; resolve ambiguity with Deny.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html',
  check: facts => facts.mappings.flatMap(mapping => {
    const issuer = sharedIssuerOf(mapping.provider, facts);
    return issuer === undefined ? [] : [...byRules(mapping, issuer, facts), ...byFallback(mapping, issuer, facts)];
  }),
};

function byRules({ at, rules }: MappingFact, issuer: string, facts: Facts): Hit[] {
  return rules.filter(entry => ![entry.claim, entry.match, entry.value].some(hasGap) && !namesOwner(issuer, entry))
    .map(({ claim, match, value, role, index }): Hit => ({
      at,
      claim,
      severity: mayReachOthers(facts.role(role)) ? 'high' : 'medium',
      message: `rule ${index + 1} (${claim} ${match} '${shown(value)}') gives ${shown(role)} to tokens that anybody gets from ${issuer}`,
    }));
}

function byFallback({ at, ambiguous }: MappingFact, issuer: string, facts: Facts): Hit[] {
  const { authenticated } = at.props.Roles ?? {};
  if (ambiguous !== 'AuthenticatedRole' || authenticated === undefined || !mayReachOthers(facts.role(authenticated))) return [];
  return [{ at, message: `whoever matches nothing gets ${shown(authenticated)}, and anybody gets tokens from ${issuer}` }];
}
