import { mayKeepProvidersApart, rivalDirectories } from '../../../identity-facts/claims/directories';
import { CONTACTS } from '../../../identity-facts/claims/standard-attributes';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { lacks } from '../../private/facts/gaps';
import { implies, overlap } from '../../private/facts/rule-logic';
import { ResourceFact } from '../../private/facts/types';
import { offers, writersOf } from '../../private/judging/claim-writers';
import { ClaimUse, claimsInUse, distinct, entriesFor, namesOf } from '../../private/judging/claims-in-use';

/** Several directories fill a claim that decides about access. */
export const rule: GuardrailRule = {
  id: 'rule-claim-of-several-directories',
  catalogue: ['A113', 'A104'],
  severity: 'high',
  title: 'Several directories fill a claim that decides about access',
  why: "Who administers one customer's directory writes there the value that stands for another customer, and gets that role or tag.",
  fix: 'Let one directory that is trusted for all fill it, or set it from the name of the provider in an inbound federation or pre-token '
    + 'trigger; accept the finding where all directories are trusted for all values.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-specifying-attribute-mapping.html',
  check: facts => {
    const uses = claimsInUse(facts);
    return distinct(uses).flatMap(({ at, claim, pool }): Hit[] => {
      // whether an address is verified is another question, which asks about one provider as well
      if (CONTACTS.includes(claim)) return [];
      const same = uses.filter(use => use.at === at && use.claim === claim && use.pool === pool);
      const found = same.map(use => ({ use, fillers: fillersOf(use, same) }))
        .find(({ fillers }) => rivals(claim, fillers).length > 0);
      if (!found) return [];
      const checked = mayKeepProvidersApart(pool.props.LambdaConfig);
      return [{
        at,
        claim,
        catalogue: entriesFor(found.use, ['A113']),
        severity: checked ? 'medium' : 'high',
        message: `${found.use.what} trusts what ${namesOf(found.fillers)} say: who administers ${or(rivals(claim, found.fillers))} can `
          + `give people there what belongs to those of another${checked ? `, unless a trigger of ${pool.id} prevents it` : ''}`,
      }];
    });
  },
};

/**
 * The providers that give people the value of a tag, or the role of a rule. Clients of one provider each keep these apart where their rules
 * do, so another client counts where one value gives the same role there. A tag is read in the tokens of all clients.
 */
function fillersOf(use: ClaimUse, same: readonly ClaimUse[]): ResourceFact[] {
  const clients = same.filter(other => other === use || givesSame(use, other)).flatMap(other => other.clients)
    .filter(({ props: { ReadAttributes } }) => ReadAttributes === undefined || !lacks(ReadAttributes, use.claim));
  return writersOf(use.claim, use.pool).mapped.filter(provider => clients.some(client => offers(client, provider)));
}

function givesSame({ rule: one }: ClaimUse, { rule: other }: ClaimUse): boolean {
  return one !== undefined && other !== undefined && one.role === other.role && (implies(one, other) || overlap(one, other));
}

function rivals(claim: string, fillers: ResourceFact[]): ResourceFact[] {
  return rivalDirectories(claim, fillers, ({ props }) => props);
}

function or(directories: ResourceFact[]): string {
  const names = [...new Set(directories.map(({ id }) => id))];
  return [names.slice(0, -1).join(', '), ...names.slice(-1)].filter(Boolean).join(' or ');
}
