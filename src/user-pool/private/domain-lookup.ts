import { CfnResource, Reference, Tokenization } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';

/**
 * The domains that something in the app gives the pool, in whatever stack and by whatever construct. Walks the whole tree, so ask
 * once and late.
 */
export function domainsOf(pool: cognito.UserPool): cognito.CfnUserPoolDomain[] {
  const resource = pool.node.defaultChild;
  return pool.node.root.node.findAll().filter(isDomain).filter(domain => {
    const target = Tokenization.reverse(domain.userPoolId);
    return Reference.isReference(target) && target.target === resource;
  });
}

function isDomain(node: IConstruct): node is cognito.CfnUserPoolDomain {
  return CfnResource.isCfnResource(node) && node.cfnResourceType === 'AWS::Cognito::UserPoolDomain';
}
