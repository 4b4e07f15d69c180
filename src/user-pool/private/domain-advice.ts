import { Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { domainsOf } from './domain-lookup';
import { WholeApp } from '../../app-tree/whole-app';
import { warn } from '../../private/warn';

/** What a pool expects of its domain. */
export interface DomainNeeds {
  readonly verificationByLink: boolean;
  readonly passkeys: boolean;
  readonly relyingPartyId?: string;
}

/**
 * Says what is wrong with the domain once the tree is complete, because the domain may come last.
 */
export function adviseDomain(scope: IConstruct, pool: cognito.UserPool, needs: DomainNeeds, app: WholeApp): void {
  if (needs.verificationByLink || needs.passkeys) {
    advise(scope, domainsOf(pool, app), needs);
  }
}

function advise(scope: IConstruct, domains: any[], needs: DomainNeeds): void {
  if (needs.verificationByLink && domains.length === 0) {
    warn(
      scope,
      'verification-link-without-domain',
      'verification: Cognito serves the link from the domain of the pool, and this app gives the pool none; add a domain, '
        + 'or use Verification.code()',
    );
  }
  if (needs.passkeys && needs.relyingPartyId === undefined && domains.length === 0) {
    warn(scope, 'passkey-without-domain', 'passkeys: nobody can register one while the pool has neither a domain nor a relying party; '
      + "add a domain, or set passkeys: { relyingPartyId: 'app.example.com' } to the app's own domain");
  }
  const custom = domains.find(({ CustomDomainConfig }) => CustomDomainConfig !== undefined)?.Domain;
  const known = typeof custom === 'string' && !Token.isUnresolved(needs.relyingPartyId);
  if (needs.passkeys && known && needs.relyingPartyId !== custom) {
    warn(
      scope,
      'passkey-relying-party-domain',
      `passkeys.relyingPartyId: '${needs.relyingPartyId ?? ''}' is not the custom domain '${custom}', which managed login needs it to be; `
        + `use '${custom}', unless only the app itself signs people in`,
    );
  }
}
