import type { Entity, IdentityPoolEntity } from './entities/entities';
import { asList } from '../private/as-list';
import { asString, isObject } from '../template/values';

/** Resources that are an IAM OIDC provider. */
export const OIDC_RESOURCE = /^AWS::IAM::OIDCProvider$|OpenIdConnectProvider$/;

/**
 * The audiences of the tokens that an identity pool takes of a provider which is no user pool, as far as templates have them: the ids that
 * are registered with the pool itself, or with the IAM provider.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/open-id.html
 */
export function audiencesOf(name: string, { props }: Pick<IdentityPoolEntity, 'props'>, resources: readonly Entity[]): unknown[] {
  const supported = isObject(props.SupportedLoginProviders) ? asString(props.SupportedLoginProviders[name]) : undefined;
  if (supported !== undefined) return supported.split(/[,;\s]+/).filter(Boolean);
  const resource = resources.find(({ ref, type }) => OIDC_RESOURCE.test(type) && ref === name);
  return clientIdsOf(resource?.props);
}

/** The ids that an IAM OIDC provider is registered with; the CDK's resource for it spells them otherwise. */
export function clientIdsOf(provider: Readonly<Record<string, any>> | undefined): unknown[] {
  return asList(provider?.ClientIdList ?? provider?.ClientIDList);
}
