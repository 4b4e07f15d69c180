import { Decision, decide } from '../../policy';

const RESOURCE_TAG = /^aws:ResourceTag\//i;
const ACTION = 'any:Action';
const FOREIGN = 'a value of somebody else';

/**
 * Whether the conditions on tags of the resource keep out resources without these tags and those with other values: a negated
 * operator, `IfExists` or the pattern `*` lets one of them in. Other conditions do not count.
 */
export function isLimitedByResourceTag(condition: Record<string, Record<string, unknown>>): boolean {
  const tags = Object.entries(condition).flatMap(([operator, keys]) => Object.entries(keys ?? {})
    .filter(([key]) => RESOURCE_TAG.test(key))
    .map(([key, expected]) => ({ operator, key, expected })));
  // conditions hold together, so that one which keeps both out is enough
  return tags.some(({ operator, key, expected }) => {
    const identity = [{
      name: 'the condition',
      document: {
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Action: ACTION, Resource: '*', Condition: { [operator]: { [key]: expected } } },
      },
    }];
    return [{}, { [key]: FOREIGN }].every(context => decide(
      { action: ACTION, resource: '*', context }, { identity },
    ).decision === Decision.DENIED);
  });
}
