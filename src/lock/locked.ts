import type { Made } from '../edits';
import { REPLACED_BY } from '../edits/replacement-facts.generated';

/** What is locked of a type: with which a change loses users, or is refused. */
const LOCKED: Readonly<Record<string, readonly string[]>> = {
  'AWS::Cognito::UserPool': ['AliasAttributes', 'DeletionProtection', 'Schema', 'UsernameAttributes', 'UsernameConfiguration'],
  'AWS::Cognito::UserPoolDomain': REPLACED_BY['AWS::Cognito::UserPoolDomain'],
  'AWS::Cognito::UserPoolUser': REPLACED_BY['AWS::Cognito::UserPoolUser'],
};

export const LOCKED_TYPES = Object.keys(LOCKED);

export function isLocked(type: string): boolean {
  return Object.hasOwn(LOCKED, type);
}

/** Whether a stack is one of these, or one that was nested in them: where that is gone, they are still asked. */
export function isOfStacks(stack: string, stacks: ReadonlySet<string>): boolean {
  return [...stacks].some(name => stack === name || stack.startsWith(`${name}/`));
}

/** Of resources, those that are locked, with what is; as they are written, since what a function gives is another in each deployment. */
export function lockedOf(resources: readonly Made[]): Made[] {
  return resources.filter(({ type }) => isLocked(type))
    .map(({ type, stack, logicalId, constructPath, props, written = props, isRetained }) => ({
      type,
      stack,
      logicalId,
      ...constructPath === undefined ? {} : { constructPath },
      props: Object.fromEntries(LOCKED[type].filter(name => written[name] !== undefined).map(name => [name, written[name]])),
      ...isRetained ? { isRetained } : {},
    }));
}
