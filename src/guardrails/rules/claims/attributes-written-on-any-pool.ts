import { isLimitedByResourceTag } from '../../../identity-facts/data/resource-tag-limit';
import { covers } from '../../../policy/action-pattern';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { StatementFact } from '../../private/facts/types';
import { about, callable, isAllBut, isEverything } from '../../private/judging/statements';

const WRITING = 'cognito-idp:AdminUpdateUserAttributes';

/** A role may write the attributes of any user in any pool. */
export const rule: GuardrailRule = {
  id: 'attributes-written-on-any-pool',
  catalogue: ['A31'],
  severity: 'high',
  title: 'A role may write the attributes of any user in any pool',
  why: 'Attributes decide about roles and tags: who holds this role makes anyone, also themselves, an administrator.',
  fix: 'Limit cognito-idp:AdminUpdateUserAttributes to the ARN of the pool.',
  source: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitouserpools.html',
  check: facts => facts.roles.flatMap((at): Hit[] => {
    const app = at.uses.length > 0 || at.trustsCognito;
    const writing = callable(at, pattern => !isEverything(pattern) && covers(pattern, WRITING) ? [WRITING] : []);
    const hit = writing.map(({ statement }) => statement)
      .find(statement => app || (isOfAnyPool(statement) && !isLimitedByResourceTag(statement.condition)));
    return hit ? [{ at, message: `${at.id} may write the attributes of users of ${about(hit, 3)}` }] : [];
  }),
};

function isOfAnyPool(statement: StatementFact): boolean {
  return isAllBut(statement) || statement.resources.some(resource => resource === '*' || /:userpool\/\*$/.test(resource));
}
