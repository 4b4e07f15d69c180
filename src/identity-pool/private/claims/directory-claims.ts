import { ClaimUse } from './claim-use';
import { Finding, acknowledge } from './finding';
import { PoolFacts, namesOf } from './pool-facts';
import { rivalDirectories } from '../../../identity-facts/claims/directories';

/**
 * Says that each of several directories can say of its people what stands for those of another. A warning, because nothing tells whether
 * all of them are of one organization.
 */
export function directoryFindings({ claim: { name }, choice }: ClaimUse, reads: string, facts: PoolFacts): Finding[] {
  const fillers = facts.offeredFillersOf(name);
  const directories = rivalDirectories(name, fillers, ({ properties }) => properties);
  return directories.length === 0 ? [] : [{
    warning: 'claim-of-several-directories',
    message: `${reads}, which ${namesOf(fillers)} fill in, so who administers one of the directories can give people there a ${choice} `
      + `meant for those of another${facts.mayKeepProvidersApart ? ', unless a trigger of the pool prevents it' : ''}; let one directory `
      + `fill it, set it in an inbound federation trigger by the name of the provider, or ${acknowledge('why each may name every value')}`,
  }];
}
