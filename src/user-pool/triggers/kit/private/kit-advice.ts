import { CfnResource } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { adviseGroupOfAll } from './group-of-all';
import type { AppResource } from '../../../../app-tree/app-resource';
import { judgeAtSynthesis } from '../../../../app-tree/synthesis';
import { isIntrinsic } from '../../../../app-tree/values';
import { WholeApp } from '../../../../app-tree/whole-app';
import { writingClient } from '../../../../app-tree/writing-client';
import { canSignUpWith, canUpdate } from '../../../../identity-facts/claims/claim-writers';
import { asList } from '../../../../private/as-list';
import { warn } from '../../../../private/warn';
import type { WiringContext } from '../../private/trigger-binding';

/** Judges a function of the kit by the pool that it serves, where that is in the app. */
export function adviseOn(fn: IConstruct, { userPool }: WiringContext, judge: (pool: CfnResource, app: WholeApp) => void): void {
  const pool = userPool?.node.defaultChild;
  if (pool instanceof cognito.CfnUserPool) {
    judgeAtSynthesis(fn, app => {
      judge(pool, app);
      return [];
    });
  }
}

/** Nobody proves an address that the pool does not verify. */
export function adviseDomains(fn: IConstruct, pool: CfnResource, app: WholeApp): void {
  const { AutoVerifiedAttributes: verified, AdminCreateUserConfig: admin } = app.properties(pool);
  const open = String(admin?.AllowAdminCreateUserOnly) !== 'true';
  if (open && !isIntrinsic(verified) && !asList(verified).some(attribute => attribute === 'email' || isIntrinsic(attribute))) {
    warn(fn, 'email-domains-unproven', 'emailDomains: the pool does not verify e-mail addresses, '
      + 'so anybody may claim one of these domains; '
      + 'let people sign in by e-mail, or verify it');
  }
}

/** Only what says that an address is verified gets anybody linked, and only what tells providers apart the right ones. */
export function adviseLinking(fn: IConstruct, pool: CfnResource, names: string[], app: WholeApp): void {
  const providers = app.partsOf(pool, 'AWS::Cognito::UserPoolIdentityProvider').map(provider => app.properties(provider));
  const known = providers.map(({ ProviderName }) => ProviderName).filter(other => typeof other === 'string');
  for (const name of names) {
    const alike = known.find(other => !names.includes(other) && other.toLowerCase().startsWith(`${name.toLowerCase()}_`));
    if (alike !== undefined) {
      warn(fn, 'account-linking-ambiguous', `linkAccountsOf: usernames of '${alike}' begin as those of '${name}' do, `
        + 'so its people are taken for people of the other; '
        + 'give one of the providers a name without the underscore');
    }
    const provider = providers.find(({ ProviderName }) => ProviderName === name);
    if (!provider || (!isIntrinsic(provider.AttributeMapping) && provider.AttributeMapping?.email_verified === undefined)) {
      warn(fn, 'account-linking-idle', provider
        ? `linkAccountsOf: '${name}' does not map email_verified, so nobody is linked; map the claim of the provider that says so, `
          + 'if it has one'
        : `linkAccountsOf: the app adds no identity provider '${name}' to the pool, so nobody is linked; name it as the pool does`);
    }
  }
}

/** Sign-up ends in an error where the group is missing; where it has a role, nobody gets the role of what comes after it. */
export function adviseGroup(fn: IConstruct, pool: CfnResource, name: string, app: WholeApp): void {
  const groups = app.partsOf(pool, 'AWS::Cognito::UserPoolGroup');
  const nameOf = (group: AppResource) => app.properties(group).GroupName;
  const named = groups.find(group => nameOf(group) === name);
  if (named) {
    adviseGroupOfAll(fn, named, groups, app);
  } else if (groups.every(group => typeof nameOf(group) === 'string')) {
    warn(fn, 'default-group-missing', `group: the app makes no group '${name}' in the pool, `
      + 'and without it everybody\'s sign-up ends in an error; '
      + `add it by addGroup('${name}') if it is to have a role, by addGroup of auth.userPool if not, or make it before`);
  }
}

/** What people write about themselves is nothing to go by. */
export function adviseClaims(fn: IConstruct, pool: CfnResource, claims: { [claim: string]: string }, app: WholeApp): void {
  const { Schema, AdminCreateUserConfig: admin } = app.properties(pool);
  const open = String(admin?.AllowAdminCreateUserOnly) !== 'true';
  const declared = asList<any>(Schema).map(({ Name }) => `custom:${Name}`);
  const clients = app.partsOf(pool, 'AWS::Cognito::UserPoolClient').map(client => app.properties(client));
  const custom = [...new Set(Object.values(claims))].filter(attribute => attribute.startsWith('custom:'));
  const missing = custom.filter(attribute => !declared.includes(attribute));
  if (missing.length > 0) {
    warn(
      fn,
      'claim-of-no-attribute',
      `claims: the pool has no attribute ${missing.join(', ')}, so nobody has the claim; declare it in attributes.custom`,
    );
  }
  const written = custom.filter(attribute => clients.some(properties => {
    const client = writingClient(properties, attribute);
    return canUpdate(client, attribute) || (open && canSignUpWith(client, attribute));
  }));
  if (written.length > 0) {
    warn(fn, 'claim-people-write', `claims: people can write ${written.join(', ')} themselves, so APIs must not decide by that claim; `
      + 'leave the attribute out of writeAttributes of the app clients, or acknowledge this where it is a preference');
  }
}
