import { CfnResource, Reference, Tokenization } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';

/**
 * Whether something in the app gives the pool a domain, in whatever stack and by whatever construct. Walks the whole tree, so
 * ask once and late.
 */
export function hasDomain(pool: cognito.UserPool): boolean {
  const resource = pool.node.defaultChild;
  return pool.node.root.node.findAll().some(node => {
    if (!CfnResource.isCfnResource(node) || node.cfnResourceType !== 'AWS::Cognito::UserPoolDomain') {
      return false;
    }
    const target = Tokenization.reverse((node as cognito.CfnUserPoolDomain).userPoolId);
    return Reference.isReference(target) && target.target === resource;
  });
}
