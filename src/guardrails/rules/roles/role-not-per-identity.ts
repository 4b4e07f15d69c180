import { shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { withDenials } from '../../private/judging/resource-grants';
import { about, allows, beyondWildcards, isOwn, readsAll, signedInRoles } from '../../private/judging/statements';

/** Signed-in users may reach each other's data. */
export const rule: GuardrailRule = {
  id: 'role-not-per-identity',
  catalogue: ['A55'],
  severity: 'medium',
  title: "Signed-in users may reach each other's data",
  why: 'The role is the same for all, so each user reads or writes what belongs to the others.',
  fix: 'Limit S3 keys to ${cognito-identity.amazonaws.com:sub}/* and DynamoDB items by dynamodb:LeadingKeys.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools-security-best-practices.html',
  check: facts => signedInRoles(facts).flatMap((at): Hit[] => {
    const loose = allows(at).flatMap(statement => statement.resources).find(resource => /:sub\}\*/.test(resource));
    if (loose) {
      return [
        { at, message: `${at.id}: ${shown(loose)} lacks the slash, so it reaches identities that begin with the same characters` },
      ];
    }
    if (!at.uses.some(use => use.kind === 'authenticated')) return [];
    const hit = allows(at).map(statement => beyondWildcards(statement, at))
      .find(statement => readsAll(statement) && !isOwn(statement, withDenials(at, facts)));
    return hit ? [{
      at,
      message: `every signed-in user gets ${at.id} and with it ${hit.actions.slice(0, 3).join(', ')} `
        + `on ${about(hit, 2, 'all of ')}`,
    }] : [];
  }),
};
