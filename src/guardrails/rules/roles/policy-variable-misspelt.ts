import { asList } from '../../../private/as-list';
import { shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { appRoles, VARIABLES } from '../../private/judging/statements';

/** A policy variable is not one that IAM knows. */
export const rule: GuardrailRule = {
  id: 'policy-variable-misspelt',
  catalogue: ['A56'],
  severity: 'medium',
  title: 'A policy variable is not one that IAM knows',
  why: 'The statement matches nothing, or a literal text that was meant to differ for each user.',
  fix: 'Write ${cognito-identity.amazonaws.com:sub}, as ${!cognito-identity.amazonaws.com:sub} inside Fn::Sub.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html',
  check: facts => appRoles(facts).flatMap((at): Hit[] => {
    const texts = at.statements.flatMap(statement => [
      ...statement.resources,
      ...Object.values(statement.condition).flatMap(keys => Object.values(keys ?? {}).flatMap(value => asList(value).map(String))),
    ]);
    const wrong = texts.find(text => /\/undefined(\/|$)|\[object Object\]|«\?cognito-identity/.test(text)
      || [...text.matchAll(/\$\{([^}]*)\}/g)].some(([, name]) => !VARIABLES.test(name)));
    return wrong ? [{ at, message: `${at.id}: ${shown(wrong)} has a variable that IAM does not know` }] : [];
  }),
};
