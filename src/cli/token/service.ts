import { isLoopback } from '../../local/tokens/login-tokens';
import { urlSuffixOf } from '../../private/text/region';
import { UsageError } from '../private/usage-error';

/** What a service answered instead of what it was asked for. */
export class Refusal extends Error {
  constructor(public readonly type: string, message: string) {
    super(message);
  }
}

/** An operation of Cognito that anybody may call: none of those that signing in takes is signed. */
export type Call = (operation: string, input: object) => Promise<Record<string, any>>;

/** Where AWS serves a Region. */
export function regional(name: string, region: string): string {
  return `https://${name}.${region}.${urlSuffixOf(region)}/`;
}

/** @throws UsageError if a password would be readable on its way */
export function userPoolService(endpoint: string): Call {
  return service(endpoint, 'AWSCognitoIdentityProviderService');
}

/** @throws UsageError if a token would be readable on its way */
export function identityPoolService(endpoint: string): Call {
  return service(endpoint, 'AWSCognitoIdentityService');
}

function service(endpoint: string, name: string): Call {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (!url || url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw new UsageError(`${endpoint} is neither https nor on this machine, so what is sent there could be read`);
  }
  return async (operation, input) => {
    const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `${name}.${operation}` };
    let response;
    let answer;
    try {
      response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(input), redirect: 'error' });
      answer = await response.json() as Record<string, any>;
    } catch (error) {
      const { message, cause } = error as Error;
      throw new UsageError(`${operation}: no answer from ${url.origin}: ${cause instanceof Error ? cause.message : message}`);
    }
    if (response.ok) return answer;
    throw new Refusal(String(answer.__type).split('#').pop()!, String(answer.message ?? answer.Message ?? response.statusText));
  };
}
