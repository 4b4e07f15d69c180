import { asList } from '../../../private/as-list';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { entriesOf } from '../../private/facts/gaps';

/** A session tag replaces a tag of the role. */
export const rule: GuardrailRule = {
  id: 'session-tag-overrides-role-tag',
  catalogue: ['A65'],
  severity: 'medium',
  title: 'A session tag replaces a tag of the role',
  why: 'Policies that trust the tag of the role then see what the claim of the user says.',
  fix: 'Use different keys.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html',
  check: facts => facts.identityPools.flatMap(pool => pool.tags.flatMap((at): Hit[] => {
    const keys = entriesOf(at.props.PrincipalTags).map(([key]) => key.toLowerCase());
    return facts.roles.filter(role => role.uses.some(use => use.identityPool === pool && use.kind !== 'guest'))
      .flatMap(role => asList(role.props.Tags).filter(tag => keys.includes(String(tag.Key).toLowerCase()))
        .map(tag => ({ at: role, message: `tag ${tag.Key} of ${role.id} is replaced by what ${at.id} sends` })));
  })),
};
