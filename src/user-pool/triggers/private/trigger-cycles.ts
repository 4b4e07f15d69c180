import { CfnResource } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { nameOf } from '../../../app-tree/app-resource';
import { ResourceGraph } from '../../private/resource-graph';

/**
 * Where a trigger waits for the pool that waits for it. CloudFormation says so only when it is deployed, and names resources instead
 * of statements. Between stacks the CDK says so itself; a nested stack waits as one resource of its parent.
 */
export function cyclesThrough(pool: cognito.CfnUserPool): string[] {
  const triggers = pool.stack.resolve(pool.lambdaConfig);
  return triggers === undefined ? [] : [...cyclesOver(pool, triggers), ...cyclesOfNested(pool)];
}

function cyclesOfNested({ stack }: CfnResource): string[] {
  const { nestedStackResource: nested } = stack;
  return nested ? [...cyclesOver(nested, nested._toCloudFormation()), ...cyclesOfNested(nested)] : [];
}

function cyclesOver(waiting: CfnResource, forThese: unknown): string[] {
  const graph = new ResourceGraph(waiting.stack);
  return graph.referredTo(forThese).flatMap((first) => {
    const path = graph.shortestPath(first, waiting);
    return path ? [`the user pool waits for '${nameOf(first)}', which waits for the user pool, a dependency cycle: `
      + `${path.map(nameOf).join(' → ')}; ${fixOf(path, graph)}`] : [];
  });
}

/** What to write instead, by where the path leaves the function. */
function fixOf(path: CfnResource[], graph: ResourceGraph): string {
  const fn = path.find((resource) => resource instanceof lambda.CfnFunction);
  const [next, afterNext] = fn ? path.slice(path.indexOf(fn) + 1) : path;
  if (fn && graph.referredTo(fn.environment).includes(next)) {
    return next instanceof cognito.CfnUserPool || next instanceof cognito.CfnUserPoolClient
      ? 'take userPoolId and callerContext.clientId from the event instead of the environment'
      : 'write the value to an SSM parameter of a fixed name, and let the function read it by that name at run time';
  }
  if (next.cfnResourceType === 'AWS::KMS::Key') {
    return 'grant by the methods of the key, which leave its policy alone within an account, or take another key';
  }
  if (next.cfnResourceType.startsWith('AWS::IAM::')) {
    return afterNext instanceof cognito.CfnUserPool
      ? 'use a grant that names no pool, such as auth.grants.manageUsers(…)'
      : "put the statement into a policy that the function does not wait for: new iam.Policy(…, { roles: [the function's role], "
        + 'statements })';
  }
  return 'let one of the two learn about the other at run time, by an SSM parameter of a fixed name';
}
