import { canUpdate, writesEverything } from '../../../identity-facts/claims/claim-writers';
import { shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { userPoolOf } from '../../private/facts/pool-keys';
import { Facts } from '../../private/facts/types';
import { PROFILE_CLAIMS, settingsOf, writersOf } from '../../private/judging/claim-writers';
import { claimsInUse, distinct, entriesFor, foreignClaimsInUse, ForeignClaimUse, namesOf } from '../../private/judging/claims-in-use';

/** A claim that decides about access can be changed by its subject. */
export const rule: GuardrailRule = {
  id: 'rule-claim-writable',
  catalogue: ['A01', 'A02', 'A03', 'A06', 'A63', 'A104'],
  severity: 'critical',
  title: 'A claim that decides about access can be changed by its subject',
  why: 'A signed-in user calls UpdateUserAttributes with their own token, writes the wanted value, '
    + 'and gets the role or the tag on the next refresh.',
  fix: 'Set WriteAttributes on every client of the pool and leave the attribute out; let an administrator or a trigger write it.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html',
  check: facts => [...distinct(claimsInUse(facts)).flatMap((use): Hit[] => {
    const profile = PROFILE_CLAIMS.includes(use.claim);
    if (!use.claim.startsWith('custom:') && !profile) return [];
    const { updating, signingUp } = writersOf(use.claim, use.pool);
    if (updating.length === 0 && !(profile && signingUp.length > 0)) return [];
    const mapped = use.client ? updating.filter(writer => writer.client === use.client) : updating;
    const ids = [
      ...use.tag ? ['A63'] : [],
      ...profile ? ['A06'] : [],
      ...!profile && updating.some(writer => !writer.unset) ? ['A01'] : [],
      ...!profile && updating.some(writer => writer.unset) ? ['A02'] : [],
      ...mapped.length < updating.length ? ['A03'] : [],
    ];
    const through = namesOf(updating.length > 0 ? updating.map(writer => writer.client) : signingUp);
    return [{
      at: use.at,
      claim: use.claim,
      catalogue: entriesFor(use, ids),
      severity: profile && !use.tag ? 'high' : 'critical',
      message: `${use.what} trusts a claim that users of ${use.pool.id} write themselves `
        + `through ${through}${updating.some(writer => writer.unset) ? ' (WriteAttributes is not set)' : ''}`,
    }];
  }), ...foreignClaimsInUse(facts).flatMap(use => PROFILE_CLAIMS.includes(use.claim) ? [ofForeignPool(use)] : throughClients(use, facts))],
};

/** Whether the attribute may be changed at all is for the user pool to say, which is not read. */
function throughClients(use: ForeignClaimUse, facts: Facts): Hit[] {
  if (!use.claim.startsWith('custom:') || use.poolKey === undefined) return [];
  const writers = facts.clients.filter(client => userPoolOf(client) === use.poolKey && canUpdate(settingsOf(client), use.claim));
  const unset = writers.some(client => writesEverything(settingsOf(client)));
  return writers.length === 0 ? [] : [{
    at: use.at,
    claim: use.claim,
    catalogue: entriesFor(use, [...use.tag ? ['A63'] : [], unset ? 'A02' : 'A01']),
    severity: 'high',
    message: `${use.what} trusts a claim that users of ${shown(use.providerName)} write themselves through ${namesOf(writers)}`
      + `${unset ? ' (WriteAttributes is not set)' : ''}, unless the attribute is immutable`,
  }];
}

/** In every user pool people write what they say about themselves, unless each of its clients is kept from it. */
function ofForeignPool(use: ForeignClaimUse): Hit {
  return {
    at: use.at,
    claim: use.claim,
    catalogue: entriesFor(use, [...use.tag ? ['A63'] : [], 'A06']),
    severity: use.tag ? 'critical' : 'high',
    message: `${use.what} trusts a claim that users of ${shown(use.providerName)} write themselves unless every client of that user pool `
      + 'leaves it out',
  };
}
