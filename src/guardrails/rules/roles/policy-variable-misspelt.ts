import { isOfOthers } from '../../../identity-facts/data/unsaid-keys';
import { asList } from '../../../private/as-list';
import { shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { appRoles, VARIABLES } from '../../private/judging/statements';

/** A policy variable is not one that IAM knows, or that app users have. */
export const rule: GuardrailRule = {
  id: 'policy-variable-misspelt',
  catalogue: ['A56'],
  severity: 'medium',
  title: 'A policy variable is not one that IAM knows, or that app users have',
  why: 'The statement matches nothing, or a literal text that was meant to differ for each user.',
  fix: 'Write ${cognito-identity.amazonaws.com:sub}, as ${!cognito-identity.amazonaws.com:sub} inside Fn::Sub.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html',
  check: facts => appRoles(facts).flatMap((at): Hit[] => {
    const texts = at.statements.flatMap(({ effect, resources, notResources, condition }) => [
      ...resources.map(text => ({ text, so: effect === 'Deny' ? ' and denies nothing' : ' and allows nothing' })),
      ...notResources.map(text => ({ text, so: ' and leaves nothing out' })),
      ...Object.values(condition).flatMap(keys => Object.values(keys ?? {}).flatMap(value =>
        asList(value).map(text => ({ text: String(text), so: ' and equals nothing' })))),
    ]);
    const wrong = texts.find(({ text }) => /\/undefined(\/|$)|\[object Object\]|«\?cognito-identity/.test(text)
      || variablesIn(text).some(name => !VARIABLES.test(name)));
    if (wrong) return [{ at, message: `${at.id}: ${shown(wrong.text)} has a variable that IAM does not know` }];
    const empty = texts.find(({ text }) => variablesIn(text).some(isOfOthers));
    return empty
      ? [{ at, message: `${at.id}: ${shown(empty.text)} has a variable that no session of an identity pool fills${empty.so}` }]
      : [];
  }),
};

function variablesIn(text: string): string[] {
  return [...text.matchAll(/\$\{([^}]*)\}/g)].map(([, name]) => name);
}
