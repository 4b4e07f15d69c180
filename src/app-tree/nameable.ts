import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { fail } from '../private/fail';

/** What the CDK says at synthesis, without saying whose value it is. */
const UNNAMED = /Cannot use resource '([^']+)' in a cross-environment fashion/;

/**
 * Refuses a value that is about something of another account or region without a name that is known beforehand: nothing here could refer
 * to it.
 */
export function checkNameable(scope: IConstruct, subject: string, value: unknown): void {
  try {
    Stack.of(scope).resolve(value);
  } catch (error) {
    const unnamed = UNNAMED.exec(String(error))?.[1];
    if (unnamed !== undefined) {
      fail(scope, `${subject}: '${unnamed}' is of another account or region, from where only a name refers to it, and it has none yet; `
        + 'give it one, PhysicalName.GENERATE_IF_NEEDED for instance');
    }
  }
}
