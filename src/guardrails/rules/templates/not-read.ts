import { GuardrailRule, Hit } from '../../guardrail-rule';
import { ResourceFact } from '../../private/facts/types';
import { unreadPolicies } from '../../private/judging/unread/policies';
import { UnreadValue, unreadValues } from '../../private/judging/unread/values';

/** Something that access hangs on was not read. */
export const rule: GuardrailRule = {
  id: 'not-read',
  catalogue: ['A111'],
  severity: 'high',
  title: 'Something that access hangs on was not read',
  why: 'What stands there may give a role to anyone, and no other finding can tell.',
  fix: 'Check the whole cdk.out folder, or the template as it is after its macros; accept the finding where you have looked yourself.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-macros.html',
  check: facts => [
    ...facts.notRead.map(({ where, what, why, decides, template }): Hit => ({
      at: place(where, template),
      severity: decides ? 'high' : 'medium',
      message: `${what} in ${where} was not read: ${why}`,
    })),
    ...[...unreadValues(facts), ...unreadPolicies(facts)].map((value): Hit => ({
      at: value.at,
      severity: value.decides ? 'high' : 'medium',
      message: worded(value),
    })),
  ],
};

function worded({ at, path, what, why }: UnreadValue): string {
  if (why !== undefined) return `${path} of ${at.id} was not read: ${why}`;
  return what === path ? `${path} of ${at.id} could not be read` : `${path} of ${at.id} hangs on ${what}, which is not in what was read`;
}

/** A part of a template as if it was a resource. */
function place(id: string, template: string): ResourceFact {
  return { key: `${template}/${id}`, id, type: '', template, props: {} };
}
