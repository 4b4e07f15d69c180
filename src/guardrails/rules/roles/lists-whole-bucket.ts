import { LISTINGS, listsEverything } from '../../../identity-facts/data/data-reach';
import { covers } from '../../../policy/action-pattern';
import { hasGap } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { RoleFact, StatementFact } from '../../private/facts/types';
import { withDenials } from '../../private/judging/resource-grants';
import { about, allows, beyondWildcards, getsThrough, isAllBut, liveRoles, onlyLooksOwn } from '../../private/judging/statements';

/** Everyone may list the keys of a whole bucket. */
export const rule: GuardrailRule = {
  id: 'lists-whole-bucket',
  catalogue: ['A100'],
  severity: 'medium',
  title: 'Everyone may list the keys of a whole bucket',
  why: 'The names of what others keep there tell a lot, and the prefix of s3:GetObject does not limit s3:ListBucket.',
  fix: "Ask for the prefix by a condition on s3:prefix ('' is every key, unless s3:delimiter is asked for as well), "
    + 'or leave s3:ListBucket out.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html',
  check: facts =>
    liveRoles(facts).filter(role => role.uses.some(({ kind }) => kind === 'guest' || kind === 'authenticated')).flatMap((at): Hit[] => {
    // a condition that looks like own data and is not has a finding of its own
      const denied = withDenials(at, facts);
      const hit = allows(at).map(statement => beyondWildcards(statement, at))
        .find(statement => listsOf(statement).length > 0
      && (isAllBut(statement) || statement.resources.some(mayBeBucket)) && !onlyLooksOwn(statement, at) && showsAll(statement, denied));
      return hit ? [
        { at, message: `whoever has ${at.id} may list ${about({ ...hit, resources: hit.resources.filter(mayBeBucket) }, 2, 'all of ')}` },
      ] : [];
    }),
};

function listsOf({ actions }: { readonly actions: readonly string[] }): string[] {
  return LISTINGS.filter(action => actions.some(pattern => covers(pattern, action)));
}

function mayBeBucket(resource: string): boolean {
  return !hasGap(resource) && !resource.includes('/');
}

/** What the deployment decides may turn out well. */
function showsAll(statement: StatementFact, role: RoleFact): boolean {
  const { condition, resources } = statement;
  if (hasGap(condition) || Object.values(condition).some(hasGap)) return false;
  const asked = { ...statement, actions: listsOf(statement), notActions: [], resources: resources.filter(mayBeBucket) };
  return getsThrough(asked, role, listsEverything);
}
