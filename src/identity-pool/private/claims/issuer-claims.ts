import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { CUSTOM_PREFIX, STANDARD_CLAIMS } from './claim-names';
import { ClaimUse } from './claim-use';
import { attributeFindings, unknownWriters } from './claim-writers';
import { Finding, readsOf, said } from './finding';
import { PoolFacts } from './pool-facts';
import { nameOf } from '../../../app-tree/app-resource';
import { WholeApp } from '../../../app-tree/whole-app';
import { URL_SUFFIXES } from '../../../private/text/region';
import { ExternalLogin } from '../../external-login';
import { Providers } from '../providers';

/**
 * The hosts of every issuer that is a user pool.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_IssuerConfigurationType.html
 */
const COGNITO_ISSUER = new RegExp(`(^|/)(issuer-)?cognito-idp\\.[\\w-]+\\.(${URL_SUFFIXES})/`);

interface Issuer {
  readonly name: string;
  /** The user pool behind it, where that is one of this app. */
  readonly pool?: cognito.CfnUserPool;
}

/**
 * Says what is wrong with the claims that rules and tags read of an IAM OpenID Connect provider that is a user pool: its users write them
 * as if the pool were registered as what it is.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-with-identity-providers.html
 */
export function problemsOfIssuers(
  scope: Construct, usesOf: (provider: ExternalLogin) => ClaimUse[], providers: Providers, app: WholeApp,
): string[] {
  return said(scope, providers.others.filter(({ _kind }) => _kind === 'oidc').flatMap(provider => {
    const checked = usesOf(provider).filter(({ claim }) => claim._acknowledgement === undefined && isAttribute(claim.name));
    const issuer = checked.length > 0 ? issuerOf(scope, provider, app) : undefined;
    return issuer ? checked.flatMap((use): Finding[] => {
      const reads = readsOf(use, issuer.name);
      return issuer.pool ? attributeFindings(use, reads, new PoolFacts(app, issuer.pool), []) : [unknownWriters(reads)];
    }) : [];
  }));
}

function isAttribute(claim: string): boolean {
  return claim.startsWith(CUSTOM_PREFIX) || STANDARD_CLAIMS.includes(claim);
}

function issuerOf(scope: Construct, provider: ExternalLogin, app: WholeApp): Issuer | undefined {
  const arn = app.resolve(provider.name, scope);
  const target = app.reference(arn, { stack: Stack.of(scope) })?.target;
  if (!target || !('cfnResourceType' in target)) {
    return typeof arn === 'string' && COGNITO_ISSUER.test(arn) ? { name: arn } : undefined;
  }
  const { Url: url } = app.properties(target);
  const pool = app.of('AWS::Cognito::UserPool').find(candidate => app.refersTo(url, target, candidate) === 'yes');
  if (cognito.CfnUserPool.isCfnUserPool(pool)) {
    return { name: `${nameOf(target)}, which is the user pool ${nameOf(pool)}`, pool };
  }
  return typeof url === 'string' && COGNITO_ISSUER.test(url) ? { name: nameOf(target) } : undefined;
}
