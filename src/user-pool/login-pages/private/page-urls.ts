import { Stack, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { PoolDomain } from './render-domain';
import { fail } from '../../../private/fail';
import { nameInUrl } from '../../federation/pool-federation';
import { SignInUrlOptions } from '../login-url-options';

const TOKEN = /(\$\{Token\[[^\]]*\]\})/;

/** Prefix domains of GovCloud are served by FIPS endpoints only. */
export function baseUrlOf(scope: IConstruct, { kind, name }: PoolDomain): string {
  const { region } = Stack.of(scope);
  const service = region.startsWith('us-gov-') ? 'auth-fips' : 'auth';
  return kind === 'custom' ? `https://${name}` : `https://${name}.${service}.${region}.amazoncognito.com`;
}

/** A token stays as it is: nobody can encode what is known at deployment only. */
export function withQuery(url: string, query: Record<string, string | undefined>): string {
  const parts = Object.entries(query).filter(([, value]) => value !== undefined).map(([name, value]) => `${name}=${encoded(value!)}`);
  return `${url}?${parts.join('&')}`;
}

function encoded(value: string): string {
  return value.split(TOKEN).map(part => TOKEN.test(part) ? part : encodeURIComponent(part)).join('');
}

/** What makes the authorize endpoint skip its page; the login page has no such parameters. */
export function providerQuery(
  scope: IConstruct, call: string, { identityProvider, idpIdentifier }: SignInUrlOptions,
): Record<string, string> | undefined {
  if (identityProvider && idpIdentifier !== undefined) {
    fail(scope, `${call}: identityProvider and idpIdentifier both say whom people sign in with; give one of them`);
  }
  if (identityProvider) {
    return { identity_provider: nameInUrl(identityProvider) };
  }
  return idpIdentifier === undefined ? undefined : { idp_identifier: idpIdentifier };
}

/** Where a client may send people, as far as it is known now. */
export function callbackOf(scope: IConstruct, call: string, client: cognito.UserPoolClient, asked: string | undefined): string {
  const { allowedOAuthFlows: flows, callbackUrLs, defaultRedirectUri } = resourceOf(client);
  if (!flows?.includes('code') && !Token.isUnresolved(flows)) {
    fail(scope, `${call}: the client '${client.node.path}' has no authorization code grant, so people cannot sign in to it on login pages; `
      + 'give it callbackUrls');
  }
  return chosen(scope, call, client, { option: 'redirectUri', prop: 'callbackUrls', urls: callbackUrLs }, asked ?? defaultRedirectUri);
}

export function logoutOf(scope: IConstruct, call: string, client: cognito.UserPoolClient, asked: string | undefined): string {
  return chosen(scope, call, client, { option: 'logoutUri', prop: 'logoutUrls', urls: resourceOf(client).logoutUrLs }, asked);
}

interface Choice {
  readonly option: string;
  readonly prop: string;
  readonly urls: string[] | undefined;
}

function chosen(scope: IConstruct, call: string, client: IConstruct, { option, prop, urls }: Choice, asked: string | undefined): string {
  const known = urls && !Token.isUnresolved(urls) ? urls : undefined;
  const url = asked ?? known?.[0];
  if (url === undefined) {
    return fail(scope, urls
      ? `${call}: ${prop} of the client '${client.node.path}' are known at deployment only; give ${option}`
      : `${call}: the client '${client.node.path}' has no ${prop}; give it one`);
  }
  if (known && !known.includes(url) && ![url, ...known].some(one => Token.isUnresolved(one))) {
    fail(scope, `${call}: ${option}: '${url}' is not among the ${prop} of the client '${client.node.path}'; `
      + `use one of: ${known.join(', ')}`);
  }
  return url;
}

function resourceOf(client: cognito.UserPoolClient): cognito.CfnUserPoolClient {
  return client.node.defaultChild as cognito.CfnUserPoolClient;
}
