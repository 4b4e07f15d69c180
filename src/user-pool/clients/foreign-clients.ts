import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { PoolClient } from './pool-client';
import { AppResource, nameOf } from '../../app-tree/app-resource';
import { WholeApp } from '../../app-tree/whole-app';
import { warn } from '../../private/warn';

const CLIENT = 'AWS::Cognito::UserPoolClient';
/** What the CDK takes for a callback where none is given. */
const MADE_UP_CALLBACK = 'https://example.com';

/**
 * Warns of clients that are made past the pool, with what its presets leave out. They may come last and from anywhere in the app.
 */
export function adviseForeignClients(scope: IConstruct, pool: cognito.CfnUserPool, app: WholeApp): void {
  const isForeign = ({ node }: AppResource) => !(node.scope instanceof PoolClient);
  // whose clients these are need not be resolved where none is foreign
  if (!app.of(CLIENT).some(isForeign)) return;
  for (const client of app.partsOf(pool, CLIENT).filter(isForeign)) {
    const { AllowedOAuthFlows: flows, AllowedOAuthFlowsUserPoolClient: enabled, CallbackURLs: callbacks } = app.properties(client);
    const doubts = String(enabled) === 'false' ? [] : [
      ...(Array.isArray(flows) && flows.includes('implicit') ? ['has the implicit grant, which puts tokens into the address'] : []),
      ...(Array.isArray(callbacks) && callbacks.includes(MADE_UP_CALLBACK) ? [
        `sends people to ${MADE_UP_CALLBACK}, which is not yours`,
      ] : []),
    ];
    if (doubts.length > 0) {
      warn(scope, 'client-past-the-pool', `app client ${nameOf(client)}, made past addClient of this construct, ${doubts.join(' and ')}; `
        + 'make it with addClient, or give it the authorization code grant and callbacks of its own');
    }
  }
}
