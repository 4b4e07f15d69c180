import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { PoolIssuer } from './pool-issuer';
import { RegionOptions } from './region-options';
import { warn } from '../../private/warn';

export function renderIssuer(scope: IConstruct, pool: cognito.CfnUserPool, { issuer }: RegionOptions): void {
  if (issuer === undefined) return;
  // the floor of the CDK has no property for it
  pool.addPropertyOverride('IssuerConfiguration.Type', issuer);
  if (issuer === PoolIssuer.UPDATED) {
    warn(scope, 'issuer-updated', 'issuer: tokens name https://issuer-cognito-idp.REGION.amazonaws.com/POOL, '
      + 'and whatever has the issuer written down refuses '
      + 'them: JWT authorizers of API Gateway, discovery URLs, verifiers in code. '
      + 'Whether identity pools go on taking them is not verified: '
      + 'sign in to a copy of the stack first');
  }
}
