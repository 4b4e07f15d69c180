import { MachineBlueprint } from './client-blueprint';
import { CLIENT_TOKEN_FLOW } from '../../../identity-facts/claims/client-flows';
import { TokenExchange } from '../../machines';

const EXCHANGE = {
  [TokenExchange.DELEGATION]: 'ALLOW_TOKEN_EXCHANGE_DELEGATION',
  [TokenExchange.IMPERSONATION]: 'ALLOW_TOKEN_EXCHANGE_IMPERSONATION',
};

/** Never empty, which would count as the flows of users. A machine has nothing to refresh. */
export function machineFlows({ tokenApi, exchange }: MachineBlueprint): string[] {
  if (tokenApi) {
    return [CLIENT_TOKEN_FLOW];
  }
  return exchange.length > 0 ? exchange.map(kind => EXCHANGE[kind]) : ['ALLOW_REFRESH_TOKEN_AUTH'];
}
