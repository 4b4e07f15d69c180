import { GuardrailRule, Hit } from '../../guardrail-rule';
import { writersOf } from '../../private/judging/claim-writers';
import { claimsInUse, distinct, entriesFor, namesOf } from '../../private/judging/claims-in-use';

/** A claim filled by an identity provider can be overwritten by the user. */
export const rule: GuardrailRule = {
  id: 'rule-claim-from-provider-writable',
  catalogue: ['A05', 'A104'],
  severity: 'high',
  title: 'A claim filled by an identity provider can be overwritten by the user',
  why: 'A mapped attribute has to be mutable and writable by the client, '
    + 'so between two sign-ins the user can overwrite what the provider said.',
  fix: 'Make sure that the client cannot issue tokens for UpdateUserAttributes (only refresh and the code grant, '
    + 'without aws.cognito.signin.user.admin), or add the claim in a pre-token trigger.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-specifying-attribute-mapping.html',
  check: facts => distinct(claimsInUse(facts)).flatMap((use): Hit[] => {
    const { mapped, updating } = writersOf(use.claim, use.pool);
    if (mapped.length === 0 || updating.length === 0) return [];
    return [{
      at: use.at,
      catalogue: entriesFor(use, ['A05']),
      claim: use.claim,
      message: `${use.what} trusts what ${namesOf(mapped)} says, but users overwrite it `
        + `through ${namesOf(updating.map(writer => writer.client))}`,
    }];
  }),
};
