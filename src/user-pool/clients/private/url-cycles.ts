import { Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { nameOf } from '../../../app-tree/app-resource';
import { ResourceGraph } from '../../private/resource-graph';

/**
 * Where a client waits for the app that waits for the client, typically a distribution whose functions know the client. CloudFormation
 * says so only when it is deployed. Between stacks the CDK says so itself.
 */
export function cyclesThroughUrls(client: cognito.CfnUserPoolClient): string[] {
  const urls = [...client.callbackUrLs ?? [], ...client.logoutUrLs ?? []];
  if (!urls.some(url => Token.isUnresolved(url))) {
    return [];
  }
  const graph = new ResourceGraph(client.stack);
  return graph.referredTo(urls).flatMap(first => {
    const path = graph.shortestPath(first, client);
    return path ? [`callbackUrls or logoutUrls have the address of '${nameOf(first)}', which waits for the client, a dependency cycle: `
      + `${[client, ...path].map(nameOf).join(' → ')}; let the app read the client id at run time, `
      + 'from a file that is deployed beside it or '
      + 'an SSM parameter of a fixed name, or give it an address of its own and write that out'] : [];
  });
}
