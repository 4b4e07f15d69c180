import { IConstruct } from 'constructs';
import { userError } from './user-error';

/**
 * Stops synthesis with a message that names the construct, so that the reader finds the statement to change.
 */
export function fail(scope: IConstruct, message: string): never {
  throw userError(scope.node.path ? `${scope.node.path}: ${message}` : message);
}
