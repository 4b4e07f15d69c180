import { IConstruct } from 'constructs';
import { readable } from './readable';

/**
 * Stops synthesis with a message that names the construct, so that the reader finds the statement to change.
 */
export function fail(scope: IConstruct, message: string): never {
  throw new Error(readable(scope.node.path ? `${scope.node.path}: ${message}` : message));
}
