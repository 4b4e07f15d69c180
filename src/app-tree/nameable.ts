import { Errors, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { fail } from '../private/fail';

/**
 * The code of the CDK's refusal. A reference to a resource asks for its name as it is resolved, for the stack that it is resolved in, and
 * whether there can be one is known to the resource alone: `Resource` keeps it private. So the reference is resolved, and the resource
 * heard.
 */
const UNNAMED = 'CannotUseCrossEnvironment';

/**
 * Refuses a value that is about something of another account or region without a name that is known beforehand: nothing here could refer
 * to it.
 */
export function checkNameable(scope: IConstruct, subject: string, value: unknown): void {
  try {
    Stack.of(scope).resolve(value);
  } catch (error) {
    if (Errors.isValidationError(error) && error.name === UNNAMED) {
      fail(scope, `${subject}: '${error.constructPath}' is of another account or region, from where only a name refers to it, and it has `
        + 'none yet; give it one, PhysicalName.GENERATE_IF_NEEDED for instance');
    }
  }
}
