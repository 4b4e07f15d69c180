import { asBoolean } from '../../../template/values';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { entriesOf } from '../../private/facts/gaps';

/** Default principal tags are used. */
export const rule: GuardrailRule = {
  id: 'tag-defaults-mixed',
  catalogue: ['A64'],
  severity: 'medium',
  title: 'Default principal tags are used',
  why: "Defaults next to a map of one's own contradict each other, and policies on the tag username depend on an id that changes.",
  fix: 'Use either the defaults or a map, and a claim that only administrators write.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/using-afac-with-cognito-identity-pools.html',
  check: facts =>
    facts.ofType('AWS::Cognito::IdentityPoolPrincipalTag').filter(tag => asBoolean(tag.props.UseDefaults) === true).flatMap((at): Hit[] => {
      if (entriesOf(at.props.PrincipalTags).length > 0) return [{ at, message: `${at.id} has UseDefaults and PrincipalTags` }];
      const user = facts.roles.find(role => /PrincipalTag\/username/i.test(JSON.stringify(role.statements)));
      return user ? [{ at, message: `${user.id} decides by the default tag username of ${at.id}` }] : [];
    }),
};
