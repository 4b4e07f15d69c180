import { Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { WholeApp } from '../../app-tree/whole-app';
import { warn } from '../../private/warn';
import { domainsOf } from '../private/domain-lookup';

/** A domain that fails over to where the pool is not. */
export function adviseFailover(scope: IConstruct, userPool: cognito.UserPool, app: WholeApp): void {
  const regions = domainsOf(userPool, app).map(({ Routing }) => Routing?.Failover?.SecondaryRegion).filter(region => region !== undefined);
  if (regions.length === 0) return;
  const replicas = app.partsOf(
    userPool.node.defaultChild as cognito.CfnUserPool, 'AWS::Cognito::UserPoolReplica',
  ).map(replica => app.properties(replica).RegionName);
  const known = (region: unknown) => typeof region === 'string' && !Token.isUnresolved(region);
  for (const region of regions.filter(known)) {
    if (!replicas.includes(region) && replicas.every(known)) {
      warn(
        scope,
        'failover-without-replica',
        `loginPages.failover: requests go to ${region}, and this app makes no replica of the pool there; call addReplica('${region}')`,
      );
    }
  }
}
