import { Stack, App } from 'aws-cdk-lib';
import { AccessModel } from '../src';
import { ours } from './construct/ours';
import { median, once } from './private/timing';

const GROUPS = 48;
const CALLS = 20_000;
const ROUNDS = 7;

/** Role resolutions per second on a pool with 48 kinds of identity, trust policy included. */
export function resolveBench(): string[] {
  const stack = new Stack(new App({ analyticsReporting: false }), 'Bench');
  ours(stack, GROUPS);
  const model = AccessModel.fromStack(stack);
  const [{ logicalId: pool }] = model._entities.userPools;
  const [{ logicalId: client }] = model._entities.clients;
  const requests = Array.from({ length: GROUPS }, (_, index) => ({
    logins: { [`userpool:${pool}:${client}`]: { 'cognito:groups': [`group${index}`, `group${(index * 7) % GROUPS}`] } },
  }));
  const rounds = Array.from({ length: ROUNDS }, () => once(() => {
    for (let call = 0; call < CALLS; call++) model.becomes(requests[call % GROUPS]);
  }));
  return [
    `${Math.round(CALLS / (median(rounds) / 1000)).toLocaleString('en')} role resolutions/s (${GROUPS} kinds of identity, trust evaluated)`,
  ];
}
