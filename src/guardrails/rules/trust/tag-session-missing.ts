import { Decision } from '../../../policy';
import { hasGap } from '../../../template/resolve/marks';
import { asBoolean } from '../../../template/values';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { entriesOf } from '../../private/facts/gaps';
import { audienceOf } from '../../private/facts/pool-keys';
import { sentKeys } from '../../private/facts/session-tags';
import { ResourceFact } from '../../private/facts/types';
import { intendedPass } from '../../private/judging/trusts';

/** A role does not allow the tags that the identity pool sends. */
export const rule: GuardrailRule = {
  id: 'tag-session-missing',
  catalogue: ['A44'],
  severity: 'high',
  title: 'A role does not allow the tags that the identity pool sends',
  why: 'Sign-in fails for everyone who should get this role.',
  fix: 'Allow sts:TagSession next to sts:AssumeRoleWithWebIdentity in the trust policy.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/using-afac-with-cognito-identity-pools.html',
  check: facts => facts.roles.flatMap((at): Hit[] => {
    const use = at.uses.find(({ kind, identityPool }) => kind !== 'guest' && identityPool?.tags.some(sendsTags));
    const tags = use?.identityPool?.tags.filter(sendsTags) ?? [];
    if (!use?.identityPool || tags.length === 0) return [];
    const audience = audienceOf(use.identityPool);
    if (intendedPass(at, 'member', audience) === Decision.DENIED) return [];
    if (intendedPass(at, 'member', audience, 'sts:TagSession', tags.map(sentKeys)) !== Decision.DENIED) return [];
    const allowsOthers = intendedPass(at, 'member', audience, 'sts:TagSession') !== Decision.DENIED;
    const which = allowsOthers ? ` with ${[...new Set(tags.flatMap(tag => sentKeys(tag) ?? []))].join(', ')}` : '';
    return [{ at, message: `${tags[0].id} sends principal tags, but ${at.id} does not allow sts:TagSession${which}` }];
  }),
};

/** A mapping of nothing sends nothing. */
function sendsTags({ props }: ResourceFact): boolean {
  return hasGap(props.PrincipalTags) || entriesOf(props.PrincipalTags).length > 0 || asBoolean(props.UseDefaults ?? false) !== false;
}
