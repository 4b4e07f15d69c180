import { isIntrinsic } from './values';
import { SELF_SERVICE_SCOPE, WritingClient } from '../identity-facts/claims/claim-writers';
import { asList } from '../private/as-list';

/** What is known at deployment only counts as what lets people in, and as the attribute that is asked about. */
export function writingClient(properties: any, attribute?: string): WritingClient {
  const { ExplicitAuthFlows: flows, AllowedOAuthFlows: oauth, AllowedOAuthScopes: scopes } = properties;
  const { WriteAttributes: written, GenerateSecret: secret } = properties;
  const list = (value: any, unknown: string): string[] => asList<any>(value).map(entry => isIntrinsic(entry) ? unknown : String(entry));
  return {
    ...(flows === undefined ? {} : { explicitAuthFlows: list(flows, 'ALLOW_USER_AUTH') }),
    allowedOAuthFlows: list(oauth, 'code'),
    allowedOAuthScopes: list(scopes, SELF_SERVICE_SCOPE),
    ...(written === undefined ? {} : { writeAttributes: list(written, attribute ?? '') }),
    secret: String(secret) === 'true',
  };
}
