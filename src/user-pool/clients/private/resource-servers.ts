import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';

/** What clients and other resource servers ask of one. */
export interface ServerOfPool extends IConstruct {
  readonly identifier: string;
  _has(scopeName: string): boolean;
}

const SERVERS = new WeakMap<cognito.IUserPool, ServerOfPool[]>();

/**
 * All resource servers of a pool, wherever in the tree they were made. A live list.
 */
export function serversOf(userPool: cognito.IUserPool): ServerOfPool[] {
  const servers = SERVERS.get(userPool) ?? [];
  SERVERS.set(userPool, servers);
  return servers;
}

/**
 * Those that a client of the pool can wait for: a stack of its own is deployed after the pool, hence after the client.
 */
export function serversBefore(client: IConstruct, userPool: cognito.IUserPool): ServerOfPool[] {
  return serversOf(userPool).filter((server) => isWithin(Stack.of(server), Stack.of(client)));
}

function isWithin(inner: Stack | undefined, outer: Stack): boolean {
  return inner !== undefined && (inner === outer || isWithin(inner.nestedStackParent, outer));
}
