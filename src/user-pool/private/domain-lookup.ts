import { CfnResource } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { WholeApp } from '../../app-tree/whole-app';

/**
 * The properties of the domains that something in the app gives the pool, in whatever stack and by whatever construct. Ask late.
 */
export function domainsOf(pool: cognito.UserPool, app: WholeApp): any[] {
  return app.partsOf(pool.node.defaultChild as CfnResource, 'AWS::Cognito::UserPoolDomain').map(domain => app.properties(domain));
}

/** Whether something in the app certainly gives a domain to this pool, which may be one that exists already. Ask late. */
export function isGivenDomain(pool: cognito.IUserPool, app: WholeApp): boolean {
  const id = JSON.stringify(app.resolve(pool.userPoolId, pool));
  return app.of('AWS::Cognito::UserPoolDomain').some(domain => JSON.stringify(app.properties(domain).UserPoolId) === id);
}
