import { covers } from '../../../policy/action-pattern';
import { hasGap, shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { entriesOf } from '../../private/facts/gaps';
import { StatementFact } from '../../private/facts/types';
import { KEYS_OF_THE_ROLE, withDenials } from '../../private/judging/resource-grants';
import { allows, beyondWildcards, isOwn, liveRoles } from '../../private/judging/statements';

/** Everyone may list the keys of a whole bucket. */
export const rule: GuardrailRule = {
  id: 'lists-whole-bucket',
  catalogue: ['A100'],
  severity: 'medium',
  title: 'Everyone may list the keys of a whole bucket',
  why: 'The names of what others keep there tell a lot, and the prefix of s3:GetObject does not limit s3:ListBucket.',
  fix: 'Ask for the prefix by a condition on s3:prefix, or leave s3:ListBucket out.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html',
  check: facts => liveRoles(facts).filter(role => role.uses.some(({ kind }) => kind === 'guest' || kind === 'authenticated')).flatMap((at): Hit[] => {
    const hit = allows(at).map(statement => beyondWildcards(statement, at)).find(statement => statement.actions.some(pattern => covers(pattern, 's3:ListBucket'))
      && statement.resources.some(mayBeBucket) && !asksForPrefix(statement) && !isOwn({ ...statement, actions: ['s3:ListBucket'] }, withDenials(at, facts), KEYS_OF_THE_ROLE));
    return hit ? [{ at, message: `whoever has ${at.id} may list all of ${hit.resources.filter(mayBeBucket).slice(0, 2).map(shown).join(', ')}` }] : [];
  }),
};

function mayBeBucket(resource: string): boolean {
  return !hasGap(resource) && !resource.includes('/');
}

function asksForPrefix({ condition }: StatementFact): boolean {
  return hasGap(condition) || entriesOf(condition).some(([operator, keys]) => /^String(Equals|Like)/i.test(operator)
    && entriesOf(keys).some(([key, values]) => /^s3:prefix$/i.test(key) && ![values].flat().some(value => /^\*+$/.test(String(value)))));
}
