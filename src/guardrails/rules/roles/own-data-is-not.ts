import { shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { allows, liveRoles, onlyLooksOwn } from '../../private/judging/statements';

/** A condition that looks like own data lets users at everybody's. */
export const rule: GuardrailRule = {
  id: 'own-data-is-not',
  catalogue: ['A101'],
  severity: 'high',
  title: "A condition that looks like own data lets users at everybody's",
  why: 'A negated operator, ForAllValues or IfExists holds for requests without the key, such as Scan, and a star is every key.',
  fix: 'Compare dynamodb:LeadingKeys by ForAllValues:StringEquals together with Null false, leave Scan out, and end prefixes with a slash.',
  source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html',
  check: facts => liveRoles(facts).flatMap((at): Hit[] => {
    const hit = allows(at).find(statement => onlyLooksOwn(statement, at));
    return hit ? [{
      at,
      message: `${at.id} lets users at data of others by ${hit.actions.slice(0, 3).map(shown).join(', ')}, `
        + 'whatever its condition looks like',
    }] : [];
  }),
};
