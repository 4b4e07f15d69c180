import { CfnResource, Duration, Names, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { hasAnyHost } from '../../identity-facts/claims/metadata-urls';
import { userError } from '../../private/user-error';

const MAX_URLS = 5;
const SHORTEST = 12;
const LONGEST = 256;
const CACHE = { min: Duration.days(1), max: Duration.seconds(31_556_952) };

/** Which client metadata documents an app client stands for, checked. */
export interface MetadataBlueprint {
  readonly urls: string[];
  readonly cache?: Duration;
}

/** Refuses what Cognito would refuse, and hosts that anyone may have. */
export function checkMetadata(preset: string, urls: string[], cache: Duration | undefined): MetadataBlueprint {
  const prop = `${preset}: metadataUrls`;
  if (!Token.isUnresolved(urls) && (urls.length === 0 || urls.length > MAX_URLS)) {
    throw userError(`${prop} has ${urls.length} entries; give 1 to ${MAX_URLS}`);
  }
  for (const url of urls.filter(text => !Token.isUnresolved(text))) {
    if (!url.startsWith('https://') || url.length < SHORTEST || url.length > LONGEST) {
      throw userError(`${prop}: '${url.slice(0, 60)}' is refused by Cognito; give ${SHORTEST} to ${LONGEST} characters that begin with `
        + 'https://');
    }
    if (hasAnyHost(url)) {
      throw userError(`${prop}: '${url}' takes documents of hosts that anyone may have, and whoever hosts one acts as this client; `
        + 'name the hosts, with a wildcard behind the host or below a domain of one owner only');
    }
  }
  const millis = cache && !cache.isUnresolved() ? cache.toMilliseconds({ integral: false }) : undefined;
  if (millis !== undefined && (millis < CACHE.min.toMilliseconds() || millis > CACHE.max.toMilliseconds() || millis % 1000 !== 0)) {
    throw userError(`${preset}: metadataCache is ${cache!.toHumanString()}; use 1 day to 1 year (31,556,952 seconds), in whole seconds`);
  }
  return { urls, ...(cache ? { cache } : {}) };
}

/** Lets apps act as the client by documents. The CDK has no construct for it yet. */
export function renderMetadataPolicy(
  userPool: cognito.IUserPool, client: cognito.UserPoolClient, { urls, cache }: MetadataBlueprint,
): void {
  new CfnResource(client, 'MetadataPolicy', {
    type: 'AWS::Cognito::CIMDPolicy',
    properties: {
      UserPoolId: userPool.userPoolId,
      ClientId: client.userPoolClientId,
      PolicyName: Names.uniqueResourceName(client, { maxLength: 32 }),
      URLPatterns: urls,
      ...(cache ? { CacheDuration: cache.toSeconds() } : {}),
    },
  });
}
