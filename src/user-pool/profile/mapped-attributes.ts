import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { AppResource, nameOf } from '../../app-tree/app-resource';
import { offers } from '../../app-tree/offered-providers';
import { isIntrinsic, mayList } from '../../app-tree/values';
import { WholeApp } from '../../app-tree/whole-app';
import { SET_BY_COGNITO, STANDARD_ATTRIBUTES } from '../../identity-facts/claims/standard-attributes';
import { warn } from '../../private/warn';

/** Says who the user is at the provider; no attribute of the profile. */
const USER_NAME = 'username';

const STANDARD_NAMES: string[] = Object.values(STANDARD_ATTRIBUTES);

/**
 * Says why people could not sign in through the identity providers of a pool: Cognito writes what a provider's mapping names at every
 * sign-in, through the app client. Providers and clients may be added until the end, and anywhere, so ask late.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-specifying-attribute-mapping.html
 */
export function problemsOfMappings(scope: IConstruct, pool: cognito.CfnUserPool, app: WholeApp): string[] {
  const providers = app.partsOf(
    pool, 'AWS::Cognito::UserPoolIdentityProvider',
  ).filter((provider) => !isIntrinsic(app.properties(provider).AttributeMapping));
  if (providers.length === 0) {
    return [];
  }
  const clients = app.partsOf(pool, 'AWS::Cognito::UserPoolClient');
  const { Schema } = app.properties(pool);
  const schema: any[] = Array.isArray(Schema) ? Schema : [];
  return providers.flatMap((provider) => {
    const mapped = Object.keys(app.properties(provider).AttributeMapping ?? {});
    warnOfRequired(
      scope,
      provider,
      schema.filter(({ Required }) => String(Required) === 'true').map(({ Name }) => Name).filter((name) => !mapped.includes(name)),
    );
    const misnamed = mapped.filter((name) => !isAttributeName(name));
    const written = mapped.filter((name) => isAttributeName(name) && name !== USER_NAME && !SET_BY_COGNITO.includes(name));
    return [
      ...misnamed.map((name) =>
        `identity provider ${nameOf(provider)} maps '${name}', which is no attribute of a user pool; ${spellingOf(name, schema)}`),
      ...immutable(provider, written, schema),
      ...clients.filter((client) => offers(app, client, provider))
        .flatMap((client) => unwritable(client, app.properties(client), provider, written)),
    ];
  });
}

function isAttributeName(name: string): boolean {
  return name === USER_NAME || SET_BY_COGNITO.includes(name) || STANDARD_NAMES.includes(name) || /^(custom|dev):/.test(name);
}

function spellingOf(name: string, schema: any[]): string {
  const standard = (STANDARD_ATTRIBUTES as Record<string, string>)[name];
  if (standard !== undefined && !schema.some(({ Name }) => Name === name)) {
    return `write '${standard}' in attributeMapping`;
  }
  const declared = schema.some(({ Name }) => Name === name) ? '' : ', and declare it in attributes.custom of the pool';
  return `write 'custom:${name}' in attributeMapping${declared}`;
}

function warnOfRequired(scope: IConstruct, provider: AppResource, missing: string[]): void {
  if (missing.length > 0) {
    warn(scope, 'required-attribute-unmapped', `identity provider ${nameOf(provider)} maps nothing to ${missing.join(', ')}, which the `
      + 'pool requires, '
      + 'so people can\'t sign in through it; add it to attributeMapping, or do not require it');
  }
}

function immutable(provider: AppResource, mapped: string[], schema: any[]): string[] {
  const fixed = schema.filter(({ Mutable }) => String(Mutable) === 'false').map(({ Name }) => Name);
  return mapped.filter((name) => fixed.includes(name.replace(/^custom:/, '')))
    .map((name) => `identity provider ${nameOf(provider)} maps '${name}', which is declared with mutable: false, `
      + 'and Cognito fails when it updates it at sign-in; '
      + 'declare it with mutable: true, or take it out of attributeMapping');
}

function unwritable(client: AppResource, { WriteAttributes: writable }: any, provider: AppResource, mapped: string[]): string[] {
  return writable === undefined ? [] : mapped.filter((name) => !mayList(writable, name))
    .map((name) => `app client ${nameOf(client)} can't write '${name}', which its identity provider ${nameOf(provider)} maps, so people `
      + 'can\'t sign in through it; '
      + `add '${name}' to writeAttributes of the client, where people can then write it themselves, declare it in attributes of the pool, `
      + 'or take it out of attributeMapping');
}
